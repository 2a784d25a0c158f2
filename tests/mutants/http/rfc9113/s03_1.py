"""Mutants for RFC 9113 §3.1 and §3.4."""

from __future__ import annotations

from collections.abc import Generator

from conformance.http.rfc9113.test_03_1_http_2_version_identification import PREFACE
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant


@mutant(PREFACE)
class SwitchesToH2cInNameOnly(HttpServer):
    """Answers 101 to h2c, and goes on in HTTP/1.1."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        if b"h2c" in request.values(b"upgrade") and request.version >= (1, 1):
            return self.switching(b"h2c")
        return super().answer_from(resource, request)

    def switched_protocol(self) -> Generator[None, None, bool]:
        self.send(b"HTTP/1.1 204 No Content\r\n\r\n")
        yield from ()
        return True
