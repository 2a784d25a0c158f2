"""Mutants for RFC 1035 section 4.2.2  TCP usage, where there are several connections"""

from __future__ import annotations

from conformance.dns.rfc1035.test_04_2_2_tcp_usage_connections import NOT_BLOCKED, SEVERAL
from reference_impls.dns.stream import LENGTH
from reference_impls.sansio import Needs, Peer, Wait
from tests.mutants import mutant
from tests.mutants.dns.rfc7766 import OfServer, Sharing

MUCH = 64 * 1024  # octets


class _OfTwo(OfServer):
    """Is served if fewer than ``most`` others are."""

    most = 2

    def run(self) -> Wait:
        self.server.count += 1
        try:
            if self.server.count > self.most:
                yield from self.say_nothing()
            yield from super().run()
        finally:
            self.server.count -= 1


class _OfOne(_OfTwo):
    most = 1


@mutant(SEVERAL)
class ServesTwoClients(Sharing):
    """Serves two connections at a time."""

    stream = _OfTwo


@mutant(SEVERAL)
class ServesOneClient(Sharing):
    """Serves one connection at a time."""

    stream = _OfOne


class _Reads(OfServer):
    """Keeps the server busy while octets are awaited."""

    def read_exactly(self, count: int) -> Needs:
        self.server.busy += 1
        try:
            return (yield from super().read_exactly(count))
        finally:
            self.server.busy -= 1


class _ReadsOn(_Reads):
    """Keeps the server busy while octets of a message are awaited that has begun."""

    def read_exactly(self, count: int) -> Needs:
        if count == LENGTH:
            yield from self.peek()
        return (yield from super().read_exactly(count))


@mutant(NOT_BLOCKED)
class WaitsForAMessage(Sharing):
    """Answers over no other connection until a message that was begun is there."""

    stream = _ReadsOn

    def respond_over_tcp(self, message: bytes) -> bytes | None:
        return None if self.busy else super().respond_over_tcp(message)


@mutant(NOT_BLOCKED)
class WaitsForClients(Sharing):
    """Takes no datagrams while it waits for octets of a connection."""

    stream = _Reads

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        if not self.busy:
            super().receive(datagram, peer, now)


class _Writes(OfServer):
    """Keeps the server busy from when it has sent much until the client is gone."""

    sent = 0

    def run(self) -> Wait:
        try:
            yield from super().run()
        finally:
            self.server.busy -= self.sent > MUCH

    def framed(self, message: bytes) -> bytes:
        before, self.sent = self.sent, self.sent + len(message)
        self.server.busy += before <= MUCH < self.sent
        return super().framed(message)


@mutant(NOT_BLOCKED)
class SendsMuchToOneOnly(Sharing):
    """Answers over no other connection while a client gets much."""

    stream = _Writes

    def respond_over_tcp(self, message: bytes) -> bytes | None:
        return None if self.busy else super().respond_over_tcp(message)


@mutant(NOT_BLOCKED)
class TakesNoDatagramsWhileItSendsMuch(Sharing):
    """Takes no datagrams while a client over TCP gets much."""

    stream = _Writes

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        if not self.busy:
            super().receive(datagram, peer, now)


class _Counts(OfServer):
    def run(self) -> Wait:
        self.server.count += 1
        try:
            yield from super().run()
        finally:
            self.server.count -= 1


@mutant(NOT_BLOCKED)
class HasTwentyPlaces(Sharing):
    """Serves nobody while twenty clients are connected."""

    stream = _Counts

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        if self.count < 20:
            super().receive(datagram, peer, now)
