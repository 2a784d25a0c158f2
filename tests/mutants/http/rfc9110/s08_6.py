"""Mutants for RFC 9110 §8.6, in requests."""

from __future__ import annotations

from conformance.http.rfc9110.test_08_6_content_length import DECIMAL, LARGE
from reference_impls.http.length import RequestLength
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Malformed, matches
from tests.mutants import mutant


@mutant(DECIMAL)
class CountsInEights(HttpServer):
    """Treats a number with a leading zero as an octal one."""

    class request_length(RequestLength):
        def content_length(self, lengths: list[bytes]) -> int:
            octal = matches(rb"0[0-7]+", lengths[0]) and len(lengths) == 1
            return int(lengths[0], 8) if octal else super().content_length(lengths)


@mutant(DECIMAL)
class RejectsLeadingZeros(HttpServer):
    """Treats a leading zero as a mistake."""

    class request_length(RequestLength):
        def content_length(self, lengths: list[bytes]) -> int:
            if matches(rb"0[0-9]+", lengths[0]):
                raise Malformed("a leading zero")
            return super().content_length(lengths)


@mutant(LARGE)
class CountsIn32Bits(HttpServer):
    """Keeps the length in 32 bits."""

    class request_length(RequestLength):
        def content_length(self, lengths: list[bytes]) -> int:
            long = len(lengths) == 1 and matches(rb"[1-9][0-9]{9,}", lengths[0])
            return int(lengths[0]) % 2**32 if long else super().content_length(lengths)
