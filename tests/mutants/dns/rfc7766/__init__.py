"""Mutants of DNS over TCP whose connections know of each other, and of the datagrams: what they share is the server."""

from __future__ import annotations

from typing import Any

from reference_impls.dns.server import DnsServer
from reference_impls.dns.stream import DnsOverTcp
from reference_impls.sansio import Connection, Eof, Wait


class OfServer(DnsOverTcp):
    """A connection that knows its server."""

    def __init__(self, server: Sharing) -> None:
        self.server = server
        super().__init__(server.respond_over_tcp)

    def say_nothing(self) -> Wait:
        """Read until the client has gone, and send nothing."""
        try:
            while True:
                yield from self.read_some()
        except Eof:
            return


class Sharing(DnsServer):
    """Has ``stream`` for each connection. Each is told of the others by the server."""

    stream = OfServer

    def __init__(self, *known: Any) -> None:
        super().__init__(*known)
        self.busy = self.count = 0
        self.others = list[OfServer]()

    def connection(self) -> Connection | None:
        return self.stream(self)

    def respond_over_tcp(self, message: bytes) -> bytes | None:
        return self.respond(message, over_stream=True)
