"""Liars that speak DNS: each is honest to plain questions without EDNS, and lies to all others."""

from __future__ import annotations

import math
import re
from types import MappingProxyType

from reference_impls.sansio import Connection, Peer, Wait
from tests.liars.datagram_liar import DatagramLiar
from tests.liars.liar import AnyLiar

HEADER = 12


class LyingStream(Connection):
    """A connection to a liar: it lies to each message as to a datagram."""

    patience: float | None = None
    lingers = False

    def __init__(self, liar: LiesAboutDns) -> None:
        self.liar = liar
        super().__init__()

    def run(self) -> Wait:
        while True:
            length = int.from_bytes((yield from self.read_exactly(2)), "big")
            message = yield from self.read_exactly(length)
            for reply in self.liar.replies(message)[:8]:
                self.send(min(len(reply), 0xFFFF).to_bytes(2, "big") + reply[:0xFFFF])


class LiesAboutDns(DatagramLiar):
    """A liar is honest to questions of the baseline exchange and of recognition: the names are those."""

    protocol = "dns"
    given = MappingProxyType({"dns.zone": "example.test"})
    honest_to = (re.compile(rb"..[\x00\x01]\x00\x00\x01\x00{6}\x07example\x04test\x00\x00\x06\x00\x01", re.DOTALL),)

    def connection(self) -> Connection:
        return LyingStream(self)

    def lie(self, datagram: bytes, peer: Peer, now: float) -> None:
        for reply in self.lies(datagram):
            self.send(reply, peer)

    def replies(self, message: bytes) -> list[bytes]:
        """The replies over TCP."""
        if not self.is_honest_to(message):
            return self.lies(message)
        self._honest.receive(message, Peer("", 0), 0.0)
        return [reply for reply, _ in self._honest.to_send()]

    def lies(self, message: bytes) -> list[bytes]:
        """What is sent for a message."""
        return []

    def honestly(self, message: bytes) -> list[bytes]:
        """What the reference sends for a message."""
        self._honest.receive(message, Peer("", 0), 0.0)
        return [reply for reply, _ in self._honest.to_send()]


class IsSilent(LiesAboutDns):
    """Receives everything and says nothing."""


class Mirrors(LiesAboutDns):
    """Sends every message back."""

    def lies(self, message: bytes) -> list[bytes]:
        return [message]


class MirrorsAsResponse(LiesAboutDns):
    """Sends every message back with QR set."""

    def lies(self, message: bytes) -> list[bytes]:
        return [message[:2] + bytes([message[2] | 0x80]) + message[3:]] if len(message) > 2 else [message]


class AnswersTwice(LiesAboutDns):
    """Sends every reply twice."""

    def lies(self, message: bytes) -> list[bytes]:
        return 2 * self.honestly(message)


class Cuts(LiesAboutDns):
    """Sends the first half of a reply."""

    def lies(self, message: bytes) -> list[bytes]:
        return [reply[: len(reply) // 2] for reply in self.honestly(message)]


class HasOtherIdentifiers(LiesAboutDns):
    """Adds one to the identifier."""

    def lies(self, message: bytes) -> list[bytes]:
        return [bytes([reply[0], reply[1] + 1 & 255]) + reply[2:] for reply in self.honestly(message)]


class AnswersOneAddress(LiesAboutDns):
    """Answers everything by one address, as a first program does."""

    def lies(self, message: bytes) -> list[bytes]:
        head = message[:2] + b"\x84\0\0\1\0\1\0\0\0\0"
        return [head + message[HEADER:] + b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\xc0\0\2\1"]


class _Refuses(LiesAboutDns):
    rcode = 0

    def lies(self, message: bytes) -> list[bytes]:
        head = (message + bytes(HEADER))[:HEADER]
        return [head[:2] + bytes([0x80 | head[2] & 0x79, self.rcode]) + bytes(8)]


class AlwaysFails(_Refuses):
    """Answers everything by SERVFAIL."""

    rcode = 2


class AlwaysSaysNothing(_Refuses):
    """Answers everything by NOERROR and no record."""


class AlwaysHasAllFlags(LiesAboutDns):
    """Sets every flag."""

    def lies(self, message: bytes) -> list[bytes]:
        return [message[:2] + b"\xff\xff" + message[4:]] if len(message) >= HEADER else []


class IsLate(LiesAboutDns):
    """Answers after a minute."""

    DELAY = 60.0  # seconds

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self._late: list[tuple[float, bytes, Peer]] = []

    def lie(self, datagram: bytes, peer: Peer, now: float) -> None:
        self._late += [(now + self.DELAY, reply, peer) for reply in self.honestly(datagram)]
        self.deadline = self._late[0][0] if self._late else math.inf

    def expire(self, now: float) -> None:
        while self._late and self._late[0][0] <= now:
            _, reply, peer = self._late.pop(0)
            self.send(reply, peer)
        self.deadline = self._late[0][0] if self._late else math.inf


class AnswersAThousandTimes(LiesAboutDns):
    """Sends a thousand replies for each query."""

    def lies(self, message: bytes) -> list[bytes]:
        return 1000 * self.honestly(message)


LIES: tuple[type[AnyLiar], ...] = (
    IsSilent,
    Mirrors,
    MirrorsAsResponse,
    AnswersTwice,
    Cuts,
    HasOtherIdentifiers,
    AnswersOneAddress,
    AlwaysFails,
    AlwaysSaysNothing,
    AlwaysHasAllFlags,
    IsLate,
    AnswersAThousandTimes,
)
SILENT = IsSilent  # the benchmarks measure a run on it
