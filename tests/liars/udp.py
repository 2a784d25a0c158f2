"""Liars that offer a service over UDP: each is an echo to the baseline exchange, and lies about all others."""

from __future__ import annotations

import math
import re
from types import MappingProxyType

from reference_impls.sansio import Peer
from tests.liars.datagram_liar import DatagramLiar
from tests.liars.liar import AnyLiar


class LiesAboutUdp(DatagramLiar):
    """A liar over UDP; the baseline exchange sends sixteen hexadecimal digits, and recognition 32."""

    protocol = "udp"
    honest_to = (re.compile(rb"[0-9a-f]{16}|[0-9a-f]{32}"),)
    given = MappingProxyType({"udp.service": "echo"})


class IsSilent(LiesAboutUdp):
    """Receives everything and says nothing."""


class AnswersTwice(LiesAboutUdp):
    """Sends every datagram back twice."""

    def lie(self, datagram: bytes, peer: Peer, now: float) -> None:
        self._out += [(datagram, peer), (datagram, peer)]


class AnswersFromAnotherPort(LiesAboutUdp):
    """Sends everything back from another port, also what it is honest to."""

    answers_from = 50009

    def lie(self, datagram: bytes, peer: Peer, now: float) -> None:
        self.send(datagram, peer)


class Cuts(LiesAboutUdp):
    """Sends back the first half."""

    def lie(self, datagram: bytes, peer: Peer, now: float) -> None:
        self.send(datagram[: len(datagram) // 2], peer)


class AnswersWithNothing(LiesAboutUdp):
    """Answers everything by an empty datagram."""

    def lie(self, datagram: bytes, peer: Peer, now: float) -> None:
        self.send(b"", peer)


class AnswersWithTheSame(LiesAboutUdp):
    """Answers everything by one text."""

    def lie(self, datagram: bytes, peer: Peer, now: float) -> None:
        self.send(b"ok", peer)


class AnswersAThousandTimes(LiesAboutUdp):
    """Sends a thousand datagrams for each."""

    def lie(self, datagram: bytes, peer: Peer, now: float) -> None:
        self._out += [(datagram + b"%d" % number, peer) for number in range(1000)]


class IsLate(LiesAboutUdp):
    """Sends everything back after a minute."""

    DELAY = 60.0  # seconds

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self._late: list[tuple[float, bytes, Peer]] = []

    def lie(self, datagram: bytes, peer: Peer, now: float) -> None:
        self._late.append((now + self.DELAY, datagram, peer))
        self.deadline = self._late[0][0]

    def expire(self, now: float) -> None:
        while self._late and self._late[0][0] <= now:
            _, datagram, peer = self._late.pop(0)
            self.send(datagram, peer)
        self.deadline = self._late[0][0] if self._late else math.inf


class Mirrors(LiesAboutUdp):
    """Sends every datagram back, where a time is asked for."""

    given = MappingProxyType({"udp.service": "time"})

    def lie(self, datagram: bytes, peer: Peer, now: float) -> None:
        self.send(datagram, peer)


LIES: tuple[type[AnyLiar], ...] = (
    IsSilent,
    AnswersTwice,
    AnswersFromAnotherPort,
    Cuts,
    AnswersWithNothing,
    AnswersWithTheSame,
    AnswersAThousandTimes,
    IsLate,
    Mirrors,
)
SILENT = IsSilent  # the benchmarks measure a run on it
