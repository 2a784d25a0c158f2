"""Liars that offer a service over TCP: each is one service to the plainest exchange, and lies to all others."""

from __future__ import annotations

import re
from types import MappingProxyType

from reference_impls.sansio import Needs
from tests.liars.liar import Liar


class EchoLiar(Liar):
    """Sends back what the baseline exchange sends."""

    protocol = "tcp"
    given = MappingProxyType({"tcp.service": "echo"})
    honest_to = (re.compile(rb"[0-9a-f]{16}"),)

    def be_honest(self, octets: bytes) -> Needs:
        self.send(octets)
        return (yield from self.read_some())


class SaysNothing(EchoLiar):
    """Reads everything, and sends nothing."""


class EchoesTwice(EchoLiar):
    """Sends everything twice."""

    def answer(self, octets: bytes) -> bytes:
        return octets * 2


class EchoesBackwards(EchoLiar):
    """Sends everything with the last octet first, and a line after it."""

    def answer(self, octets: bytes) -> bytes:
        return octets[::-1] + b"\r\n"


class AnswersOk(EchoLiar):
    """Sends a short line whatever arrives."""

    def answer(self, octets: bytes) -> bytes:
        return b"OK\r\n"


class HangsUp(EchoLiar):
    """Closes the connection on everything."""

    stays = False


class Resets(EchoLiar):
    """Resets the connection on everything."""

    def answer(self, octets: bytes) -> bytes:
        raise ConnectionResetError


LIES: tuple[type[Liar], ...] = (SaysNothing, EchoesTwice, EchoesBackwards, AnswersOk, HangsUp, Resets)
SILENT = SaysNothing  # the benchmarks measure a run on it
