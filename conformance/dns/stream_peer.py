"""The harness as a client of a DNS server over TCP: messages with their lengths, and single octets."""

from __future__ import annotations

from typing import Unpack

from conformance.dns.exchange import kept
from conformance.dns.message import SILENT, Message
from conformance.dns.names import Labels
from conformance.dns.questions import How, Questions
from conformance.dns.reader import read
from conformance.dns.shown import described
from conformance.dns.wire import Query, number
from conformance.harness.case.attempt import Attempt
from conformance.harness.case.reading import Reading
from conformance.harness.net.segmentation import Segments
from conformance.harness.net.stream import FIN, RST, SILENCE, Stream

LENGTH = 2  # octets before each message (RFC 1035 section 4.2.2)
LARGEST = 65535


class DnsStream:
    """A connection, opened when it is first needed. ``ended`` is how the latest call of ``receive`` ended, if not by a
    message: ``FIN``, ``RST`` or ``SILENCE``; ``cut`` are the octets of a message that did not come to its end."""

    def __init__(self, attempt: Attempt, questions: Questions, window: int = 0) -> None:
        self.attempt, self.questions, self._window = attempt, questions, window
        self.ended, self.cut = "", b""
        self._stream: Stream | None = None
        self._arrived = b""

    @property
    def stream(self) -> Stream:
        """The connection."""
        self._stream = self._stream or self.attempt.connect(self._window)
        return self._stream

    def another(self, window: int = 0) -> DnsStream:
        """A further connection; it is opened now."""
        other = DnsStream(self.attempt, self.questions, window)
        assert other.stream
        return other

    def query(self, name: str | Labels | bytes | None = None, type: int | None = None, **how: Unpack[How]) -> Query:
        """A query that is not sent yet; without a name, the plainest question."""
        return self.questions.query(name, type, **how)

    def ask(self, name: str | Labels | bytes | None = None, type: int | None = None, **how: Unpack[How]) -> Message:
        """Send a query with its length, and return the reply."""
        return self.put(self.query(name, type, **how))

    def put(self, query: Query) -> Message:
        """Send a query with its length, and return what comes.

        The end of the connection instead is a reason to try again, as silence is: servers that limit the rate of their
        errors drop some, which is silence over UDP and FIN over TCP.
        """
        self.send_message(query.octets)
        reply = self.receive()
        if not reply and not self.cut:
            self.attempt.observed(self.ended, silent=True)
        return kept(self.attempt, query.octets, reply)

    def send(self, octets: bytes) -> None:
        """Send octets as they are."""
        self.stream.send(octets)

    def in_segments(self, size: int, first: int = 0) -> None:
        """Send all that follows in segments of ``size`` octets, the first of ``first``: each is read by itself."""
        self.stream.segments = Segments(size, first or size)

    def send_message(self, *messages: bytes, length: int | None = None) -> None:
        """Send messages at once, each with its length before it, or with another ``length``."""
        self.send(b"".join(number(len(one) if length is None else length) + one for one in messages))

    def receive(self) -> Message:
        """Return the next message; ``SILENT`` where none came to its end: ``ended`` says why, and ``cut`` what came."""
        reading, self.ended, self.cut = Reading(self.attempt, self.stream), "", b""
        while not self.ended and len(self._arrived) < self._needed():
            received = reading.next(LENGTH + LARGEST)
            if isinstance(received, bytes):
                self._arrived += received
            else:
                self.ended = received
        message = SILENT if self.ended else self._take()
        self._observe(message)
        return message

    def receive_many(self, count: int) -> list[Message]:
        """Return the next messages, at most so many, in the order in which they came."""
        messages = list[Message]()
        while len(messages) < count and (message := self.receive()):
            messages.append(message)
        return messages

    def arrives_within(self, seconds: float) -> bytes | str:
        """Return octets that come within so many seconds, or how the stream ended; ``SILENCE`` is what a case wants."""
        if self._arrived:
            self.cut, self._arrived = self._arrived, b""
            self.attempt.observed(f"{len(self.cut)} octets behind the message")
            return self.cut
        received = self.stream.receive(self.attempt.clock.now() + seconds)
        self.attempt.observed(f"{len(received)} octets" if isinstance(received, bytes) else received)
        return received

    @property
    def is_closed(self) -> bool:
        """Whether the latest call of ``receive`` found the connection closed."""
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
        """The attempt closes the connection."""

    def _needed(self) -> int:
        """Octets of the next message with its length, as far as that is known."""
        return LENGTH + (int.from_bytes(self._arrived[:LENGTH], "big") if len(self._arrived) >= LENGTH else 0)

    def _take(self) -> Message:
        needed = self._needed()
        octets, self._arrived = self._arrived[LENGTH:needed], self._arrived[needed:]
        return read(octets, over_tcp=True)

    def _observe(self, message: Message) -> None:
        if message:
            self.attempt.transcript.note(" ", described(message, places=True), self.stream.number)
            self.attempt.observed(described(message))
            return
        self.cut, self._arrived = self._arrived, b""
        begun = f"{len(self.cut)} octets of a message, then " if self.cut else ""
        self.attempt.observed(begun + self.ended, silent=self.ended == SILENCE)
