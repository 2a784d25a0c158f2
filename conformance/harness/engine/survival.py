"""What the target did not survive, for the case that judges just that."""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt
from conformance.harness.engine.state import RunState


class Survival:
    """The peer of the case on the target's own life; it runs after all others."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt

    @property
    def casualties(self) -> list[str]:
        """The cases that ended or hung the target, each with how."""
        run = self.attempt.run
        casualties = run.casualties if isinstance(run, RunState) else []
        for casualty in casualties:
            self.attempt.transcript.note("!", casualty)
        self.attempt.observed("; ".join(casualties) or "it survived every case")
        return casualties

    def close(self) -> None:
        """Nothing is held open."""
