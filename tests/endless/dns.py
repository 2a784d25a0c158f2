"""DNS servers whose replies are as large, as many or as odd as they can be, or never end."""

from __future__ import annotations

import contextlib
from typing import ClassVar

from reference_impls.sansio import Connection, TimedOut, Wait
from tests.liars.dns import HEADER, LiesAboutDns, LyingStream

LARGEST = 65507  # octets of a datagram at the most
ESCAPES = b"\x1b]0;owned\x07\x1b[2J\r\n<script>alert(1)</script>"


def records(count: int, record: bytes, most: int = LARGEST) -> bytes:
    """So many equal records, as far as there is room for them behind a header and a question."""
    return record * min(count, (most - 300) // len(record))


class HostileDns(LiesAboutDns):
    """Lies about all but the plainest question. ``tells`` is the id of a requirement that must be violated."""

    tells: ClassVar[str] = "rfc1035/4.1.1/counts-are-right"


class _Replies(HostileDns):
    """Sends the question back, with ``answers`` behind it, which ``count`` counts."""

    count = 0
    answers = b""

    def lies(self, message: bytes) -> list[bytes]:
        if len(message) < HEADER:
            return []
        head = message[:2] + b"\x84\0" + message[4:6] + self.count.to_bytes(2, "big") + bytes(4)
        return [(head + message[HEADER : HEADER + 270] + self.answers)[:LARGEST]]


class LargeReplies(_Replies):
    """Sends 64 kB for each query, over UDP too."""

    tells = "rfc1035/4.2.1/size-without-edns"
    count = 1
    answers = b"\xc0\x0c\0\x10\0\1\0\0\0\0\xf0\0" + (b"\xff" + bytes(255)) * 240


class ManyRecords(_Replies):
    """Sends two thousand records for each query."""

    tells = "rfc1035/4.2.1/size-without-edns"
    count = 2000
    answers = records(2000, b"\0\0\x10\0\1\0\0\0\0\0\1\0")


class AnnouncesRecords(_Replies):
    """Announces 65,535 records, and sends none."""

    count = 65535


class PointerLoops(_Replies):
    """Sends records whose names are pointers to each other."""

    count = 4000
    answers = records(4000, b"\xc0\x2e\xc0\x2e\0\5\0\1\0\0\0\0\0\2\xc0\x2e")


class LongChains(_Replies):
    """Sends thousands of pointers, each of which points to the one before."""

    count = 2000
    answers = b"".join((0xC000 | 40 + 2 * n).to_bytes(2, "big") for n in range(8000)) + records(
        1000, b"\xfe\x80\0\1\0\1\0\0\0\0\0\0"
    )


class ControlSequences(_Replies):
    """Sends texts and names with control sequences, and calls itself by them."""

    count = 1
    answers = b"\xc0\x0c\0\x10\0\1\0\0\0\0" + bytes([0, len(ESCAPES) + 1, len(ESCAPES)]) + ESCAPES


class _MessagesWithoutEnd(LyingStream):
    """Sends messages of a header alone for ever, for the first query that is not the plainest."""

    first, again = b"", b"\0\x0c\x12\x34\x84\0" + bytes(8)
    pause: float | None = None  # seconds between two pieces

    def run(self) -> Wait:
        while True:
            length = int.from_bytes((yield from self.read_exactly(2)), "big")
            message = yield from self.read_exactly(length)
            if not self.liar.is_honest_to(message):
                yield from self.send_without_end()
            for reply in self.liar.honestly(message):
                self.send(len(reply).to_bytes(2, "big") + reply)

    def send_without_end(self) -> Wait:
        self.send(self.first)
        self.patience = self.pause
        while True:
            self.send(self.again)
            if self.pause is None:
                yield from self.flush()
            else:
                with contextlib.suppress(TimedOut):
                    yield from self.read_some()


class _DripsAMessage(_MessagesWithoutEnd):
    first, again = b"\xff\xff", b"\0"
    pause = 0.05


class _HonestOverUdp(HostileDns):
    tells = ""
    stream: ClassVar[type[LyingStream]]

    def lies(self, message: bytes) -> list[bytes]:
        return self.honestly(message)

    def connection(self) -> Connection:
        return self.stream(self)


class MessagesWithoutEnd(_HonestOverUdp):
    """Sends message after message over TCP, without end."""

    stream = _MessagesWithoutEnd


class DripsAMessage(_HonestOverUdp):
    """Announces a message of 65,535 octets over TCP, and sends an octet of it every 50 ms."""

    stream = _DripsAMessage


HOSTILE: tuple[type[HostileDns], ...] = (
    LargeReplies,
    ManyRecords,
    AnnouncesRecords,
    PointerLoops,
    LongChains,
    ControlSequences,
    MessagesWithoutEnd,
    DripsAMessage,
)
