"""Mutants for RFC 9112 §3.2.2."""

from __future__ import annotations

import re

from conformance.http.rfc9112.test_03_2_2_absolute_form import ABSOLUTE_FORM, IGNORE_HOST, IP_LITERAL
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Malformed
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(ABSOLUTE_FORM)
class WantsAPath(HttpServer):
    """Refuses a URI without a path."""

    class targets(Targets):
        def empty_path(self, request: Request) -> bytes:
            if request.method == b"GET":
                raise Malformed("request-target without a path")
            return super().empty_path(request)


@mutant(IP_LITERAL)
class KnowsNoBrackets(HttpServer):
    """Treats a URI with square brackets as a malformed target."""

    class targets(Targets):
        def check_target_authority(self, authority: bytes) -> None:
            if b"[" in authority:
                raise Malformed("malformed host")
            super().check_target_authority(authority)


@mutant(IGNORE_HOST)
class BelievesHost(HttpServer):
    """Uses Host, not the request-target, for the host of the request."""

    class targets(Targets):
        def check_host(self, request: Request) -> None:
            super().check_host(request)
            request.authority = b"".join(request.values(b"host"))


@mutant(IGNORE_HOST)
class TakesThePortOfHost(HttpServer):
    """Uses the host of the request-target, but the port of Host if that has one."""

    class targets(Targets):
        def check_host(self, request: Request) -> None:
            super().check_host(request)
            port = re.search(rb":[0-9]+$", b"".join(request.values(b"host")))
            if port and b"://" in request.target:
                request.authority = re.sub(rb":[0-9]*$", b"", request.authority) + port[0]


@mutant(IGNORE_HOST)
class ComparesHost(HttpServer):
    """Refuses a request whose Host is another one than that of its absolute-form."""

    class targets(Targets):
        def check_host(self, request: Request) -> None:
            super().check_host(request)
            if b"://" in request.target and request.values(b"host") != [request.authority]:
                raise Malformed("Host is not the host of the request-target")


@mutant(ABSOLUTE_FORM)
class KnowsNoQueryInAUri(HttpServer):
    """Refuses a URI with a query, but not a path with one."""

    class targets(Targets):
        def absolute_form(self, request: Request) -> None:
            super().absolute_form(request)
            if request.query is not None and request.method == b"GET":
                raise Malformed("a query in a URI")


@mutant(ABSOLUTE_FORM)
class KnowsUrisWithGetOnly(HttpServer):
    """Refuses a whole URI in a request with another method than GET."""

    class targets(Targets):
        def absolute_form(self, request: Request) -> None:
            if request.method != b"GET":
                raise Malformed("not a path")
            super().absolute_form(request)
