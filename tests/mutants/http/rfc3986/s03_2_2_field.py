"""Mutants for RFC 3986 §3.2.2, Host."""

from __future__ import annotations

from conformance.http.rfc3986.test_03_2_2_host_in_field import BRACKETS, CASE_INSENSITIVE, IP_LITERAL
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Malformed, matches
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(IP_LITERAL)
class SplitsAtTheFirstColon(HttpServer):
    """Treats everything after the first colon as the port, even within brackets."""

    class targets(Targets):
        def check_host_value(self, host: bytes) -> None:
            name, _, port = host.partition(b":")
            self.check_host_name(name)
            self.check_port(port)


@mutant(BRACKETS)
class TakesAnythingInBrackets(HttpServer):
    """Does not look at what is between the brackets."""

    class targets(Targets):
        def check_host_value(self, host: bytes) -> None:
            if not host.startswith(b"[") or b"]" not in host:
                super().check_host_value(host)


@mutant(CASE_INSENSITIVE)
class KnowsHostsInLowerCase(HttpServer):
    """Refuses a name that is not in lower case."""

    class targets(Targets):
        def check_host_value(self, host: bytes) -> None:
            if b"example" in host.lower() and b"example" not in host:
                raise Malformed("malformed host")
            super().check_host_value(host)


@mutant(BRACKETS)
class NeedsNoBrackets(HttpServer):
    """Treats hexadecimal digits and colons as an address."""

    class targets(Targets):
        def check_host_value(self, host: bytes) -> None:
            if not matches(rb"[0-9a-f]*:[0-9a-f]*:[0-9a-f:]*", host):
                super().check_host_value(host)
