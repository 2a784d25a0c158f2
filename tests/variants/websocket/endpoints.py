"""Legal variants of the reference WebSocket server in handshakes, messages and pings."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence

from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Refused, Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.site import Resource
from reference_impls.http.syntax import Field
from reference_impls.shells import threads
from reference_impls.websocket.deflate import Extension
from reference_impls.websocket.frames import PING, PONG, TEXT
from reference_impls.websocket.handshake import Handshake
from reference_impls.websocket.server import WebSocketServer
from tests.variants.variant import InSingleOctets, Variant, serve_one_at_a_time


class NoExtension(WebSocketServer):
    """Declines every extension (RFC 6455 §9.1)."""

    class handshake(Handshake):
        def extension_field(self, offers: list[Extension]) -> list[Field]:
            return []


class OneConnection(WebSocketServer):
    """Serves a single connection at a time."""

    patience = 5.0
    lingers = False


class SlowEcho(WebSocketServer):
    """Waits before each echo. Echoes of one segment are sent together, those of hundreds after three seconds."""

    def received(self, opcode: int, payload: bytes) -> None:
        time.sleep(0.01)
        super().received(opcode, payload)


class Fragments(WebSocketServer):
    """Sends every message in fragments, the first and the last of them empty, with pings between (§5.4, §5.5.2)."""

    def fragments(self, payload: bytes) -> Iterator[tuple[bytes, bool]]:
        half = len(payload) // 2
        yield b"", False
        for part in (payload[:half], payload[half:]):
            yield part, False
            self.send_frame(PING, b"amid")
        yield b"", True


class Heartbeat(WebSocketServer):
    """Pings by itself, and sends pongs that nobody asked for (§5.5.2, §5.5.3), before everything that it does."""

    def pinged(self, payload: bytes) -> None:
        self.send_frame(PONG, b"")
        self.send_frame(PING, b"alive?")
        super().pinged(payload)

    def received(self, opcode: int, payload: bytes) -> None:
        self.send_frame(PING, b"")
        super().received(opcode, payload)


class Greets(WebSocketServer):
    """Sends a message of its own at once after the handshake."""

    def switched_protocol(self) -> Generator[None, None, bool]:
        self.send_data(TEXT, b"Welcome.")
        return super().switched_protocol()


class OctetByOctet(InSingleOctets, WebSocketServer):
    """Sends single octets."""


class NoSubprotocol(WebSocketServer):
    """Speaks no subprotocol, and does not look at what is offered (§4.2.2)."""

    class handshake(Handshake):
        def subprotocols(self, request: Request) -> list[bytes]:
            return []


class ClosesRefusals(WebSocketServer):
    """Refuses by 400, and closes the connection."""

    class handshake(Handshake):
        def version_fields(self) -> list[Field]:
            return [(b"Sec-WebSocket-Version", b"13, 8"), (b"Sec-WebSocket-Version", b"7")]

    def error(self, status: int, reason: str, fields: Sequence[Field] = ()) -> Response:
        return super().error(400 if status == 426 else status, reason, fields)

    class persistence(Persistence):
        def persists(self, request: Request) -> bool:
            return False


class SpeaksDraftsToo(WebSocketServer):
    """Speaks version 8 too, and lists it (§4.4)."""

    class handshake(Handshake):
        def speaks(self, request: Request) -> bool:
            return super().speaks(request) or request.values(b"sec-websocket-version") == [b"8"]

        def version_fields(self) -> list[Field]:
            return [(b"Sec-WebSocket-Version", b"13, 8"), (b"Upgrade", b"websocket")]


class ServesAPage(WebSocketServer):
    """Serves a page where no WebSocket is asked for (RFC 9110 §7.8: Upgrade may be ignored)."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        asked = request.values(b"sec-websocket-version")
        return Response(200, content=b"A page.\n") if response.status == 426 and asked in ([], [b"13"]) else response


class Greedy(WebSocketServer):
    """Refuses handshakes with octets behind them: the client MUST wait for the 101 (§4.1)."""

    def shake_hands(self, request: Request) -> Response:
        if self._in or request.content:
            raise Refused(400, "too early")
        return super().shake_hands(request)


class OddSpelling(WebSocketServer):
    """Odd but legal spelling: names in mixed case, much whitespace, no reason phrase, cookies."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return name.swapcase() + b":\t " + value + b" \t\r\n"

        def status_line(self, request: Request, response: Response) -> bytes:
            return b"HTTP/1.1 %d \r\n" % response.status

        def origin_fields(self, response: Response) -> list[Field]:
            return [*super().origin_fields(response), (b"Set-Cookie", b"a=b"), (b"Server", b"x")]


VARIANTS = [
    Variant(NoExtension),
    Variant(OneConnection, serve_one_at_a_time, jobs=1, slow=True),
    Variant(SlowEcho, threads.serve, patience=5.0, slow=True),
    Variant(Fragments),
    Variant(Heartbeat),
    Variant(Greets),
    Variant(OctetByOctet, patience=3.0),
    Variant(NoSubprotocol),
    Variant(ClosesRefusals),
    Variant(SpeaksDraftsToo),
    Variant(ServesAPage),
    Variant(Greedy),
    Variant(OddSpelling),
]
