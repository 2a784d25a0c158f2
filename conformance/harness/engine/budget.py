"""The time that a run may take (``--budget``): in which order the rows run, and when no more of them begin or wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from conformance.harness.case.case import Case
from conformance.harness.case.properties import examples_of
from conformance.harness.case.target import Target
from conformance.harness.net.clock import SYSTEM_CLOCK, Clock
from conformance.harness.net.time_limit import UNLIMITED, TimeLimit
from conformance.harness.targets.protocols import repair_rank
from conformance.model import Requirement

WHOLE_RUN_SHARE = 1 / 10  # of the time, kept for the rows that judge the whole run, which come last


class Budget:
    """So many seconds from now on, or without bound."""

    def __init__(self, seconds: float | None = None, clock: Clock = SYSTEM_CLOCK) -> None:
        self.seconds, self.clock, self.began = seconds, clock, clock.now()

    @property
    def limit(self) -> TimeLimit:
        """When rows that have begun wait no longer."""
        return UNLIMITED if self.seconds is None else TimeLimit(self.began + self.seconds, self.reason)

    @property
    def reason(self) -> str:
        """Why a row is not judged."""
        return f"the time was used (--budget {self.seconds:g}s)"

    def is_used(self, reserve: float = 0.0) -> bool:
        """Whether fewer than ``reserve`` seconds are left."""
        return self.seconds is not None and self.clock.now() - self.began >= self.seconds - reserve

    def batches(self, cases: list[Case], whole_run: frozenset[str]) -> list[list[Case]]:
        """Return the cases in parts, of which each is judged to its end before the next one begins.

        With a bound: one row of each requirement, the other rows, and the rows that judge the whole run, which ask for
        one of the peers ``whole_run``. Without: all of them together.
        """
        if self.seconds is None:
            return [cases]
        last = [case for case in cases if not whole_run.isdisjoint(case.peers)]
        others = [case for case in in_rank_order(cases) if whole_run.isdisjoint(case.peers)]
        first = list({case.requirement: case for case in reversed(others)}.values())
        names = {case.name for case in first}
        return [in_rank_order(first), [case for case in others if case.name not in names], last]

    def reserve(self, batch: int, doubtful: int, target: Target) -> float:
        """How many seconds a batch must leave: to confirm the rows that met silence, and for the whole run's rows.

        Those rows wait together, once with full patience and once more in a calm round; where the target serves one
        connection at a time, they wait one after the other, once.
        """
        kept = 0.0 if batch == 2 else WHOLE_RUN_SHARE * (self.seconds or 0.0)
        if not doubtful:
            return kept
        return kept + target.patience * (doubtful if target.jobs == 1 else 2)


def _is_property(case: Case) -> bool:
    return bool(examples_of(case.function))


def in_rank_order(cases: Iterable[Case]) -> list[Case]:
    """The cases by rank, with one of each requirement before the second of any.

    Properties come after the rows that they are judged beside: each of their examples may take as long as a row.
    """
    cases = list(cases)
    seen, keys = Counter[Requirement](), dict[str, tuple[int, bool, int, int]]()
    for case in sorted(cases, key=lambda case: (_is_property(case), case.index)):
        keys[case.name] = (seen[case.requirement], _is_property(case), repair_rank(case.requirement), case.index)
        seen[case.requirement] += 1
    return sorted(cases, key=lambda case: keys[case.name])
