"""Mutants for RFC 9110 §6.2: the protocol version."""

from __future__ import annotations

from conformance.http.rfc9110.test_06_2_control_data import HIGHER_MINOR, KNOWN_VERSION, MAJOR_ZERO, OWN_VERSION
from reference_impls.http.request import Refused, Request, RequestLine
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(HIGHER_MINOR)
class KnowsItsOwnVersionOnly(HttpServer):
    """Refuses requests of a higher minor version."""

    class request_line(RequestLine):
        def version(self, octets: bytes) -> tuple[int, int]:
            version = super().version(octets)
            if version[1] > 1:
                raise Refused(505, "this server speaks HTTP/1.1")
            return version


@mutant(OWN_VERSION)
class StepsDown(HttpServer):
    """Answers an HTTP/1.0 request with a status line of HTTP/1.0."""

    class responses(Responses):
        def status_line(self, request: Request, response: Response) -> bytes:
            line = super().status_line(request, response)
            return line.replace(b"HTTP/1.1", b"HTTP/1.0") if request.version == (1, 0) else line


@mutant(KNOWN_VERSION)
class RepeatsTheVersion(HttpServer):
    """Answers in the version of the request, whatever it is."""

    class request_line(RequestLine):
        def check_major_version(self, major: int) -> None:
            """Any version will do."""

    class responses(Responses):
        def status_line(self, request: Request, response: Response) -> bytes:
            line = super().status_line(request, response)
            return b"HTTP/%d.%d" % request.version + line.removeprefix(b"HTTP/1.1")


@mutant(MAJOR_ZERO)
class ServesMajorVersionZero(HttpServer):
    """Serves a request of HTTP/0.9 that looks like one of HTTP/1.1."""

    class request_line(RequestLine):
        def check_major_version(self, major: int) -> None:
            super().check_major_version(max(major, 1))
