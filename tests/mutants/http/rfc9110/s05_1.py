"""Mutants for RFC 9110 §5.1."""

from __future__ import annotations

from conformance.http.rfc9110.test_05_1_field_names import (
    CASE_INSENSITIVE,
    EXACT_NAME,
    NAME_IS_A_TOKEN,
    UNKNOWN_IGNORED,
)
from conformance.http.rfc9112.test_02_2_message_parsing import WHITESPACE_BEFORE_FIELDS
from conformance.http.rfc9112.test_05_1_field_line_parsing import NO_SPACE_BEFORE_COLON
from conformance.http.rfc9112.test_05_2_obsolete_line_folding import OBS_FOLD
from conformance.http.rfc9112.test_05_field_syntax import ONE_LINE_ONE_FIELD
from conformance.http.rfc9112.test_06_1_transfer_encoding import BY_ITS_NAME
from conformance.http.rfc9112.test_06_3_message_body_length import NAME_IN_FULL
from conformance.http.rfc9112.test_11_2_request_smuggling import DISGUISED_CODING
from reference_impls.http.request import Refused, Request
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Malformed, Part, matches
from tests.mutants import mutant
from tests.mutants.http.rfc9112.s06_1 import FindsTheCodingAnywhere
from tests.mutants.http.rfc9112.s06_3 import FindsTheLengthAnywhere


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


@mutant(
    EXACT_NAME,
    also=dict.fromkeys(
        (NAME_IN_FULL, ONE_LINE_ONE_FIELD, OBS_FOLD, WHITESPACE_BEFORE_FIELDS), "it finds a length in them, too"
    ),
)
class KnowsWhatResemblesALength(FindsTheLengthAnywhere):
    """Takes a name for Content-Length that has the letters of it."""


@mutant(
    EXACT_NAME,
    also=dict.fromkeys(
        (BY_ITS_NAME, DISGUISED_CODING, NO_SPACE_BEFORE_COLON),
        "it finds a coding in them, too",
    ),
)
class KnowsWhatResemblesACoding(FindsTheCodingAnywhere):
    """Takes a name for Transfer-Encoding that has the letters of it."""
