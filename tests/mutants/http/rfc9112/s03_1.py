"""Mutants for RFC 9112 §3.1."""

from __future__ import annotations

from conformance.http.rfc9112.test_03_1_method import CASE_SENSITIVE, TOKEN
from reference_impls.http.request import RequestLine
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(CASE_SENSITIVE)
class ReadsMethodsInAnyCase(HttpServer):
    """Reads the method as if it were in upper case."""

    class request_line(RequestLine):
        def method(self, octets: bytes) -> bytes:
            return super().method(octets).upper()


@mutant(TOKEN)
class ReadsAnyMethod(HttpServer):
    """Accepts any octets without a space as a method, although an unknown one."""

    class request_line(RequestLine):
        def method(self, octets: bytes) -> bytes:
            return octets
