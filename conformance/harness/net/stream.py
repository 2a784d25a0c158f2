"""The harness's end of a byte stream. Knows no protocol, and not how the octets travel."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from conformance.harness.net.segmentation import Segments
from conformance.harness.net.time_limit import UNLIMITED
from conformance.harness.net.transcript import Transcript

FIN, RST, SILENCE = "FIN", "RST", "silence"


class Stream(ABC):
    """One connection to the target.

    ``patience`` is how many seconds an answer may take. What the target does is returned as octets or as one of
    ``FIN``, ``RST`` and ``SILENCE``; it is never an exception. Only where the time of the run is over (``limit``),
    ``OutOfTime`` is raised.
    """

    tls = False

    def __init__(self, transcript: Transcript, patience: float, number: int) -> None:
        self.transcript, self.patience, self.number = transcript, patience, number
        self.quick = patience  # after so many seconds of silence, ``on_wait`` is called
        self.on_wait: Callable[[], None] = lambda: None
        self.limit = UNLIMITED
        self.segments: Segments | None = None  # ``None``: everything goes out as it is given
        self._ended = ""  # how, once that was returned
        self._is_overdue = False  # whether octets came at the last call although its deadline had passed

    def send(self, octets: bytes) -> None:
        """Send all octets, reading meanwhile; what goes wrong is noted as evidence, not raised."""
        self.transcript.octets(">", self.number, octets)
        self._transmit(octets)
        self.limit.check(self.transcript.clock.now())

    def offer(self, octets: bytes, seconds: float) -> int:
        """Send octets and read nothing, until the target takes none for so many seconds; return how many were taken.

        There is room for some of them in the buffers of the two systems.
        """
        taken = self._transmit_unread(octets, seconds)
        self.transcript.note(">", f"{taken} octets of {len(octets)}, while nothing is read", self.number)
        self.limit.check(self.transcript.clock.now())
        return taken

    def receive(self, deadline: float) -> bytes | str:
        """Return the next octets before ``deadline`` (a time of the clock), or ``FIN``, ``RST`` or ``SILENCE``."""
        if self._ended:
            return self._ended
        late = self.transcript.clock.now() > deadline
        # octets that arrived in time may be read late, but from a target that never stops sending there is always more
        received = SILENCE if late and self._is_overdue else self._wait(min(deadline, self.limit.ends))
        if received == SILENCE and deadline > self.limit.ends:
            self.limit.give_up()
        self._is_overdue = late and isinstance(received, bytes)
        if isinstance(received, bytes):
            self.transcript.octets("<", self.number, received)
        else:
            self.transcript.note("<", received, self.number)
            self._ended = "" if received == SILENCE else received
        return received

    def send_urgent(self, octet: bytes) -> None:
        """Send an octet as urgent data (RFC 9293 §3.8.5); not applicable where the transport has none."""
        self._require_urgent_data()
        self.transcript.note(">", f"urgent data: {octet!r}", self.number)
        self._transmit_urgent(octet)

    def half_close(self) -> None:
        """Send FIN and go on reading; not applicable where one direction cannot be closed alone."""
        self._require_half_close()
        self.transcript.note(">", FIN, self.number)
        self._finish()

    def reset(self) -> None:
        """Close with RST."""
        self.transcript.note(">", RST, self.number)
        self._abort()

    @abstractmethod
    def let_read(self) -> bool:
        """Let the target read what was sent, for a moment at most; return whether the stream has ended meanwhile."""

    @abstractmethod
    def close(self) -> None:
        """Close the connection."""

    @abstractmethod
    def _transmit(self, octets: bytes) -> None: ...
    @abstractmethod
    def _transmit_unread(self, octets: bytes, seconds: float) -> int: ...
    @abstractmethod
    def _wait(self, deadline: float) -> bytes | str: ...
    @abstractmethod
    def _require_urgent_data(self) -> None: ...
    @abstractmethod
    def _transmit_urgent(self, octet: bytes) -> None: ...
    @abstractmethod
    def _require_half_close(self) -> None: ...
    @abstractmethod
    def _finish(self) -> None: ...
    @abstractmethod
    def _abort(self) -> None: ...
