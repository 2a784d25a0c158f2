"""Run the cases of this process before pytest asks for them, and hand out the outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.target import Target
from conformance.harness.engine.ahead import Ahead
from conformance.harness.engine.budget import Budget
from conformance.harness.engine.causes import unreported
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.state import RunState
from conformance.harness.runner import seams, xdist
from conformance.harness.targets.discovery import Targets

Record = Callable[[Outcome], None]


class Execution:
    """Has a conductor for each target. ``states`` are those of the targets, by name.

    In a debugger, the cases run one by one in pytest's own thread, when pytest asks for their outcomes.
    """

    def __init__(self, config: pytest.Config, targets: Targets, states: Mapping[str, RunState], scratch: Path) -> None:
        self.targets, self.states, self.scratch = targets, states, scratch
        self.worker, self.in_debugger = xdist.worker_input(config), seams.runs_in_debugger(config)
        self.ahead, self._conductors = Ahead([], []), dict[str, Conductor]()

    def start(self, cases: list[Case], causes: Iterable[Case], budget: Budget, record: Record) -> None:
        """Start to run the cases, and the rows of ``causes`` that they rest on; ``record`` is given each outcome."""
        mine = _share(cases, self.worker)
        ahead = [] if self.in_debugger else mine
        ahead = [*unreported(mine, [*cases, *causes], ahead), *ahead]
        self.ahead = Ahead([], ahead)

        def settle(outcome: Outcome) -> None:
            record(outcome)
            self.ahead.settle(outcome)  # the item of pytest that waits for it goes on

        for target in self.targets.targets:
            of_target = [case for case in ahead if case.target is target]
            self._conductors[target.name] = self._conductor(target, of_target, budget, settle)
        self.ahead.conductors = [conductor for conductor in self._conductors.values() if conductor.cases]
        self.ahead.start()
        if self.in_debugger:  # what the cases rest on is judged before them
            self.ahead.join()

    def _conductor(self, target: Target, cases: list[Case], budget: Budget, settle: Record) -> Conductor:
        state = self.states[target.name]
        if self.worker is None:
            return Conductor(target, cases, settle, self.targets.lifecycle(target), state=state, budget=budget)
        from conformance.harness.engine.workers import share_conductor

        return share_conductor(self.worker, self.targets, target, cases, settle, self.scratch, state, budget)

    def outcome_of(self, case: Case) -> Outcome:
        """Wait for the outcome of a case that runs ahead; run any other case now."""
        try:
            return self.ahead.outcome(case.name) or self._conductors[case.target.name].one(case)
        except Exception as error:  # a defect of the harness
            return case.fault(error)

    def stop(self) -> None:
        """Drop the cases that have not begun, and wait for those in flight."""
        self.ahead.stop()

    def remaining(self) -> list[Outcome]:
        """Return the outcomes that pytest has not asked for."""
        return self.ahead.remaining()

    def forget(self) -> None:
        """Free the memory of everything that only the cases needed: the reports need it."""
        self._conductors.clear()
        self.ahead = Ahead([], [])
        for state in self.states.values():
            state.forget()


def _share(cases: list[Case], worker: dict[str, Any] | None) -> list[Case]:
    """Return the cases that this process runs: all of them, or the share of a worker."""
    if worker is None:
        return cases
    from conformance.harness.runner.shares import share

    indices = share(range(len(cases)), worker["workerid"], worker["workercount"])
    return [cases[index] for index in indices]
