"""Mutants for RFC 9110 §14.1.2."""

from __future__ import annotations

from conformance.http.rfc9110.test_14_1_2_byte_ranges import LARGE, NO_MORE
from conformance.http.rfc9110.test_14_2_range import PART, UNSATISFIABLE
from reference_impls.http.files import File
from reference_impls.http.ranges import Ranges
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(NO_MORE)
class SendsTheNextOctets(HttpServer):
    """Sends octets that begin one position after the range in Content-Range."""

    class ranges(Ranges):
        def one_part(self, fields: list[Field], file: File, part: range) -> Response:
            response = super().one_part(fields, file, part)
            response.content = response.content[1:] + b"!"
            return response


@mutant(NO_MORE, also=dict.fromkeys((LARGE, PART, UNSATISFIABLE), "what cannot be satisfied is"))
class SendsTheLastOctet(HttpServer):
    """Sends the last octet where a range cannot be satisfied."""

    class ranges(Ranges):
        def byte_range(self, spec: bytes, size: int) -> range | None:
            found = super().byte_range(spec, size)
            return range(size - 1, size) if found is not None and not found else found


@mutant(NO_MORE)
class CountsFromOne(HttpServer):
    """Treats the first octet as number 1."""

    class ranges(Ranges):
        def position(self, digits: bytes) -> int:
            return max(0, super().position(digits) - 1)


@mutant(NO_MORE)
class ReadsPieces(HttpServer):
    """Sends one octet too many where a range begins at a multiple of eight and ends within a piece."""

    class ranges(Ranges):
        def one_part(self, fields: list[Field], file: File, part: range) -> Response:
            response = super().one_part(fields, file, part)
            if part.start and part.start % 8 == 0 and part.stop % 8:
                response.content += file.content[part.stop : part.stop + 1]
            return response


@mutant(LARGE)
class WrapsAround(HttpServer):
    """Keeps positions in 32 bits."""

    class ranges(Ranges):
        def position(self, digits: bytes) -> int:
            return int(digits) % 2**32


@mutant(LARGE)
class KeepsOneDigit(HttpServer):
    """Keeps only the first digit of a long number."""

    class ranges(Ranges):
        def position(self, digits: bytes) -> int:
            return super().position(digits[:1] if len(digits) > 9 else digits)


@mutant(LARGE)
class GoesBelowZero(HttpServer):
    """Takes a very long suffix to begin before the representation."""

    class ranges(Ranges):
        def suffix(self, length: int, size: int) -> range:
            return range(size - length, size) if length > 2**32 else super().suffix(length, size)
