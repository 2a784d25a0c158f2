"""What cases rest on: where a target violates one requirement, those that rest on it say nothing (docs/engine.md).

A requirement names what it rests on by ``rests_on``: these requirements are its *causes*. A row that needs more than
its requirement names that by the mark ``rests_on``. All rows of a cause count that have no such mark, or only those
that are marked ``cause``. The outcome of a row is held until these are settled. If one of them is not met, the row is
not applicable.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from conformance.harness.case.case import Case, Outcome
from conformance.model import NotApplicable, Requirement, Verdict

NOT_MET = (Verdict.VIOLATES, Verdict.DEVIATES)


def causes_of(cases: Iterable[Case]) -> set[Requirement]:
    """Return the requirements that the cases rest on."""
    return {cause for case in cases for cause in case.causes}


def rows_of(causes: Collection[Requirement], cases: Iterable[Case]) -> list[Case]:
    """The rows that tell whether the target meets these causes: of a cause with marked rows, only the marked ones.

    A row that needs more than its requirement tells only if it is marked: two causes must not wait for each other.
    """
    rows = [case for case in cases if case.requirement in causes and (case.is_cause or not case.rests_on)]
    with_marks = {case.requirement for case in rows if case.is_cause}
    return [case for case in rows if case.is_cause or case.requirement not in with_marks]


def causes_first(cases: Iterable[Case]) -> list[Case]:
    """Return the cases, with those first on which others rest."""
    cases = list(cases)
    rows = set(rows_of(causes_of(cases), cases))
    return sorted(cases, key=lambda case: case not in rows)


def unreported(cases: Iterable[Case], available: Iterable[Case], run: Collection[Case]) -> list[Case]:
    """Return the available cases on which ``cases`` rest and which are not among those that ``run`` anyway.

    A worker has a share of the rows, and a command line may name one file. What these rest on is judged all the same,
    and not reported.
    """
    causes, names = causes_of(cases), {case.name for case in run}
    missing = {case.name: case for case in rows_of(causes, available) if case.name not in names}
    return [replace(case, reported=False) for case in missing.values()]


class Causes:
    """Holds outcomes until what they rest on is judged. Its methods may be called by any thread."""

    def __init__(self, cases: Iterable[Case]) -> None:
        cases = list(cases)
        causes = causes_of(cases) | {case.requirement for case in cases if not case.reported}
        rows = rows_of(causes, cases)
        self._lock = threading.Lock()
        self._rows = {case.name for case in rows}
        self._waiting = Counter(case.requirement for case in rows)  # how many of these are not settled yet
        self._not_met = set[Requirement]()
        self._held: list[Outcome] = []

    def release(self, outcome: Outcome) -> list[Outcome]:
        """Take an outcome; return those that are certain now: this one, if it need not wait, and any that waited."""
        with self._lock:
            released, ready = list[Outcome](), [outcome]
            while ready:
                certain = [one for one in ready if not self._waits(one)]
                self._held += [one for one in ready if self._waits(one)]
                certain = [self.judged(one) for one in certain]
                released += certain
                decided = sum(self._count(one) for one in certain)
                ready = self._take_held() if decided else []
            return released

    def judged(self, outcome: Outcome) -> Outcome:
        """Return the outcome, as not applicable if a cause is not met; a case that ended the target stays to blame."""
        broken = next((cause for cause in outcome.case.causes if cause in self._not_met), None)
        if broken is None or outcome.blame:
            return outcome
        verb = "violates" if broken.level.absolute else "does not meet"
        return outcome.ended_by(NotApplicable(f"rests on {broken.id}, which the target {verb}"))

    def _waits(self, outcome: Outcome) -> bool:
        return any(self._waiting[cause] for cause in outcome.case.causes)

    def _take_held(self) -> list[Outcome]:
        held, self._held = self._held, []
        return held

    def _count(self, outcome: Outcome) -> bool:
        """Count a settled row; return whether it was the last one of a cause, for which others may have waited."""
        requirement = outcome.case.requirement
        if outcome.case.name not in self._rows:
            return False
        if outcome.verdict in NOT_MET:
            self._not_met.add(requirement)
        self._waiting[requirement] -= 1
        return not self._waiting[requirement]
