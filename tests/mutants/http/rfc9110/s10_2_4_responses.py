"""Mutants for RFC 9110 §10.2.4, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_10_2_4_server_responses import SERVER_FIELD
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(SERVER_FIELD)
class NamesItselfWithAColon(HttpServer):
    """Writes host and port where the name of a product belongs."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, b"reference:80" if name == b"Server" else value)
