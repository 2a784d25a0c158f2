"""The harness as a client of a service over TCP, of which it knows no more than that octets come and go."""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.reading import Reading
from conformance.harness.net.stream import SILENCE, Stream
from conformance.text import show


class StreamPeer:
    """A connection to the target, opened when it is first needed, and others beside it.

    ``ended`` is ``FIN``, ``RST`` or ``SILENCE`` where the last call of ``receive`` came to that.
    """

    def __init__(self, attempt: Attempt, window: int = 0) -> None:
        self.attempt, self.ended, self._window = attempt, "", window
        self._stream: Stream | None = None
        self._early = b""  # arrived with octets that were asked for

    @property
    def stream(self) -> Stream:
        """The connection."""
        self._stream = self._stream or self.attempt.connect(self._window)
        return self._stream

    def another(self, window: int = 0) -> StreamPeer:
        """A further connection, with a receive buffer of so many octets if that is not 0; it is opened now."""
        other = StreamPeer(self.attempt, window)
        assert other.stream
        return other

    def send(self, octets: bytes) -> None:
        """Send octets; what arrives meanwhile is kept for ``receive``."""
        self.stream.send(octets)

    def receive(self, count: int) -> bytes:
        """Return the next ``count`` octets, or fewer where the stream ends or falls silent before: ``ended`` says how.

        Raises ``Endless`` where they take too long.
        """
        reading, octets, self.ended = Reading(self.attempt, self.stream), self._early, ""
        while len(octets) < count and not self.ended:
            heard = reading.next(count)
            if isinstance(heard, bytes):
                octets += heard
            else:
                self.ended = heard
        octets, self._early = octets[:count], octets[count:]
        self._observe(octets)
        return octets

    def exchange(self, octets: bytes) -> bytes:
        """Send octets, and return as many, or fewer where the stream ends or falls silent before."""
        self.send(octets)
        return self.receive(len(octets))

    def arrives_within(self, seconds: float) -> bytes | str:
        """Return what comes next within so many seconds, or how the stream ended; ``SILENCE`` where nothing came.

        The silence is what a case asks for, so it is no reason to try again.
        """
        if self._early:
            octets, self._early = self._early, b""
            return octets
        received = self.stream.receive(self.attempt.clock.now() + seconds)
        self.attempt.observed(show(received) if isinstance(received, bytes) else received)
        return received

    def half_close(self) -> None:
        """Send FIN, and go on reading."""
        self.stream.half_close()

    def reset(self) -> None:
        """Close with RST."""
        self.stream.reset()

    def hang_up(self) -> None:
        """Close at once, whatever is still to be read."""
        self.stream.close()

    def close(self) -> None:
        """The attempt closes the connections."""

    def _observe(self, octets: bytes) -> None:
        seen = [show(octets)] if octets or not self.ended else []
        self.attempt.observed(", then ".join([*seen, *filter(None, [self.ended])]), silent=self.ended == SILENCE)
