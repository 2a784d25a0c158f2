"""What liars of WebSocket are honest to: the baseline exchange, a plain handshake and a ping, and the manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conformance.websocket.wire import PING, PONG, UNMASKED, Frame, FrameReader, frame
from reference_impls.sansio import Eof, Needs
from tests.kit.protocols import Core
from tests.liars.liar import Liar

MANIFEST = re.compile(rb"GET /\.well-known/conformance HTTP/1\.1\r\n.*", re.DOTALL)
PLAIN = (
    rb"GET / HTTP/1\.1\r\nHost: [0-9.:]+\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    rb"Sec-WebSocket-Key: (?P<key>[+/0-9A-Za-z]{22}==)\r\nSec-WebSocket-Version: 13\r\n(Origin: [!-~]+\r\n)?"
)
HANDSHAKE = re.compile(PLAIN + rb"\r\n")
HANDSHAKE_AND_MORE = re.compile(PLAIN + rb"(?:[!-~]+: [ -~]*\r\n)*\r\n")
BASELINE_PING = re.compile(rb"hello:[0-9a-f]{16}")
LIMIT = 1 << 64  # octets of a frame: whatever may be declared


class WebSocketLiar(Liar):
    """A liar of WebSocket, which can read frames as far as they can be told apart."""

    protocol = "websocket"

    def __init__(self, reference: Core, shameless: bool) -> None:
        super().__init__(reference, shameless)
        self.reader = FrameReader(LIMIT)

    def frames(self, octets: bytes) -> Iterator[Frame]:
        """The frames that are complete once these octets have arrived."""
        self.reader.feed(octets)
        while one := self.reader.next():
            yield one

    def pongs(self, octets: bytes) -> bytes:
        """A pong for each ping that has arrived."""
        pings = [one for one in self.frames(octets) if one.opcode == PING]
        return b"".join(frame(PONG, ping.payload[:125], mask=UNMASKED) for ping in pings)

    def serve_honestly(self, octets: bytes) -> Needs:
        """Be the reference to the end of the connection."""
        reference = self.reference()
        while True:
            self.hand_to(reference, octets)
            if reference.closing:
                return b""
            try:
                octets = yield from self.read_some()
            except Eof:
                octets = b""


class LiesAboutHandshakes(WebSocketLiar):
    """Serves as the reference does after a plain handshake, and lies about all others."""

    honest_to = (MANIFEST, HANDSHAKE)

    def be_honest(self, octets: bytes) -> Needs:
        return (yield from self.serve_honestly(octets))


class LiesAboutFrames(WebSocketLiar):
    """Shakes hands as the reference does, answers the ping of the baseline, and lies about what follows."""

    honest_to = (MANIFEST, HANDSHAKE_AND_MORE)

    def be_honest(self, octets: bytes) -> Needs:
        if MANIFEST.fullmatch(octets):
            return (yield from self.serve_honestly(octets))
        self.hand_to(self.reference(), octets)
        while ping := baseline_ping(octets := (yield from self.read_some())):
            self.send(frame(PONG, ping.payload, mask=UNMASKED))
        return octets


def baseline_ping(octets: bytes) -> Frame | None:
    """The ping of the baseline exchange, if the octets are that and no more."""
    reader = FrameReader(LIMIT)
    reader.feed(octets)
    first = reader.next()
    if not first or first.opcode != PING or not BASELINE_PING.fullmatch(first.payload) or reader.rest:
        return None
    return first
