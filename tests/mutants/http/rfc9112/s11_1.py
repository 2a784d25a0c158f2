"""Mutants for RFC 9112 §11.1."""

from __future__ import annotations

from urllib.parse import unquote, unquote_to_bytes

from conformance.http.rfc9112.test_02_1_message_format_responses import CRLF
from conformance.http.rfc9112.test_02_2_message_parsing_responses import NO_BARE_CR
from conformance.http.rfc9112.test_11_1_response_splitting import NO_SPLITTING, NOTHING_BECOMES_A_FIELD
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from tests.mutants import mutant

BARE = {
    CRLF: "a decoded LF in a field value is a bare one",
    NO_BARE_CR: "a decoded CR in a field value is a bare one",
}


@mutant(NO_SPLITTING)
class ReflectsTheTarget(HttpServer):
    """Puts the decoded request-target into a field value."""

    def answer(self, request: Request) -> Response:
        response = super().answer(request)
        if b"X-Split" in request.target:
            response.fields.append((b"X-Target", self.decoded(request.target)))
        return response

    def decoded(self, target: bytes) -> bytes:
        return unquote_to_bytes(target)


@mutant(NO_SPLITTING)
class ReflectsTheTargetDecodedTwice(ReflectsTheTarget):
    """Puts the request-target, decoded twice, into a field value."""

    def decoded(self, target: bytes) -> bytes:
        return unquote_to_bytes(unquote_to_bytes(target))


@mutant(NO_SPLITTING)
class ReflectsTheTargetInLowOctets(ReflectsTheTarget):
    """Puts the low octet of each character of the decoded request-target into a field value."""

    def decoded(self, target: bytes) -> bytes:
        return bytes(ord(character) & 0xFF for character in unquote(target.decode()))


@mutant(NOTHING_BECOMES_A_FIELD)
class ReflectsTheReferer(HttpServer):
    """Puts the decoded Referer into a field value, where there is a line end in it."""

    def answer(self, request: Request) -> Response:
        response = super().answer(request)
        for value in map(unquote_to_bytes, request.values(b"referer")):
            response.fields += [(b"X-Referer", value)] if b"\n" in value else []
        return response
