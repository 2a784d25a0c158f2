"""Mutants for RFC 9112 §6.1."""

from __future__ import annotations

import re
from collections.abc import Iterable

from conformance.http.rfc9112.test_06_1_transfer_encoding import (
    BY_ITS_NAME,
    CLOSE_AFTER_BOTH,
    CLOSE_AFTER_HTTP_1_0,
    IN_SEQUENCE,
    PARSE_CHUNKED,
    UNKNOWN_CODING,
)
from reference_impls.http.length import RequestLength
from reference_impls.http.request import Refused
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import TOKEN, Field, Malformed, Part, matches
from tests.mutants import mutant
from tests.mutants.http.rfc9112.s06_3 import SearchesLines, letters


@mutant(PARSE_CHUNKED)
class KnowsNoTransferCoding(HttpServer):
    """Refuses every transfer coding, chunked too."""

    class request_length(RequestLength):
        def transfer_encoding(self, codings: list[bytes]) -> int:
            raise Refused(501, "unknown transfer coding")


@mutant(UNKNOWN_CODING)
class TakesAnUnknownCodingForAnError(HttpServer):
    """Answers 400 to a transfer coding that it does not know."""

    class request_length(RequestLength):
        def transfer_encoding(self, codings: list[bytes]) -> int:
            try:
                return super().transfer_encoding(codings)
            except Refused as refused:
                raise Malformed(str(refused)) from refused


@mutant(IN_SEQUENCE)
class FoldsEqualCodings(HttpServer):
    """Decodes the chunked coding once if it was applied twice."""

    class request_length(RequestLength):
        def transfer_codings(self, fields: Iterable[Field]) -> list[bytes]:
            return list(dict.fromkeys(super().transfer_codings(fields)))


@mutant(CLOSE_AFTER_BOTH)
class StaysOpenAfterBoth(HttpServer):
    """Reads a request with a length and a coding by the coding, and serves the next; ends field lines at LF, too."""

    class request_length(RequestLength):
        def transfer_encoding_with_length(self, lengths: list[bytes]) -> None:
            """Allow both."""

    def line(self, octets: bytes, part: Part) -> bytes:
        lf = part is Part.FIELD_LINE and octets.endswith(b"\n") and not octets.endswith(b"\r\n")
        return octets[:-1] if lf else super().line(octets, part)


@mutant(CLOSE_AFTER_HTTP_1_0)
class TrustsHttp10WithChunks(HttpServer):
    """Keeps a connection open after an HTTP/1.0 request with a transfer coding."""

    class request_length(RequestLength):
        def transfer_encoding_by_version(self, version: tuple[int, int]) -> None:
            """Allow any."""


@mutant(BY_ITS_NAME)
class ReadsTheLettersOfACoding(SearchesLines):
    """Takes for Transfer-Encoding what has the letters of it and is no token, or follows a strange octet in a value."""

    class request_length(RequestLength):
        searched = False

        def transfer_encoding_with_length(self, lengths: list[bytes]) -> None:
            if not self.searched:
                super().transfer_encoding_with_length(lengths)

    _request_length: request_length

    def found_in(self, line: bytes) -> list[Field]:
        name, _, value = line.partition(b":")
        is_legal = matches(TOKEN, name.rstrip(b" \t")) and (name != b"X" or not re.search(rb"[\0\r\x85]", value))
        if is_legal or not re.fullmatch("(xy)?transferencodingchunked", letters(line)):
            return []
        self._request_length.searched = True
        return [(b"transfer-encoding", b"chunked")]
