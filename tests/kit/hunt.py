"""Hunts mutants and liars with the judge's rows, and remembers which rows killed one; see docs/verdicts.md.

The laws hunt with every row there is, ``python -m tests.prove`` with those of the files that it is given. A row
that has killed a server need not kill another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from conformance.harness.case.case import Case, Outcome
from conformance.harness.net.segmentation import Segments
from conformance.model import Requirement, Verdict
from tests.kit.judging import judge, judge_in_process, judge_kind, share, told
from tests.kit.measured import Measured, afresh, measured_kind, rows_for
from tests.kit.protocols import Reference, server
from tests.kit.serving import Shell, serving
from tests.liars import liar_core, lying
from tests.liars.liar import AnyLiar
from tests.mutants import Mutant
from tests.mutants.consequences import ABOUT_EVERYTHING

BAD = (Verdict.VIOLATES, Verdict.DEVIATES)
SHARES = 8  # in which rows judge a mutant that the first of them may kill
HARMLESS = (Verdict.CONFORMS, Verdict.NOT_APPLICABLE)  # what rests on what is broken does not apply


def complaints(
    reference: Reference, rows: Sequence[Case], size: int = 0, segments: Segments | None = None
) -> dict[str, str]:
    """The rows that do not call the reference in this process conforming, and why.

    What it sends arrives in parts of ``size`` octets, what it is sent in ``segments``; see ``judge_in_process``.
    """
    found: dict[str, str] = {}
    for core in reference.cores:
        if quick := rows_for(core, [row for row in rows if not row.sockets]):
            make, given = partial(server, core), reference.given(core)
            found |= told(judge_in_process(make, reference.protocol, quick, size, segments, given=given, broken=()))
    return found


def complaints_over_sockets(
    reference: Reference, shell: Shell, rows: Sequence[Case], cores: Sequence[type[Any]] = ()
) -> dict[str, str]:
    """The rows that do not call the reference on a shell conforming, and why; of several servers, ``cores`` or all."""
    found: dict[str, str] = {}
    for core in cores or reference.cores:
        with serving(server(core), shell) as url:
            found |= told(judge(url, rows_for(core, rows), patience=2.0, given=reference.given(core)))
    return found


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
        self._latest: tuple[Mutant, Measured] | None = None

    def alive(self, rows: Iterable[Case]) -> list[Case]:
        """The rows that have killed nothing yet."""
        return [row for row in rows if row.name not in self.killers]

    def judge(self, mutant: Mutant, rows: Sequence[Case]) -> dict[str, Outcome]:
        """Judge a mutant, and remember which rows of the requirement that it breaks killed it."""
        broken = {requirement.id for requirement in (mutant.violates, *mutant.also)}
        outcomes = judge_kind(mutant.core, rows, self._measured(mutant), broken)
        for name in dead(outcomes):
            if outcomes[name].case.requirement is mutant.violates:
                self.killers[name].add(mutant.name)
        return outcomes

    def _measured(self, mutant: Mutant) -> Measured:
        """Measure a mutant, unless it is the one that was judged before: it is judged several times."""
        if self._latest is None or self._latest[0] is not mutant:
            self._latest = mutant, measured_kind(mutant.core)
        return afresh(mutant.core, self._latest[1])

    def hunt(self, mutant: Mutant, rows: Sequence[Case]) -> dict[str, Outcome]:
        """Judge a mutant by rows of its requirement until some of them kill it.

        Those that have killed nothing yet are all tried. If they spare it, the others are, a share of them at a time.
        Those that need a process judge a survivor once more: what others hold of this one may hide what it holds.
        """
        alive = self.alive(rows)
        others = [row for row in rows if row not in alive]
        shares = [share(others, number, SHARES) for number in range(SHARES)]
        outcomes: dict[str, Outcome] = {}
        for part in (alive, *shares, [row for row in rows if row.sockets]):
            if part and not dead(outcomes):
                outcomes |= self.judge(mutant, part)
        return outcomes

    def convict(self, lie: type[AnyLiar], rows: Sequence[Case], *, shameless: bool = False) -> set[str]:
        """Judge a liar; the names of the rows that it fails, which are remembered."""
        killed = dead(judge_liar(lie, rows, shameless=shameless))
        for name in killed:
            self.killers[name].add(lie.name)
        return killed


def judge_liar(lie: type[AnyLiar], rows: Sequence[Case], *, shameless: bool = False) -> dict[str, Outcome]:
    """Judge a liar in this process, and over sockets by the rows that need them.

    Each row is judged by itself: a liar violates all that others rest on, and the question is whether the row can fail.
    """
    quick, on_sockets = [row for row in rows if not row.sockets], [row for row in rows if row.sockets]
    core = liar_core(lie, shameless=shameless)
    outcomes = judge_in_process(lambda today: core, lie.protocol, quick, by_themselves=True, given=lie.given)
    if on_sockets:
        with lying(lie, shameless=shameless) as url:
            outcomes |= judge(url, on_sockets, given=lie.given)
    return outcomes
