"""Messages over TCP: each begins with its length in two octets (RFC 1035 section 4.2.2)."""

from __future__ import annotations

from collections.abc import Callable

from reference_impls.sansio import Connection, Wait

LENGTH = 2
"""Octets of the length."""

HEADER = 12
"""A message cannot be shorter: the client is lost in its own octets."""

PATIENCE = 30.0
"""RFC 7766 section 6.2.3: an idle connection is closed after some seconds."""


class DnsOverTcp(Connection):
    """Answers the messages of one connection, one after the other, until the client closes it or is idle."""

    patience: float | None = PATIENCE

    def __init__(self, respond: Callable[[bytes], bytes | None]) -> None:
        self.respond = respond
        super().__init__()

    def run(self) -> Wait:
        while True:
            length = int.from_bytes((yield from self.read_exactly(LENGTH)), "big")
            if length < HEADER:
                return
            reply = self.respond((yield from self.read_exactly(length)))
            if reply is not None:
                self.send(self.framed(reply))
            yield from self.flush()

    def framed(self, message: bytes) -> bytes:
        """Length and message leave together (RFC 7766 section 8)."""
        return len(message).to_bytes(LENGTH, "big") + message
