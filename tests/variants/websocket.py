"""Legal variants of the reference WebSocket server: never to be accused."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator

from reference_impls.http_syntax import Field
from reference_impls.shells import threads
from reference_impls.websocket import WebSocketServer
from reference_impls.websocket_deflate import Extension
from reference_impls.websocket_frames import PING, PONG, TEXT
from tests.variants.variant import Variant, serve_one_at_a_time


class NoExtension(WebSocketServer):
    """Declines every extension (RFC 6455 §9.1)."""

    def extension_field(self, offers: list[Extension]) -> list[Field]:
        return []


class OneConnection(WebSocketServer):
    """Serves a single connection at a time."""

    patience = 5.0
    lingers = False


class SlowEcho(WebSocketServer):
    """Thinks for a while before each echo."""

    def received(self, opcode: int, payload: bytes) -> None:
        time.sleep(0.03)
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


class OctetByOctet(WebSocketServer):
    """Sends single octets."""

    sent = 0

    def to_send(self) -> bytes:
        if not self._out:
            return super().to_send()
        count = 1 if self.sent < 2000 else len(self._out)
        octets = bytes(self._out[:count])
        del self._out[:count]
        self.sent += count
        return octets


VARIANTS = [
    Variant(NoExtension),
    Variant(OneConnection, serve_one_at_a_time, jobs=1, thorough=True),
    Variant(SlowEcho, threads.serve, patience=2.0, thorough=True),
    Variant(Fragments),
    Variant(Heartbeat),
    Variant(Greets),
    Variant(OctetByOctet),
]
