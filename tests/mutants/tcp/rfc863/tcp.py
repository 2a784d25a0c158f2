"""Mutants for RFC 863  TCP Based Discard Service"""

from __future__ import annotations

from conformance.tcp.rfc863.test_tcp_based_discard_service import ENDS_TOO, GOES_ON, NO_RESPONSE
from reference_impls.sansio import Eof, Wait
from reference_impls.services.discard import DiscardOverTcp
from tests.mutants import mutant


@mutant(NO_RESPONSE)
class SendsItBack(DiscardOverTcp):
    """Sends back what it receives, as an echo service does."""

    def discard(self, octets: bytes) -> None:
        self.send(octets)


@mutant(NO_RESPONSE)
class SaysHowMuch(DiscardOverTcp):
    """Says how many octets it has thrown away when the client has ended its side."""

    count = 0

    def run(self) -> Wait:
        yield from super().run()
        self.send(b"%d octets thrown away\r\n" % self.count)

    def discard(self, octets: bytes) -> None:
        self.count += len(octets)


@mutant(NO_RESPONSE)
class Greets(DiscardOverTcp):
    """Says what it is when a client connects."""

    def run(self) -> Wait:
        self.send(b"discard service ready\r\n")
        yield from super().run()


@mutant(GOES_ON)
class ReadsOnce(DiscardOverTcp):
    """Reads once, and closes."""

    def discard(self, octets: bytes) -> None:
        raise Eof


@mutant(GOES_ON)
class ReadsOneMebibyte(DiscardOverTcp):
    """Closes a connection on which more than one MiB has come."""

    count = 0

    def discard(self, octets: bytes) -> None:
        self.count += len(octets)
        if self.count > 1 << 20:
            raise Eof


@mutant(GOES_ON)
class GivesUpIdleClients(DiscardOverTcp):
    """Closes a connection on which nothing comes for a fifth of a second."""

    patience = 0.2  # type: ignore[assignment]  # the reference never gives up


@mutant(GOES_ON)
class UnderstandsCommands(DiscardOverTcp):
    """Closes the connection when a line says quit, as Telnet services do, or on EOT."""

    def discard(self, octets: bytes) -> None:
        if octets in (b"quit\r\n", b"\x04"):
            raise Eof


@mutant(ENDS_TOO)
class ReadsOn(DiscardOverTcp):
    """Goes on reading after the end, and leaves the connection open."""

    def run(self) -> Wait:
        yield from super().run()
        while True:
            yield
