"""Mutants for RFC 9110 §4.2.3: paths."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

from conformance.http.rfc9110.test_04_2_3_normalization_and_comparison_paths import DOT_SEGMENTS, UNRESERVED
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.site import Site
from tests.kit.file_servers import FileServer
from tests.mutants import mutant


@mutant(UNRESERVED)
class DecodesOnlyWhatMustBeEncoded(FileServer):
    """Does not decode a segment in which letters, digits or dots are encoded."""

    class paths(Site):
        def decode(self, segment: bytes) -> bytes:
            decoded = super().decode(segment)
            return segment if decoded.replace(b".", b"").isalnum() else decoded


@mutant(DOT_SEGMENTS)
class HasAPageForDotSegments(FileServer):
    """Has a page of its own for every path with dot segments."""

    def answer(self, request: Request) -> Response:
        dotted = {b".", b".."} & set(unquote_to_bytes(request.path).split(b"/"))
        return Response(200, [(b"Content-Type", b"text/plain")], b"dots\n") if dotted else super().answer(request)
