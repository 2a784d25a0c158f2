"""Mutants for RFC 9112 §6.1."""

from __future__ import annotations

import re
from collections.abc import Iterable

from conformance.http.rfc9110.test_05_1_field_names import EXACT_NAME
from conformance.http.rfc9112.test_05_1_field_line_parsing import NO_SPACE_BEFORE_COLON
from conformance.http.rfc9112.test_06_1_transfer_encoding import (
    BY_ITS_NAME,
    CLOSE_AFTER_BOTH,
    CLOSE_AFTER_HTTP_1_0,
    IN_SEQUENCE,
    PARSE_CHUNKED,
    UNKNOWN_CODING,
)
from conformance.http.rfc9112.test_11_2_request_smuggling import DISGUISED_CODING
from reference_impls.http.length import RequestLength
from reference_impls.http.request import Refused
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Malformed, Part
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


@mutant(BY_ITS_NAME, also=dict.fromkeys((EXACT_NAME, DISGUISED_CODING), "the name is such a disguise"))
class TakesUnderscoresForHyphens(HttpServer):
    """Treats Transfer_Encoding as Transfer-Encoding, as a gateway to CGI would."""

    class request_length(RequestLength):
        underscored = False

        def transfer_encoding_with_length(self, lengths: list[bytes]) -> None:
            if not self.underscored:
                super().transfer_encoding_with_length(lengths)

    _request_length: request_length

    def field_name(self, name: bytes) -> bytes:
        self._request_length.underscored |= name == b"Transfer_Encoding"
        return super().field_name(name.replace(b"Transfer_", b"Transfer-"))


LOOKS_LIKE_IT = "the line only looks like it"


@mutant(
    BY_ITS_NAME,
    also=dict.fromkeys((EXACT_NAME, DISGUISED_CODING, NO_SPACE_BEFORE_COLON), LOOKS_LIKE_IT),
)
class FindsTheCodingAnywhere(SearchesLines):
    """Finds the coding chunked in whatever line has the letters of Transfer-Encoding and of chunked."""

    class request_length(RequestLength):
        searched = False

        def transfer_encoding_with_length(self, lengths: list[bytes]) -> None:
            if not self.searched:
                super().transfer_encoding_with_length(lengths)

    _request_length: request_length

    def found_in(self, line: bytes) -> list[Field]:
        plain = re.match(rb"(?i)transfer-encoding:", line)
        if plain or not re.search("transferencoding.*chunked", letters(line)):
            return []
        self._request_length.searched = True
        return [(b"transfer-encoding", b"chunked")]
