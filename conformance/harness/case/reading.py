"""The octets of one answer as they arrive, bounded in number and in time."""

from __future__ import annotations

from conformance.harness.case.attempt import IDLE_SHARE, Attempt
from conformance.harness.net.bounds import PACE, PATIENCES
from conformance.harness.net.stream import SILENCE, Stream
from conformance.model import Endless


class Reading:
    """Receives one answer, or whatever comes until a case can decide.

    Each arrival gives the target one patience more, so silence means a patience in which nothing arrived. The whole
    answer may take ``PATIENCES`` patiences, and one more for each ``PACE`` octets. An answer that takes longer is not
    silence: it raises ``Endless``.
    """

    def __init__(self, attempt: Attempt, stream: Stream) -> None:
        self.attempt, self.stream = attempt, stream
        self.count = 0  # octets that came
        self._seconds = 0.0  # spent on waiting

    def next(self, most: int) -> bytes | str:
        """Return the next octets, or ``FIN``, ``RST`` or ``SILENCE``.

        Raises ``Endless`` after ``most`` octets, or when all the time that an answer may take is over.
        """
        if self.count > most:
            self.give_up(f"the target sent more than {most} octets, and they did not end its answer")
        left = self.most_seconds - self._seconds
        received = self._receive(min(left, self.attempt.patience)) if left > 0 else SILENCE
        if received == SILENCE and left < self.attempt.patience:
            self.give_up(f"the target was still sending after {self._seconds:.1f} s, and its answer had not ended")
        self.count += len(received) if isinstance(received, bytes) else 0
        return received

    def give_up(self, reason: str) -> None:
        """Raise ``Endless``; if it took longer than a patience, note that a second try may end otherwise."""
        self.attempt.observed(reason, silent=self._seconds > self.attempt.patience)
        raise Endless(reason)

    @property
    def most_seconds(self) -> float:
        """How long the whole answer may take, by what has come of it."""
        return self.attempt.patience * (PATIENCES + self.count / PACE)

    def _receive(self, seconds: float) -> bytes | str:
        clock = self.attempt.clock
        began = clock.now()
        received = self.stream.receive(began + seconds)
        self._seconds += clock.now() - began
        if self._seconds > self.attempt.target.quick * IDLE_SHARE:
            self.attempt.release_slot()  # the target sends so slowly that this attempt mostly waits
        return received
