"""Mutants for RFC 3986 §3.2.3: the port in a request-target."""

from __future__ import annotations

from collections.abc import Generator

from conformance.http.rfc3986.test_03_2_3_port_in_target import DIGITS, LARGE_PORT
from reference_impls.http.request import Refused
from reference_impls.http.server import HttpServer
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(DIGITS)
class ReadsTheBeginningOfThePort(HttpServer):
    """Reads a port up to what is no digit."""

    class targets(Targets):
        def check_target_authority(self, authority: bytes) -> None:
            super().check_target_authority(authority.rstrip(b"x"))


@mutant(LARGE_PORT)
class WaitsForALargePort(HttpServer):
    """Does not answer a request for a port that TCP does not have."""

    class targets(Targets):
        def check_target_authority(self, authority: bytes) -> None:
            port = authority.rpartition(b":")[2]
            if port.isdigit() and not 0 < int(port) < 65536:
                raise Refused(0, "no such port")
            super().check_target_authority(authority)

    def refuse(self, status: int, reason: str) -> Generator[None, None, bool]:
        if not status:
            yield from self.read_exactly(1 << 30)
        return (yield from super().refuse(status, reason))
