"""What the target did not survive, for the case that judges just that."""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt


class Survival:
    """The peer of the case on the target's own life; it runs after all others."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt

    @property
    def casualties(self) -> list[str]:
        """The cases that ended or hung the target, each with how."""
        for casualty in self.attempt.target.casualties:
            self.attempt.transcript.note("!", casualty)
        self.attempt.observed("; ".join(self.attempt.target.casualties) or "it survived every case")
        return self.attempt.target.casualties

    def close(self) -> None:
        """Nothing is held open."""
