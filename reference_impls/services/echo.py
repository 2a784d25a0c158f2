"""The Echo Protocol (RFC 862): whatever arrives is sent back."""

from __future__ import annotations

from reference_impls.sansio import Eof, Wait
from reference_impls.services.service import DatagramService, StreamService


class EchoOverTcp(StreamService):
    """Sends back all octets until the client has finished sending."""

    def run(self) -> Wait:
        try:
            while True:
                self.send(self.answer((yield from self.read_some())))
                yield from self.flush()
        except Eof:
            return

    def answer(self, octets: bytes) -> bytes:
        return octets


class EchoOverUdp(DatagramService):
    """Sends back each datagram."""

    def answer(self, datagram: bytes) -> bytes | None:
        return datagram
