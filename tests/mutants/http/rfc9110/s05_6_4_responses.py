"""Mutants for RFC 9110 §5.6.4, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_05_6_4_quoted_strings_responses import NO_NEEDLESS_PAIR, NO_NEEDLESS_PAIR_IN_COMMENT
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(NO_NEEDLESS_PAIR)
class EscapesLetters(HttpServer):
    """Escapes the first letter of each quoted string."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            escaped = value.replace(b'="', b'="\\') if name == b"WWW-Authenticate" else value
            return super().field_line(name, escaped)


@mutant(NO_NEEDLESS_PAIR_IN_COMMENT)
class EscapesAColon(HttpServer):
    """Escapes a colon in the comment of Server."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value + rb" (host\:80)" if name == b"Server" else value)
