"""Legal variants of the reference WebSocket server that take their time."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from reference_impls.sansio import TimedOut, Wait
from reference_impls.websocket.server import WebSocketServer
from tests.variants.variant import Variant


class Pausing(WebSocketServer):
    """A server that can wait."""

    def pause(self, seconds: float) -> Wait:
        """Do nothing for so long, whatever arrives."""
        self.patience, usual = seconds, self.patience
        try:
            while True:
                yield
        except TimedOut:
            self.patience = usual


class ThinksFirst(Pausing):
    """Waits before each echo: no RFC says how long one may take."""

    seconds = 0.05

    def __init__(self, *known: Any) -> None:
        super().__init__(*known)
        self.messages: list[tuple[int, bytes]] = []

    def received(self, opcode: int, payload: bytes) -> None:
        self.messages.append((opcode, payload))

    def read_frame(self) -> Generator[None, None, bool]:
        more = yield from super().read_frame()
        while self.messages:
            yield from self.pause(self.seconds)
            super().received(*self.messages.pop())
        return more


class Drips(Pausing):
    """Sends the first octets of its frames one at a time, with a pause before each."""

    seconds, count = 0.02, 300
    drips = False

    def switched_protocol(self) -> Generator[None, None, bool]:
        self.drips, self.waiting = True, bytearray()
        return super().switched_protocol()

    def send(self, octets: bytes) -> None:
        if self.drips:
            self.waiting += octets
        else:
            super().send(octets)

    def read_frame(self) -> Generator[None, None, bool]:
        more = yield from super().read_frame()
        yield from self.drip()
        return more

    def talk(self) -> Wait:
        yield from super().talk()
        yield from self.drip()

    def drip(self) -> Wait:
        while self.waiting:
            part = 1 if self.count > 0 else len(self.waiting)
            if self.count > 0:
                yield from self.pause(self.seconds)
            self.count -= part
            super().send(bytes(self.waiting[:part]))
            del self.waiting[:part]


VARIANTS = [Variant(ThinksFirst), Variant(Drips)]
