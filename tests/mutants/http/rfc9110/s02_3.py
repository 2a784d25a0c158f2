"""Mutants for RFC 9110 §2.3."""

from __future__ import annotations

from conformance.http.rfc9110.test_02_3_length_requirements import AS_LONG_AS_ITS_OWN
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Part
from tests.mutants import mutant

LONG = 12_000


@mutant(AS_LONG_AS_ITS_OWN)
class SendsLongerLinesThanItReads(HttpServer):
    """Sends a field line, in the first response of a connection, that is longer than the ones that it accepts."""

    def limit(self, part: Part) -> int:
        return LONG if part is Part.FIELD_LINE else super().limit(part)

    class persistence(Persistence):
        first = True

        def connection_field(self, request: Request, response: Response, persists: bool) -> list[Field]:
            long = [(b"X-Long", b"x" * LONG)] if self.first and len(request.fields) == 2 else []
            self.first = False
            return super().connection_field(request, response, persists) + long
