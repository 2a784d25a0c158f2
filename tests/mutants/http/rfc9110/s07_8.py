"""Mutants for RFC 9110 §7.8."""

from __future__ import annotations

from conformance.http.rfc9110.test_07_8_upgrade import (
    CONTINUE_BEFORE_SWITCHING,
    IGNORE_IN_1_0,
    LISTED_IN_CONNECTION,
    ONLY_WHAT_WAS_OFFERED,
    PROTOCOL_CASE,
    UNKNOWN_IS_IGNORED,
)
from reference_impls.http.expectations import Expectations
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from reference_impls.http.syntax import Field, connection_options, members
from tests.mutants import mutant


def asks(request: Request) -> bool:
    return b"upgrade" in connection_options(request.fields)


@mutant(ONLY_WHAT_WAS_OFFERED)
class SwitchesToWhatItLikes(HttpServer):
    """Switches wherever Connection says upgrade, unless Upgrade offers WebSocket or HTTP/2."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        known = {b"websocket", b"h2c"} & set(request.values(b"upgrade"))
        if asks(request) and request.version >= (1, 1) and not known:
            return self.switching(b"echo")
        return super().answer_from(resource, request)


@mutant(ONLY_WHAT_WAS_OFFERED)
class NamesAllThatItKnows(HttpServer):
    """Names in a 101 all the protocols that it implements."""

    def switching(self, protocol: bytes) -> Response:
        return Response(101, [(b"Upgrade", b"discard, " + protocol)])


@mutant(IGNORE_IN_1_0)
class SwitchesHttp10(HttpServer):
    """Switches for an HTTP/1.0 client, at any path."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        if asks(request) and request.version < (1, 1):
            return self.switching(request.values(b"upgrade")[0])
        return super().answer_from(resource, request)


@mutant(LISTED_IN_CONNECTION)
class ForgetsTheOption(HttpServer):
    """Sends Upgrade without naming it in Connection."""

    class persistence(Persistence):
        def connection_field(self, request: Request, response: Response, persists: bool) -> list[Field]:
            others = Response(response.status, [field for field in response.fields if field[0] != b"Upgrade"])
            return super().connection_field(request, others, persists)

    class responses(Responses):
        def origin_fields(self, response: Response) -> list[Field]:
            offer = [] if response.status in (101, 426) else [(b"Upgrade", b"echo")]
            return super().origin_fields(response) + offer


@mutant(PROTOCOL_CASE)
class ComparesProtocolsExactly(HttpServer):
    """Compares the names of protocols octet by octet."""

    def upgrades(self, request: Request, protocol: bytes) -> bool:
        return protocol in members(request.values(b"upgrade")) and super().upgrades(request, protocol)


@mutant(CONTINUE_BEFORE_SWITCHING)
class SwitchesWithoutContinue(HttpServer):
    """Sends no 100 where the client wants to switch."""

    class expectations(Expectations):
        def expects_continue(self, request: Request, size: int) -> bool:
            return super().expects_continue(request, size) and not asks(request)


@mutant(UNKNOWN_IS_IGNORED)
class RefusesUnknownProtocols(HttpServer):
    """Answers 400 to an Upgrade that names only protocols with a version, none of which it knows."""

    def answer(self, request: Request) -> Response:
        if any(offer.endswith(b"/9") for offer in request.values(b"upgrade")):
            return self.error(400, "unknown protocol")
        return super().answer(request)
