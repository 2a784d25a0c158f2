"""Mutants for error pages."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote_to_bytes

from conformance.http.robustness.test_6_error_pages import NOTHING_REFLECTED
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Part
from tests.mutants import mutant


@mutant(NOTHING_REFLECTED)
class ShowsTheRequest(HttpServer):
    """Shows the request on an error page, both as it was sent and decoded."""

    seen = b""

    def arrived(self, octets: bytes, part: Part) -> None:
        self.seen += octets
        super().arrived(octets, part)

    def error(self, status: int, reason: str, fields: Sequence[Field] = ()) -> Response:
        page = b"<title>Error</title>" + unquote_to_bytes(self.seen)
        return Response(status, [*fields, (b"Content-Type", b"text/html")], page)
