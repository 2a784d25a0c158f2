"""The Discard Protocol (RFC 863): whatever arrives is thrown away."""

from __future__ import annotations

from reference_impls.sansio import Eof, Wait
from reference_impls.services.service import DatagramService, StreamService


class DiscardOverTcp(StreamService):
    """Reads until the client has finished sending, and sends nothing."""

    patience = None  # only the client ends the connection

    def run(self) -> Wait:
        try:
            while True:
                self.discard((yield from self.read_some()))
        except Eof:
            return

    def discard(self, octets: bytes) -> None:
        """Do nothing with the octets."""


class DiscardOverUdp(DatagramService):
    """Answers no datagram."""

    def answer(self, datagram: bytes) -> bytes | None:
        return None
