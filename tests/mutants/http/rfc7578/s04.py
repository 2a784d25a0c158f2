"""Mutants for RFC 7578."""

from __future__ import annotations

import re

from conformance.http.rfc7578.test_04_definition_of_multipart_form_data import (
    DELIMITED,
    NAMED,
    NOT_COALESCED,
    OTHERS_IGNORED,
    SEVERAL,
    TYPED,
)
from reference_impls.http.request import Refused, Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from tests.mutants import mutant

ONE_NAME = "two parts of one name"
VALUES = "and so is every form that has such a value"


class Reads(HttpServer):
    """Reads forms in some way of its own."""

    def answer(self, request: Request) -> Response:
        if request.path == b"/form":
            self.form(request)
        response = super().answer(request)
        if request.path == b"/form" and response.status == 200:
            response.content = b"&".join(self.listed(response.content.split(b"&")))
        return response

    def form(self, request: Request) -> None:
        """See a form before it is read."""

    def listed(self, pairs: list[bytes]) -> list[bytes]:
        return pairs

    def replace(self, request: Request, name: bytes, pattern: bytes, other: bytes) -> None:
        request.fields = [(n, re.sub(pattern, other, v) if n == name else v) for n, v in request.fields]


@mutant(DELIMITED, also={NOT_COALESCED: VALUES})
class DropsEmptyFields(Reads):
    """Forgets a field whose value is empty."""

    def listed(self, pairs: list[bytes]) -> list[bytes]:
        return [pair for pair in pairs if not pair.endswith(b"=")]


@mutant(DELIMITED)
class StripsValues(Reads):
    """Strips line ends and hyphens off the values."""

    def listed(self, pairs: list[bytes]) -> list[bytes]:
        return [re.sub(rb"(=|%0D|%0A|--?)+$", b"=", pair) if b"=" in pair else pair for pair in pairs]


@mutant(DELIMITED)
class StripsOctets(Reads):
    """Loses a NUL, or what is no ASCII, at the end of a value."""

    def listed(self, pairs: list[bytes]) -> list[bytes]:
        return [re.sub(rb"(?:%00|%[89A-F][0-9A-F])$", b"", pair) for pair in pairs]


@mutant(DELIMITED)
class KeepsTheQuotes(Reads):
    """Treats the quotes around a boundary as part of it."""

    def form(self, request: Request) -> None:
        if b'boundary="' in b"".join(request.values(b"content-type")):
            raise Refused(400, "no such delimiter")


@mutant(DELIMITED)
class WantsLongBoundaries(Reads):
    """Refuses a boundary of less than five or more than twenty octets, and parameters after it."""

    def form(self, request: Request) -> None:
        if not re.search(rb'boundary="?[^";]{5,20}"?$', b"".join(request.values(b"content-type"))):
            raise Refused(400, "an odd boundary")


@mutant(NAMED, also={DELIMITED: "it wants a letter first, too"})
class WantsOneSpelling(Reads):
    """Knows Content-Disposition in one spelling only."""

    def form(self, request: Request) -> None:
        if not re.search(rb'Content-Disposition: form-data; (?:file)?name="?[a-z]', request.content):
            raise Refused(400, "a field without a name")


@mutant(NAMED)
class WantsTheNameFirst(Reads):
    """Refuses a form in which the name is not the first parameter, or has no quotes."""

    def form(self, request: Request) -> None:
        if re.search(rb'(?i)form-data;(?! ?name=")', request.content):
            raise Refused(400, "a field without a name")


@mutant(SEVERAL)
class KeepsTheLastFile(Reads):
    """Keeps the last value of each name in a form that has files."""

    has_files = False

    def form(self, request: Request) -> None:
        self.has_files = b"; filename=" in request.content

    def listed(self, pairs: list[bytes]) -> list[bytes]:
        return list({pair.partition(b"=")[0]: pair for pair in pairs}.values()) if self.has_files else pairs


@mutant(TYPED)
class WantsNoTypes(Reads):
    """Refuses a form in which a part that is no file has a Content-Type."""

    def form(self, request: Request) -> None:
        if re.search(rb"(?i)[ ;]name=[^;\r]*\r\ncontent-type:", request.content):
            raise Refused(400, "what is this?")


@mutant(OTHERS_IGNORED)
class WantsNoOtherFields(Reads):
    """Refuses a form in which a part has fields that it does not know."""

    def form(self, request: Request) -> None:
        if re.search(rb"\r\n(?!Content-(?:Type|Disposition))[A-Z][A-Za-z-]*: ", request.content):
            raise Refused(400, "what is this?")


@mutant(NOT_COALESCED, also={SEVERAL: ONE_NAME, DELIMITED: ONE_NAME})
class JoinsValues(Reads):
    """Makes one field, with a list of values, of those that have the same name."""

    def listed(self, pairs: list[bytes]) -> list[bytes]:
        joined: dict[bytes, list[bytes]] = {}
        for name, _, value in (pair.partition(b"=") for pair in pairs):
            joined.setdefault(name, []).append(value)
        return [name + b"=" + b"%2C".join(values) for name, values in joined.items()]
