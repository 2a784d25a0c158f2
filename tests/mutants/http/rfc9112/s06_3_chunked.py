"""Mutants for RFC 9112 §6.3, where there is a Transfer-Encoding."""

from __future__ import annotations

import re
from collections.abc import Iterable

from conformance.http.rfc9112.test_06_1_transfer_encoding import IN_SEQUENCE, UNKNOWN_CODING
from conformance.http.rfc9112.test_06_3_message_body_length_chunked import (
    DECODED_OR_REFUSED,
    NOT_FINAL,
    OVERRIDES_LENGTH,
)
from conformance.http.rfc9112.test_07_1_chunked_transfer_coding import NO_PARAMETERS
from reference_impls.http.length import CHUNKED, RequestLength
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Refused, Request
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant
from tests.mutants.http.rfc9112.s06_3 import SearchesLines, letters


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


@mutant(NOT_FINAL, also=dict.fromkeys((IN_SEQUENCE, UNKNOWN_CODING, NO_PARAMETERS), "all of these name other codings"))
class TakesEveryCodingForChunked(HttpServer):
    """Reads chunks wherever there is a Transfer-Encoding, whatever it says."""

    class request_length(RequestLength):
        def transfer_codings(self, fields: Iterable[Field]) -> list[bytes]:
            return [b"chunked"]

    def field_value(self, value: bytes) -> bytes:
        return b"chunked" if b"un" in value and b"ed" in value else super().field_value(value)


CHUNKED_LINES = rb"(?im)^(?:transfer-encoding:(?:[^\r\n]|\r(?!\n)|\r\n[ \t])*\r\n)+"
ODDITIES = rb"[\0\r\n\t ,;]|a=b|transfer-encoding:"


@mutant(DECODED_OR_REFUSED, also={NOT_FINAL: "NUL within chunked is such a spelling"})
class SeesOneSpelling(HttpServer):
    """Overlooks chunked unless it is spelled in the usual way."""

    def receive(self, octets: bytes) -> None:
        super().receive(re.sub(CHUNKED_LINES, self._usual, octets))

    def _usual(self, lines: re.Match[bytes]) -> bytes:
        odd = lines[0] != b"Transfer-Encoding: chunked\r\n"
        return b"X-A: b\r\n" if odd and re.sub(ODDITIES, b"", lines[0].lower()) == b"chunked" else lines[0]


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
            digits = re.match(rb"[0-9]*", b"".join(request.values(b"content-length")))
            assert digits
            return int(digits[0] or b"0") if has_both(request) else super().body_framing(request)

    class persistence(Persistence):
        def persists(self, request: Request) -> bool:
            return super().persists(request) and not has_both(request)


@mutant(OVERRIDES_LENGTH)
class ReadsNothingByAMalformedLength(HttpServer):
    """Takes a request that has a coding and a malformed length for one without content."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            malformed = not b"".join(request.values(b"content-length")).isdigit()
            return 0 if has_both(request) and malformed else super().body_framing(request)


@mutant(DECODED_OR_REFUSED)
class OverlooksASpelling(HttpServer):
    """Overlooks Transfer-Encoding where the coding begins in lower case and ends in upper case."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            codings = request.values(b"transfer-encoding")
            overlooked = any(coding[:1].islower() and coding[-1:].isupper() for coding in codings)
            return 0 if overlooked else super().body_framing(request)


@mutant(DECODED_OR_REFUSED, also=dict.fromkeys((NOT_FINAL, IN_SEQUENCE), "it is such a spelling"))
class OverlooksOddSpellings(SearchesLines):
    """Overlooks a Transfer-Encoding that is not written in the usual way."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            overlooked = request.values(b"x-overlooked") and not request.values(b"content-length")
            return 0 if overlooked else super().body_framing(request)

    within = False  # whether the line before was a Transfer-Encoding, or part of one

    def found_in(self, line: bytes) -> list[Field]:
        folded = self.within and line.startswith((b" ", b"\t"))
        self.within = folded or letters(line).startswith("transferencoding")
        odd = folded or re.fullmatch("transferencoding(chunked.*)?", letters(line))
        return [(b"x-overlooked", b"")] if odd and line != b"Transfer-Encoding: chunked" else []
