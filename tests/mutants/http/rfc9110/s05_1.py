"""Mutants for RFC 9110 §5.1."""

from __future__ import annotations

from conformance.http.rfc9110.test_05_1_field_names import (
    CASE_INSENSITIVE,
    EXACT_NAME,
    NAME_IS_A_TOKEN,
    UNKNOWN_IGNORED,
)
from reference_impls.http.length import RequestLength
from reference_impls.http.request import Refused, Request
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Malformed, Part, matches
from tests.mutants import mutant
from tests.mutants.http.rfc9112.s06_3 import letters


@mutant(CASE_INSENSITIVE)
class DoesNotKnowNamesInCapitals(HttpServer):
    """Does not find Host and Connection where they are written in capitals."""

    def field_name(self, name: bytes) -> bytes:
        lower = super().field_name(name)
        return name if name in (b"HOST", b"CONNECTION") else lower


@mutant(CASE_INSENSITIVE)
class KnowsOneSpellingOfContentLength(HttpServer):
    """Does not find Content-Length where it is written otherwise."""

    def field_name(self, name: bytes) -> bytes:
        lower = super().field_name(name)
        return b"x-length" if lower == b"content-length" and name != b"Content-Length" else lower


@mutant(NAME_IS_A_TOKEN)
class TakesLettersDigitsAndHyphensForAName(HttpServer):
    """Rejects a field name with any other tchar."""

    def add_field_line(self, line: bytes, fields: list[Field], part: Part) -> None:
        if part is Part.FIELD_LINE and not matches(rb"[ \t].*|[A-Za-z0-9-]+[ \t]*:.*", line):
            raise Malformed("malformed field name")
        super().add_field_line(line, fields, part)


@mutant(UNKNOWN_IGNORED)
class RefusesUnknownContentFields(HttpServer):
    """Answers 501 to a field whose name begins with Content- and that it does not know."""

    def check_singletons(self, request: Request) -> None:
        if any(name == b"content-conformance" for name, _ in request.fields):
            raise Refused(501, "unknown content field")
        super().check_singletons(request)


@mutant(EXACT_NAME)
class MakesUnderscoresHyphens(HttpServer):
    """Treats _ in a field name as -."""

    def field_name(self, name: bytes) -> bytes:
        return super().field_name(name).replace(b"_", b"-")


@mutant(CASE_INSENSITIVE)
class KnowsMostSpellings(HttpServer):
    """Does not know Content-Length where it begins in lower case and ends in upper case."""

    def field_name(self, name: bytes) -> bytes:
        known = super().field_name(name)
        return name if known == b"content-length" and name[:1].islower() and name[-1:].isupper() else known


@mutant(NAME_IS_A_TOKEN)
class RefusesTwoSymbols(HttpServer):
    """Refuses a name that begins with two characters that are neither letters nor digits."""

    def field_name(self, name: bytes) -> bytes:
        if matches(rb"[^A-Za-z0-9]{2}.*", name):
            raise Malformed("a name begins with a letter")
        return super().field_name(name)


@mutant(CASE_INSENSITIVE)
class KnowsOneSpelling(HttpServer):
    """Recognizes Connection only in the spelling with a capital C and lower-case letters."""

    def field_name(self, name: bytes) -> bytes:
        known = super().field_name(name)
        return b"x-" + known if known == b"connection" and name != b"Connection" else known


@mutant(EXACT_NAME)
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


@mutant(EXACT_NAME)
class KnowsWhatResemblesALength(HttpServer):
    """Takes a name for Content-Length that has the letters of it."""

    def field_name(self, name: bytes) -> bytes:
        known = super().field_name(name)
        return b"content-length" if "contentlength" in letters(known) else known


@mutant(EXACT_NAME)
class KnowsWhatResemblesACoding(HttpServer):
    """Takes a name for Transfer-Encoding that has the letters of it."""

    class request_length(RequestLength):
        resembled = False

        def transfer_encoding_with_length(self, lengths: list[bytes]) -> None:
            if not self.resembled:
                super().transfer_encoding_with_length(lengths)

    _request_length: request_length

    def field_name(self, name: bytes) -> bytes:
        known = super().field_name(name)
        resembles = "transferencoding" in letters(name) and known != b"transfer-encoding"
        self._request_length.resembled |= resembles
        return b"transfer-encoding" if resembles else known
