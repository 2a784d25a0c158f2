"""Hunts mutants and liars with the judge's rows, and remembers which rows killed one; see docs/verdicts.md.

The laws hunt with every row there is, ``python -m tests.prove`` with those of the files that it is given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from conformance.harness.case.case import Case, Outcome
from conformance.model import Requirement, Verdict
from tests.kit.judging import PATIENCE, judge, judge_core, rows_of, told
from tests.kit.protocols import Reference, server
from tests.kit.serving import Shell, serving
from tests.liars import lying
from tests.liars.lie import Lie
from tests.mutants import Mutant
from tests.mutants.consequences import ABOUT_EVERYTHING

BAD = (Verdict.VIOLATES, Verdict.DEVIATES)
HARMLESS = (Verdict.CONFORMS, Verdict.NOT_APPLICABLE)  # what rests on what is broken does not apply
FEW = 40  # rows that are tried together


def complaints(reference: Reference, shell: Shell, rows: Sequence[Case]) -> dict[str, str]:
    """The rows that do not call the reference conforming, and why."""
    with serving(server(reference.core), shell) as url:
        return told(judge(url, list(rows), patience=2.0))


def dead(outcomes: dict[str, Outcome]) -> set[str]:
    """The names of the rows that a defect failed."""
    return {name for name, outcome in outcomes.items() if outcome.verdict in BAD}


def strays(mutant: Mutant, outcomes: dict[str, Outcome]) -> set[Requirement]:
    """The requirements that a mutant does not meet, although it does not say that it breaks them."""
    blamed = {outcome.case.requirement for outcome in outcomes.values() if outcome.verdict not in HARMLESS}
    return blamed - {mutant.violates} - set(mutant.also) - ABOUT_EVERYTHING


class Hunt:
    """The rows that have killed a mutant or a liar, by name, each with what it killed."""

    def __init__(self) -> None:
        self.killers: dict[str, set[str]] = defaultdict(set)

    def alive(self, rows: Iterable[Case]) -> list[Case]:
        """The rows that have killed nothing yet."""
        return [row for row in rows if row.name not in self.killers]

    def judge(self, mutant: Mutant, rows: list[Case]) -> dict[str, Outcome]:
        """Judge a mutant, and remember which rows of the requirement that it breaks killed it.

        What was inconclusive is judged once more, for the machine may have been busy.
        """
        outcomes = judge_core(server(mutant.core), rows) if rows else {}
        doubtful = [row for row in rows if outcomes[row.name].verdict is Verdict.INCONCLUSIVE]
        if doubtful:
            outcomes |= judge_core(server(mutant.core), doubtful, 5 * PATIENCE)
        for name in dead(outcomes):
            if outcomes[name].case.requirement is mutant.violates:
                self.killers[name].add(mutant.name)
        return outcomes

    def hunt(self, mutant: Mutant) -> dict[str, Outcome]:
        """Judge a mutant, twice if it survives: what others hold of this process may hide what it holds."""
        outcomes = self._hunt_once(mutant)
        return outcomes if dead(outcomes) else self._hunt_once(mutant)

    def _hunt_once(self, mutant: Mutant) -> dict[str, Outcome]:
        """Judge a mutant by all rows of its requirement that killed nothing yet, then by others until one kills it."""
        rows, outcomes = rows_of(mutant.violates), dict[str, Outcome]()
        alive = self.alive(rows)
        others = [row for row in rows if row.name in self.killers]
        parts = -(-len(others) // FEW)
        for some in [alive, *(others[part::parts] for part in range(parts))]:
            outcomes |= self.judge(mutant, some)
            if dead(outcomes):
                break
        return outcomes

    def convict(self, lie: Lie, rows: list[Case], *, shameless: bool = False) -> set[str]:
        """Judge a liar; the names of the rows that it fails, which are remembered."""
        with lying(lie, shameless=shameless) as url:
            killed = dead(judge(url, rows))
        for name in killed:
            self.killers[name].add(lie.__name__)
        return killed
