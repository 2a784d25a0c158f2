"""Mutants for RFC 9110 §12.5.5."""

from __future__ import annotations

from conformance.http.rfc9110.test_12_5_5_vary import NAMES, NEGOTIATED
from reference_impls.http.representations import Representations
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(NEGOTIATED)
class DoesNotSayThatItVaries(HttpServer):
    """Sends no Vary."""

    class representations(Representations):
        def caching_fields(self, resource: Resource) -> list[Field]:
            return [field for field in super().caching_fields(resource) if field[0] != b"Vary"]


@mutant(NAMES)
class SeparatesNamesBySemicolons(HttpServer):
    """Writes semicolons between the names in Vary."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value.replace(b",", b";") if name == b"Vary" else value)


@mutant(NEGOTIATED)
class DoesNotSayThatLanguagesVary(HttpServer):
    """Says in Vary that codings depend on the request, but not that languages do."""

    class representations(Representations):
        def selecting_fields(self, resource: Resource) -> list[bytes]:
            return [name for name in super().selecting_fields(resource) if name != b"Accept-Language"]
