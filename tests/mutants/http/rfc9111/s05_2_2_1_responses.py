"""Mutants for RFC 9111 §5.2.2.1 and §5.2.2.10, in responses."""

from __future__ import annotations

from conformance.http.rfc9111.test_05_2_2_1_max_age_responses import MAX_AGE_TOKEN, S_MAXAGE_TOKEN
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(MAX_AGE_TOKEN)
class QuotesMaxAge(HttpServer):
    """Quotes the argument of max-age."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value.replace(b"max-age=60", b'max-age="60"'))


@mutant(S_MAXAGE_TOKEN)
class QuotesSMaxage(HttpServer):
    """Quotes the argument of s-maxage."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value.replace(b"s-maxage=60", b's-maxage="60"'))
