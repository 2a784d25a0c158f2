"""Mutants for RFC 6455 §4.2.2."""

from __future__ import annotations

from collections.abc import Generator

from conformance.websocket.rfc6455.test_04_2_2_sending_the_servers_opening_handshake_switch import (
    NO_DESYNC,
    NO_LONGER_HTTP,
    NOTHING_BEFORE,
    VALID_HTTP,
)
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.syntax import Field
from reference_impls.sansio import Wait
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(NOTHING_BEFORE)
class AnswersEarlyFramesFirst(WebSocketServer):
    """Sends a frame before the 101 where frames came with the request."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if response.status == 101 and self._in and self._in[0] & 0x80 | (self._in[0] in (1, 2)):
            self.send(b"\x8a\x05early")
        yield from super().respond(request, response, persists)


@mutant(NO_LONGER_HTTP)
class GoesOnWithHttp(WebSocketServer):
    """Answers an HTTP request that comes after the 101."""

    def switched_protocol(self) -> Generator[None, None, bool]:
        if (yield from self.peek()) == b"G":
            return True
        return (yield from super().switched_protocol())


@mutant(NO_DESYNC)
class WaitsForALargeFrame(WebSocketServer):
    """Treats what comes with the request as the beginning of a large frame, and waits for the rest."""

    def switched_protocol(self) -> Generator[None, None, bool]:
        if self._in:
            self._in[:] = b"\x82\xfe\xff\xff"
        return (yield from super().switched_protocol())


@mutant(VALID_HTTP)
class SendsALength(WebSocketServer):
    """Sends a 101 with a Content-Length, and the chunked coding announced."""

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            if response.status != 101:
                return super().framing_fields(request, response)
            return [(b"Content-Length", b"0"), (b"Transfer-Encoding", b"identity")]


@mutant(VALID_HTTP)
class SwitchesFromHttp10(WebSocketServer):
    """Sends a 101 of HTTP/1.0."""

    class responses(Responses):
        def status_line(self, request: Request, response: Response) -> bytes:
            line = super().status_line(request, response)
            return line.replace(b"1.1", b"1.0", 1) if response.status == 101 else line


@mutant(VALID_HTTP)
class EndsLinesInLf(WebSocketServer):
    """Ends the lines of a 101 in LF."""

    class responses(Responses):
        def head(self, request: Request, response: Response) -> bytes:
            head = super().head(request, response)
            return head.replace(b"\r\n", b"\n") if response.status == 101 else head
