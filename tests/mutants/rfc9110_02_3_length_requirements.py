"""Mutants for RFC 9110 §2.3."""

from __future__ import annotations

from conformance.http.rfc9110.test_02_3_length_requirements import AS_LONG_AS_ITS_OWN
from reference_impls.http import HttpServer
from reference_impls.http_site import Response
from reference_impls.http_syntax import Field, Part
from tests.mutants import mutant


@mutant(AS_LONG_AS_ITS_OWN)
class SendsLongerLinesThanItReads(HttpServer):
    """Sends a field line that is longer than those it accepts."""

    def limit(self, part: Part) -> int:
        return 9000 if part is Part.FIELD_LINE else super().limit(part)

    def origin_fields(self, response: Response) -> list[Field]:
        return [*super().origin_fields(response), (b"X-Long", b"x" * 9000)]
