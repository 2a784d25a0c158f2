"""Mutants for RFC 6455 §4.2.1."""

from __future__ import annotations

from collections.abc import Iterable

from conformance.websocket.rfc6455.test_04_2_1_reading_the_clients_opening_handshake_request import (
    ABSOLUTE_FORM,
    CONNECTION_LIST,
    CONNECTION_NEEDED,
    GET_ONLY,
    HOST,
    UPGRADE_CASE,
    UPGRADE_LIST,
    UPGRADE_NEEDED,
    VERSION_1_1,
)
from reference_impls.http.methods import Methods
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Refused, Request, RequestLine
from reference_impls.http.response import Response
from reference_impls.http.site import Resource
from reference_impls.http.syntax import Field, members
from reference_impls.http.target import Targets
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(GET_ONLY)
class UpgradesAnyMethod(WebSocketServer):
    """Accepts a handshake with any method."""

    def is_get(self, request: Request) -> bool:
        return True

    class methods(Methods):
        def implements(self, method: bytes) -> bool:
            return True

        def allows(self, resource: Resource, method: bytes) -> bool:
            return True

    def answer_from(self, resource: Resource, request: Request) -> Response:
        if self.upgrades(request, resource.upgrade):
            return self.shake_hands(request)
        return super().answer_from(resource, request)


@mutant(VERSION_1_1)
class UpgradesAnyVersionOfHttp(WebSocketServer):
    """Accepts a handshake of any HTTP version, and without a version."""

    class request_line(RequestLine):
        def parse_request_line(self, line: bytes) -> Request:
            parts = line.split(b" ")
            return super().parse_request_line(b" ".join([*parts[:2], b"HTTP/1.1"]))


@mutant(ABSOLUTE_FORM)
class KnowsPathsOnly(WebSocketServer):
    """Refuses a request-target that is an absolute URI."""

    class targets(Targets):
        def absolute_form(self, request: Request) -> None:
            raise Refused(400, "a path, please")


@mutant(HOST)
class NeedsNoHost(WebSocketServer):
    """Does not check Host."""

    class targets(Targets):
        def check_host(self, request: Request) -> None:
            return


@mutant(UPGRADE_NEEDED)
class TakesAnyUpgrade(WebSocketServer):
    """Treats every request with a key as a handshake, whatever Upgrade says."""

    def upgrades(self, request: Request, protocol: bytes) -> bool:
        offers = members(request.values(b"upgrade"))
        request.fields = [line for line in request.fields if line[0] != b"upgrade"] + [(b"upgrade", b"websocket")]
        connected = b"upgrade" in self._persistence.options(request.fields)
        return (connected or not offers) and self.is_get(request) and request.version >= (1, 1)


@mutant(UPGRADE_CASE)
class ComparesUpgradeAsItIs(WebSocketServer):
    """Compares the members of Upgrade letter for letter."""

    def upgrades(self, request: Request, protocol: bytes) -> bool:
        return b"websocket" in members(request.values(b"upgrade")) and super().upgrades(request, protocol)


@mutant(UPGRADE_LIST)
class SwitchesToTheFirstProtocol(WebSocketServer):
    """Says that it switches to the protocol that is named first."""

    def shake_hands(self, request: Request) -> Response:
        response, names = super().shake_hands(request), members(request.values(b"upgrade"))
        if response.status == 101:
            response.fields[0] = (b"Upgrade", names[0])
        return response


@mutant(CONNECTION_NEEDED)
class IgnoresConnection(WebSocketServer):
    """Does not check Connection."""

    def upgrades(self, request: Request, protocol: bytes) -> bool:
        request.fields.append((b"connection", b"upgrade"))
        return super().upgrades(request, protocol)


@mutant(CONNECTION_LIST)
class ComparesConnectionAsItIs(WebSocketServer):
    """Compares the whole first line of Connection, letter for letter."""

    class persistence(Persistence):
        def options(self, fields: Iterable[Field]) -> set[bytes]:
            found = [value for name, value in fields if name == b"connection"]
            return {b"upgrade"} if found[:1] == [b"Upgrade"] else super().options(fields) - {b"upgrade"}
