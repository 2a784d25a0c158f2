"""Sees that a target limits its rate, and leaves it alone until it answers as usual (docs/engine.md)."""

from __future__ import annotations

from collections.abc import Callable

from conformance.harness.case.target import Target
from conformance.harness.engine.spacing import QUIET, WINDOW
from conformance.harness.engine.state import RunState
from conformance.harness.targets.measurement import baseline

MUCH = 100  # messages received: a target that has sent so many, and is silent then, may answer again after a while


class RateLimit:
    """The limit of one target. ``stopped`` says whether the run has been told to end early."""

    def __init__(self, target: Target, state: RunState, stopped: Callable[[], bool]) -> None:
        self.target, self.state, self.stopped = target, state, stopped
        self._times_unanswered = 0

    @property
    def _is_possible(self) -> bool:
        """Whether silence may be a limit: of datagrams, and where the harness does not restart the target."""
        return not (self.target.protocol.transport.has_connections or self.target.launch)

    def answered_alone(self) -> None:
        """A plain request was not answered beside cases, and then it was, and the cases harmed nobody.

        Once, this machine may have been busy; twice, the target limits its rate.
        """
        self._times_unanswered += 1
        if self._is_possible and self._times_unanswered > 1:
            self.state.spacing.exceeded()

    def leave_alone(self) -> None:
        """Where the limit was just seen, send nothing until a plain request is answered as usual."""
        if self.state.spacing.is_exceeded:
            self._wait_until_as_usual("the target limits its rate and is left alone for a while")
            self.state.spacing.is_exceeded = False

    def answers_after_quiet(self) -> bool:
        """Whether a target that has answered much answers again after some time without datagrams."""
        if not self._is_possible or len(self.state.received) < MUCH:
            return False
        if not self._wait_until_as_usual("the target does not answer, and perhaps limits its rate: it is left alone"):
            return False
        self.state.spacing.exceeded()
        return True

    def _wait_until_as_usual(self, what: str) -> bool:
        """Whether it answers in time; what it refuses or answers otherwise is no silence, and not waited for."""
        clock = self.target.clock
        until = clock.now() + WINDOW
        self.state.activity.begin(what)
        while clock.now() < until and not self._is_over():
            clock.sleep(QUIET)
            wrong, _, attempt = baseline(self.target, self.target.patience)
            if not (wrong or attempt.limited):
                return True
            if not (attempt.silent or attempt.limited):
                return False
        return False

    def _is_over(self) -> bool:
        return self.stopped() or bool(self.state.limit.over(self.target.clock.now()))
