"""Mutants for RFC 9110 §7.8, of handshakes."""

from __future__ import annotations

from collections.abc import Generator

from conformance.websocket.rfc9110.test_07_8_upgrade_handshake import CONTINUE_FIRST
from reference_impls.http.request import Request
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(CONTINUE_FIRST)
class SwitchesAmidTheRequest(WebSocketServer):
    """Sends the 101 before the content was read, where the client waits for a 100."""

    def exchange(self) -> Generator[None, None, bool]:
        request = yield from self.read_head()
        if not self._expectations.stated(request):
            return (yield from self.go_on(request))
        yield from self.respond(request, self.answer(request), True)
        return (yield from self.switched_protocol())

    def go_on(self, request: Request) -> Generator[None, None, bool]:
        request.content = yield from self.read_body(self._request_length.body_framing(request))
        response = self.answer(request)
        yield from self.respond(request, response, response.status == 101 or self._persistence.persists(request))
        return (yield from self.switched_protocol()) if response.status == 101 else self._persistence.persists(request)
