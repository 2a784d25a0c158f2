"""Mutants for RFC 9112 §11.2: lengths."""

from __future__ import annotations

from conformance.http.rfc9112.test_06_3_message_body_length_invalid import CONFLICTING_LENGTHS, INVALID_LENGTH
from conformance.http.rfc9112.test_11_2_request_smuggling import (
    DISGUISED_CODING,
    DISGUISED_LENGTH,
    TWO_FRAMINGS,
    TWO_LENGTHS,
)
from reference_impls.http.length import RequestLength
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Malformed
from tests.mutants import mutant

FORBIDDEN = "it is what this requirement forbids"


@mutant(TWO_FRAMINGS)
class DropsALengthThatDisagrees(HttpServer):
    """Drops the length of a request with both if the chunks end elsewhere, and keeps the connection."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            both = request.values(b"transfer-encoding") == [b"chunked"] and request.values(b"content-length")
            if both and both != [b"15"]:
                request.fields = [field for field in request.fields if field[0] != b"content-length"]
            return super().body_framing(request)


@mutant(DISGUISED_CODING)
class PrefersTheLengthToStrangeCodings(HttpServer):
    """Drops a Transfer-Encoding that it does not understand where there is a Content-Length."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            if request.values(b"content-length") and request.values(b"transfer-encoding") not in ([], [b"chunked"]):
                request.fields = [field for field in request.fields if field[0] != b"transfer-encoding"]
            return super().body_framing(request)


@mutant(TWO_LENGTHS, also={CONFLICTING_LENGTHS: FORBIDDEN})
class LastLengthWins(HttpServer):
    """Uses the last of several lengths."""

    class request_length(RequestLength):
        def content_length(self, lengths: list[bytes]) -> int:
            return super().content_length(lengths[-1:])


@mutant(DISGUISED_LENGTH, also={INVALID_LENGTH: "it is what this requirement forbids"})
class IgnoresStrangeLengths(HttpServer):
    """Reads no content if it cannot parse the length."""

    class request_length(RequestLength):
        def content_length(self, lengths: list[bytes]) -> int:
            try:
                return super().content_length(lengths)
            except Malformed:
                if len(lengths) > 1 or b"," in lengths[0]:
                    raise
                return 0
