"""Mutants for RFC 9110 §8.4, §8.5, §8.7, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_08_representation_metadata_responses import CODINGS, LANGUAGES, LOCATION, NO_IDENTITY
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(CODINGS)
class WeighsItsCoding(HttpServer):
    """Writes a weight into Content-Encoding."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value + b";q=1" if name == b"Content-Encoding" else value)


@mutant(NO_IDENTITY)
class SaysIdentity(HttpServer):
    """Sends Content-Encoding: identity with content that is not encoded."""

    class responses(Responses):
        def origin_fields(self, response: Response) -> list[Field]:
            plain = response.status == 404
            return super().origin_fields(response) + ([(b"Content-Encoding", b"identity")] if plain else [])


@mutant(LANGUAGES)
class WritesLocales(HttpServer):
    """Writes en_US for a language."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, b"en_US" if name == b"Content-Language" else value)


@mutant(LOCATION)
class LocatesAFragment(HttpServer):
    """Writes a fragment into Content-Location."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value + b"#top" if name == b"Content-Location" else value)
