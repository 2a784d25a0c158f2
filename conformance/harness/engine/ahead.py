"""Runs cases before pytest asks for them, many at a time, in threads (docs/engine.md).

The conductor of each target settles the outcomes; pytest's items wait for theirs.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

from conformance.harness.case.case import Case, Outcome
from conformance.harness.engine.conductor import Conductor


class Ahead:
    """The outcomes that pytest's items wait for, made by one conductor thread for each target."""

    def __init__(self, conductors: list[Conductor], cases: Iterable[Case]) -> None:
        self.conductors = conductors
        self._done = {case.name: threading.Event() for case in cases if case.reported}
        self._count = len(self._done)
        self._outcomes: dict[str, Outcome] = {}
        self._threads: list[threading.Thread] = []
        self._failure: BaseException | None = None

    def settle(self, outcome: Outcome) -> None:
        """Take the outcome of a case; conductors call this."""
        outcome.free()
        self._outcomes[outcome.case.name] = outcome
        self._done[outcome.case.name].set()

    def start(self) -> None:
        for conductor in self.conductors:
            thread = threading.Thread(target=self._conduct, args=(conductor,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _conduct(self, conductor: Conductor) -> None:
        try:
            conductor.run()
        except BaseException as error:  # a defect of the harness: every item that waits must be told
            self._failure = error
        finally:
            for case in conductor.cases:
                if waited_for := self._done.get(case.name):
                    waited_for.set()

    def outcome(self, name: str) -> Outcome | None:
        """Wait for the outcome of a case; ``None`` if it was handed out before (a re-run) or is not run ahead."""
        if name not in self._done:
            return None
        self._done[name].wait()
        if name not in self._outcomes:
            raise self._failure or RuntimeError("a defect of the harness: this case was not judged")
        del self._done[name]
        return self._outcomes.pop(name)

    def progress(self) -> tuple[int, int]:
        """How many cases are judged, and how many there are."""
        left = sum(not event.is_set() for event in list(self._done.values()))
        return self._count - left, self._count

    def remaining(self) -> list[Outcome]:
        """Return the outcomes that pytest has not asked for."""
        return list(self._outcomes.values())

    def stop(self) -> None:
        """End the run: drop the cases that have not begun; wait for those in flight and the last look at the target."""
        if self._done:
            for conductor in self.conductors:
                conductor.stopped = True
        self.join()

    def join(self) -> None:
        """Wait until every case has run."""
        for thread in self._threads:
            thread.join()
