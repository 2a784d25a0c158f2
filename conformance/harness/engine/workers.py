"""What workers of pytest-xdist that judge the same target share: files in the run's scratch folder."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.target import Target
from conformance.harness.engine.budget import Budget, in_rank_order
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.rounds import Tally
from conformance.harness.engine.state import RunState
from conformance.harness.net.clock import SYSTEM_CLOCK
from conformance.harness.process import can_lock
from conformance.harness.targets.discovery import Targets
from conformance.harness.targets.lifecycle import NullLock, TargetLock
from conformance.model import Inconclusive
from conformance.text import as_file_name

OTHERS_SECONDS = 600.0  # how long a worker waits for the messages of the others


class ShareConductor(Conductor):
    """Runs a worker's share. Cases on all messages of the run wait until every worker has handed over its own."""

    def __init__(self, *arguments: Any, board: Path, worker: str, workers: int, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.board, self.worker, self.workers = board, worker, workers

    def batches(self) -> list[list[Case]]:
        """One part: the other workers have to wait for the end of this worker's share."""
        return [in_rank_order(self.cases)] if self.budget.seconds else [self.cases]

    def before_calm(self, tally: Tally) -> None:
        """Hand this worker's messages and casualties to the other workers, and take theirs.

        It waits for the other workers if it needs their messages, or a target that none of them keeps busy.
        """
        mine = self._file(self.worker)
        fresh = mine.with_suffix(".new")
        fresh.write_bytes(pickle.dumps((self.state.received, self.state.casualties)))
        os.replace(fresh, mine)
        if tally.held or any(case.alone for case in self.cases):
            for number in range(self.workers):
                if f"gw{number}" != self.worker:
                    received, casualties = self._handed_over_by(f"gw{number}")
                    self.state.keep(received)
                    self.state.casualties.extend(one for one in casualties if one not in self.state.casualties)

    def idle_capacity(self, wanted: int) -> int:
        """This worker's part of the connections that may wait: the other workers have as many."""
        return max(1, super().idle_capacity(wanted * self.workers) // self.workers)

    def _handed_over_by(self, worker: str) -> tuple[list[Any], list[str]]:
        until = SYSTEM_CLOCK.now() + OTHERS_SECONDS
        while not self._file(worker).exists():
            if SYSTEM_CLOCK.now() > until or self.stopped:
                raise Inconclusive(f"worker {worker} did not hand over its messages")
            SYSTEM_CLOCK.sleep(0.01)
        handed_over: tuple[list[Any], list[str]] = pickle.loads(self._file(worker).read_bytes())  # our own file
        return handed_over

    def _file(self, worker: str) -> Path:
        return self.board / f"received-{as_file_name(self.target.name)}-{worker}"


def share_conductor(
    worker: dict[str, Any],
    targets: Targets,
    target: Target,
    cases: list[Case],
    settle: Callable[[Outcome], None],
    board: Path,
    state: RunState,
    budget: Budget,
) -> Conductor:
    """The conductor of a worker's share of one target's cases."""
    workers = int(worker["workercount"])
    fact = next(fact for fact in worker["conformance"] if fact["facts"]["name"] == target.name)
    serial = fact["facts"]["jobs"] < 2 * workers
    lock = _lock(board / "gate", serial) if workers > 1 and can_lock() else NullLock()
    lifecycle = targets.lifecycle(target)
    names = {"board": board, "worker": worker["workerid"], "workers": workers}
    return ShareConductor(target, cases, settle, lifecycle, lock, state, budget, **names)


def _lock(path: Path, serial: bool) -> TargetLock:
    """``serial``: the target serves too few connections for attempts of several workers at once."""
    from conformance.harness.engine.locks import LockFile

    return LockFile(path, always_exclusive=serial)
