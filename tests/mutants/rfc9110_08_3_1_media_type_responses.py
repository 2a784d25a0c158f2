"""Mutants for RFC 9110 §8.3.1, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_08_3_1_media_type_responses import MEDIA_TYPE
from reference_impls.http import HttpServer
from tests.mutants import mutant


@mutant(MEDIA_TYPE)
class WritesHalfATypeWithErrors(HttpServer):
    """Says "text" of its error pages."""

    def field_line(self, name: bytes, value: bytes) -> bytes:
        return super().field_line(name, value.replace(b"text/plain", b"text") if name == b"Content-Type" else value)
