"""Runs cases before pytest asks for them, many at a time, in threads (section 6 of the design).

A conductor per target settles the outcomes; pytest's items wait for theirs.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

from conformance.harness.case.case import Case, Outcome
from conformance.harness.engine.conductor import Conductor
from conformance.harness.process import hide_from_gc


class Ahead:
    """Outcomes for pytest items, made by one conductor thread per target."""

    def __init__(self, conductors: list[Conductor], cases: Iterable[Case]) -> None:
        self.conductors = conductors
        self._done = {case.name: threading.Event() for case in cases}
        self._outcomes: dict[str, Outcome] = {}
        self._threads: list[threading.Thread] = []
        self._failure: BaseException | None = None

    def settle(self, outcome: Outcome) -> None:
        """Called by a conductor when a case has its outcome."""
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
            hide_from_gc()  # properties hid everything, that which nobody needs among it
        except BaseException as error:  # a defect of the harness: every waiting item must hear of it
            self._failure = error
        finally:
            for case in conductor.cases:
                if waited_for := self._done.get(case.name):
                    waited_for.set()

    def outcome(self, name: str) -> Outcome | None:
        """The outcome of a case, waited for; ``None`` when it was handed out before (a re-run) or never planned."""
        if name not in self._done:
            return None
        self._done[name].wait()
        if name not in self._outcomes:
            raise self._failure or RuntimeError("a defect of the harness: this case was not judged")
        del self._done[name]
        return self._outcomes.pop(name)

    def left(self) -> list[Outcome]:
        """The outcomes that pytest has not asked for."""
        return list(self._outcomes.values())

    def stop(self) -> None:
        """End: cases not yet begun are dropped, those in flight and the last look at the target are waited for."""
        if self._done:
            for conductor in self.conductors:
                conductor.stopped = True
        for thread in self._threads:
            thread.join()
