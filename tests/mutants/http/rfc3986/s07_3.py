"""Mutants for RFC 3986 §7.3."""

from __future__ import annotations

from conformance.http.rfc3986.test_07_3_back_end_transcoding import ENCODED_NUL
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(ENCODED_NUL)
class EndsAPathAtNul(HttpServer):
    """Looks a path up in a file system whose names end at NUL."""

    nul = b"%00"

    def answer(self, request: Request) -> Response:
        request.path = request.path.partition(self.nul)[0]
        return super().answer(request)


@mutant(ENCODED_NUL)
class EndsAPathAtNulDecodedTwice(EndsAPathAtNul):
    """Decodes a path twice, and then does the same."""

    nul = b"%2500"
