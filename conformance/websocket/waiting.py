"""How long an answer is awaited: silence is a patience in which nothing of it arrived, whatever came before."""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt
from conformance.harness.net.bounds import PATIENCES


class Wait:
    """The time in which an answer is awaited: ``patience`` seconds from an arrival, ``PATIENCES`` times that in all.

    Where ``is_cut_short``, the target was not silent for the whole patience: it may only be slow.
    """

    def __init__(self, attempt: Attempt, patience: float | None = None) -> None:
        self._clock, self._patience = attempt.clock, attempt.patience if patience is None else patience
        self._last = self._clock.now() + PATIENCES * self._patience
        self.deadline = self._clock.now() + self._patience
        self.renewed = False

    def renew(self) -> None:
        """Something of the answer arrived: wait for the rest of it as long as for its beginning."""
        self.renewed = True
        self.deadline = min(self._clock.now() + self._patience, self._last)

    @property
    def is_cut_short(self) -> bool:
        """Whether the deadline is the end of all the time that an answer may take."""
        return self.deadline == self._last

    @property
    def most(self) -> float:
        """Seconds that all of an answer may take."""
        return PATIENCES * self._patience
