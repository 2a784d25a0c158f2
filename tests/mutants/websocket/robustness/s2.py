"""Mutants for the robustness of handshakes."""

from __future__ import annotations

from collections.abc import Generator
from typing import ClassVar

from conformance.websocket.rfc6455.test_11_3_header_fields import PROTOCOL_MANY
from conformance.websocket.rfc9110.test_05_4_field_limits_handshake import TOO_LARGE
from conformance.websocket.robustness.test_2_handshakes import (
    GARBAGE,
    LARGE,
    NO_INTERNAL_ERROR,
    NO_TUNNEL,
    SERVES_OTHERS,
)
from reference_impls.http.request import Refused, Request, RequestLine
from reference_impls.http.response import Response
from reference_impls.http.site import Site
from reference_impls.http.syntax import Field, Part, values
from reference_impls.http.target import Targets
from reference_impls.sansio import Needs, Wait
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(LARGE, also=dict.fromkeys((PROTOCOL_MANY, TOO_LARGE), "a long field makes it large"))
class SaysWhatIsNoHttpToTooMuch(WebSocketServer):
    """Answers a handshake of more than 4000 octets with something that is not HTTP."""

    size = 0

    def arrived(self, octets: bytes, part: Part) -> None:
        self.size += len(octets)
        super().arrived(octets, part)

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if self.size > 4000:
            self.send(b"Request too large\r\n")
        yield from super().respond(request, response, persists)


@mutant(GARBAGE)
class SwitchesForAnything(WebSocketServer):
    """Sends a 101 to what does not begin like a request."""

    class request_line(RequestLine):
        def check_first_octet(self, octet: bytes) -> None:
            return

    def read_request_line(self) -> Needs:
        octet = (yield from self.peek())[0]
        if octet < 10 or octet > 127 or octet == 0x16:
            self.send(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n")
        return (yield from super().read_request_line())


@mutant(NO_TUNNEL)
class SwallowsWhatFollowsARefusal(WebSocketServer):
    """Reads on and says nothing after a handshake that it has refused."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        yield from super().respond(request, response, persists)
        while response.status == 426 and request.values(b"upgrade"):
            yield from self.read_some()


@mutant(NO_INTERNAL_ERROR)
class FailsWithoutHost(WebSocketServer):
    """Looks for the host of a handshake where there is neither a host nor a protocol to switch to."""

    class targets(Targets):
        def check_host(self, request: Request) -> None:
            if not request.values(b"host") and not request.values(b"upgrade"):
                raise Refused(500, "no such index")
            super().check_host(request)


@mutant(SERVES_OTHERS)
class SulksAfterARefusal(WebSocketServer):
    """Refuses the next handshake of a named user agent after one with two fields for the protocol and its version."""

    sulks: ClassVar[set[Site]] = set()

    def read_fields(self, part: Part) -> Generator[None, None, list[Field]]:
        fields = yield from super().read_fields(part)
        if all(len(values(fields, name)) > 1 for name in (b"upgrade", b"sec-websocket-version")):
            self.sulks.add(self.site)
        return fields

    def shake_hands(self, request: Request) -> Response:
        if self.site not in self.sulks or not request.values(b"user-agent"):
            return super().shake_hands(request)
        self.sulks.remove(self.site)
        return self.error(403, "not now")
