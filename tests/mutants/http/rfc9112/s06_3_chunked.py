"""Mutants for RFC 9112 §6.3, where there is a Transfer-Encoding."""

from __future__ import annotations

from conformance.http.rfc9112.test_06_3_message_body_length_chunked import (
    DECODED_OR_REFUSED,
    NOT_FINAL,
    OVERRIDES_LENGTH,
)
from reference_impls.http.length import CHUNKED, RequestLength
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Refused, Request
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(NOT_FINAL)
class LooksForChunkedWithin(HttpServer):
    """Takes every coding whose name has "chunked" in it for chunked."""

    class request_length(RequestLength):
        def transfer_encoding(self, codings: list[bytes]) -> int:
            try:
                return super().transfer_encoding(codings)
            except Refused:
                if len(codings) == 1 and b"chunked" in codings[0]:
                    return CHUNKED
                raise


@mutant(DECODED_OR_REFUSED)
class IgnoresAMalformedTransferEncoding(HttpServer):
    """Ignores a Transfer-Encoding that ends with a semicolon."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            if any(codings.endswith(b";") for codings in request.values(b"transfer-encoding")):
                return 0
            return super().body_framing(request)


def has_both(request: Request) -> bool:
    return bool(request.values(b"transfer-encoding") and request.values(b"content-length"))


@mutant(OVERRIDES_LENGTH)
class PrefersTheLength(HttpServer):
    """Reads a request that has a length and a coding by the length; closes afterwards."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            lengths = request.values(b"content-length")
            return self.content_length(lengths) if has_both(request) else super().body_framing(request)

    class persistence(Persistence):
        def persists(self, request: Request) -> bool:
            return super().persists(request) and not has_both(request)


@mutant(DECODED_OR_REFUSED)
class OverlooksASpelling(HttpServer):
    """Overlooks Transfer-Encoding where the coding begins in lower case and ends in upper case."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            codings = request.values(b"transfer-encoding")
            overlooked = any(coding[:1].islower() and coding[-1:].isupper() for coding in codings)
            return 0 if overlooked else super().body_framing(request)
