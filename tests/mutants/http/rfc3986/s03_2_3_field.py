"""Mutants for RFC 3986 §3.2.3, Host."""

from __future__ import annotations

import re

from conformance.http.rfc3986.test_03_2_3_port_in_field import DIGITS, EMPTY_PORT, LARGE_PORT
from reference_impls.http.request import Refused
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Malformed
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(DIGITS)
class TakesAnyWordForAPort(HttpServer):
    """Does not check a port that has no delimiters in it."""

    class targets(Targets):
        def check_host_value(self, host: bytes) -> None:
            super().check_host_value(re.sub(rb":[0-9A-Za-z+_.-]+$", b"", host))


@mutant(EMPTY_PORT)
class NeedsAPortAfterAColon(HttpServer):
    """Treats an empty port as an error."""

    class targets(Targets):
        def check_host_value(self, host: bytes) -> None:
            super().check_host_value(host)
            if host.endswith(b":"):
                raise Malformed("malformed port")


@mutant(LARGE_PORT)
class FailsOnALargePort(HttpServer):
    """Puts the port into 16 bits without looking whether it fits."""

    class targets(Targets):
        def check_port(self, port: bytes) -> None:
            if port.isdigit() and int(port) > 65535:
                raise Refused(500, "overflow")
            super().check_port(port)
