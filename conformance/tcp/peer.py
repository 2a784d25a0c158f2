"""The harness as a client of a service over TCP, of which it knows no more than that octets come and go."""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.reading import Reading
from conformance.harness.net.stream import FIN, RST, SILENCE, Stream
from conformance.model import Endless
from conformance.tcp.comparison import compared, shown
from conformance.tcp.facts import DRIPS


class BriefReading(Reading):
    """Of a target that drips: much more time would bring few octets more, and so would a second try.

    All that is read on a connection may take ``PATIENCES`` since it ``began``.
    """

    PATIENCES = 2

    def __init__(self, attempt: Attempt, stream: Stream, began: float) -> None:
        super().__init__(attempt, stream)
        self._most_seconds = self.PATIENCES * attempt.target.patience - (attempt.clock.now() - began)

    @property
    def most_seconds(self) -> float:
        """How long the answer may take."""
        return self._most_seconds

    def give_up(self, reason: str) -> None:
        """Raise ``Endless``."""
        self.attempt.observed(reason)
        raise Endless(reason)


class StreamPeer:
    """A connection to the target, opened when it is first needed, and others beside it.

    ``ended`` is ``FIN``, ``RST`` or ``SILENCE`` where the last call of ``receive`` came to that.
    """

    def __init__(self, attempt: Attempt, window: int = 0) -> None:
        self.attempt, self.ended, self._window = attempt, "", window
        self._stream: Stream | None = None
        self._early = b""  # arrived with octets that were asked for
        self._began = attempt.clock.now()

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

    def offer(self, octets: bytes, most: int, seconds: float) -> int:
        """Send octets again and again, ``most`` in all, and read nothing meanwhile.

        Return how many the target took; it stops where it takes none for so many seconds.
        """
        taken, last = 0, len(octets)
        while taken < most and last == len(octets):
            last = self.stream.offer(octets, seconds)
            taken += last
        self.attempt.observed(f"it took {taken} octets" if taken >= most else f"it took {taken} octets, and no more")
        return taken

    def takes(self, octets: bytes, most: int) -> bool:
        """Whether the target takes these octets again and again, ``most`` in all, while nothing is read."""
        taken = self.offer(octets, most, self.attempt.patience)
        self.attempt.observed(self.attempt.actual, silent=taken < most)
        return taken >= most

    def receive(self, count: int) -> bytes:
        """Return the next ``count`` octets, or fewer where the stream ends or falls silent before: ``ended`` says how.

        Raises ``Endless`` where they take too long.
        """
        octets = self._read(count)
        self._observe(shown(octets) if octets or not self.ended else "")
        return octets

    def receive_back(self, octets: bytes) -> bytes:
        """Return what comes back, up to the first octet that is not the one that was sent; failure texts tell of it."""
        received = self._read(len(octets), octets)
        self._observe(compared(received, octets))
        return received

    def receive_all(self, most: int) -> bytes:
        """Return what comes until the stream ends or falls silent; raises ``Endless`` after ``most`` octets."""
        octets = self._read(most + 1)
        self._observe(shown(octets))
        if len(octets) > most:
            raise Endless(f"the target sent more than {most} octets, and goes on")
        return octets

    def exchange(self, octets: bytes) -> bytes:
        """Send octets, and return as many, or fewer where the stream ends or falls silent before."""
        self.send(octets)
        return self.receive_back(octets)

    def arrives_within(self, seconds: float) -> bytes | str:
        """Return what comes next within so many seconds, or how the stream ended; ``SILENCE`` where nothing came.

        The silence is what a case asks for, so it is no reason to try again.
        """
        if self._early:
            octets, self._early = self._early, b""
            return octets
        received = self.stream.receive(self.attempt.clock.now() + seconds)
        self.attempt.observed(shown(received) if isinstance(received, bytes) else received)
        return received

    def ends(self, most: int) -> bool:
        """Whether the target closes the connection, by FIN or RST, after ``most`` octets or fewer."""
        self._read(most + 1)
        self._observe("")
        return self.ended in (FIN, RST)

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

    def _read(self, count: int, expected: bytes = b"") -> bytes:
        """Read so many octets, fewer where the stream ends, falls silent, or begins otherwise than is expected."""
        reading, octets, self.ended = self._reading(), bytearray(self._early), ""
        agrees = not expected or expected.startswith(self._early)
        while len(octets) < count and not self.ended and agrees:
            received = reading.next(count)
            if isinstance(received, bytes):
                agrees = not expected or expected.startswith(received, len(octets))
                octets += received
            else:
                self.ended = received
        self._early = bytes(octets[count:])
        return bytes(octets[:count])

    def _reading(self) -> Reading:
        if DRIPS in self.attempt.target.measured:
            return BriefReading(self.attempt, self.stream, self._began)
        return Reading(self.attempt, self.stream)

    def _observe(self, seen: str) -> None:
        ended = self.ended or ("" if seen else "it goes on")
        self.attempt.observed(", then ".join(filter(None, [seen, ended])), silent=self.ended == SILENCE)
