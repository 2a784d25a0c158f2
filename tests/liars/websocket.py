"""Liars of WebSocket: some lie about opening handshakes, the others, once the handshake is done, about frames."""

from __future__ import annotations

import re

from conformance.websocket.handshake import accept_of
from conformance.websocket.wire import CLOSE, PING, PONG, UNMASKED, Frame, close_payload, frame
from reference_impls.sansio import Wait
from tests.liars.liar import Liar
from tests.liars.websocket_honesty import LiesAboutFrames, LiesAboutHandshakes

SWITCH = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n"
)

# about opening handshakes


class Refuses(LiesAboutHandshakes):
    """Answers every handshake with 400."""

    stays = False

    def answer(self, octets: bytes) -> bytes:
        return b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class ServesPages(LiesAboutHandshakes):
    """Answers everything with 200, and keeps the connection."""

    def answer(self, octets: bytes) -> bytes:
        return b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class FailsInside(LiesAboutHandshakes):
    """Answers everything with 500."""

    stays = False

    def answer(self, octets: bytes) -> bytes:
        return b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Switches(LiesAboutHandshakes):
    """Switches for every request; then answers pings."""

    def lie(self, octets: bytes) -> Wait:
        self.send(SWITCH % self.accept(octets) + self.more_fields(octets) + b"\r\n")
        while True:
            self.send(self.pongs((yield from self.read_some())))

    def accept(self, octets: bytes) -> bytes:
        """The right accept for the first key there is."""
        found = re.search(rb"(?i)sec-websocket-key:[ \t]*([^\r\n]*?)[ \t]*\r\n", octets)
        return accept_of(found[1] if found else b"")

    def more_fields(self, octets: bytes) -> bytes:
        return b""


class LetsEverythingIn(Switches):
    """Switches for every request, with the right accept for the first key there is; then answers pings."""


class AgreesToEverything(Switches):
    """Switches for every request, and sends its offers back as they came, or offers of its own."""

    def more_fields(self, octets: bytes) -> bytes:
        lines = re.findall(rb"(?i)sec-websocket-(?:protocol|extensions):[^\r\n]*\r\n", octets)
        return b"".join(lines or [b"Sec-WebSocket-Protocol: own\r\n"])


class AcceptsWrongly(Switches):
    """Switches for every request, with an accept that is not for its key."""

    def accept(self, octets: bytes) -> bytes:
        return accept_of(b"another")


class SwitchesOddly(Switches):
    """Switches for every request, with fields that name no protocol and no option, and with two accepts."""

    def lie(self, octets: bytes) -> Wait:
        accept = b"Sec-WebSocket-Accept: %s\r\n" % self.accept(octets)
        self.send(b"HTTP/1.1 101 Odd\r\nUpgrade: other\r\nConnection: other\r\n" + 2 * accept + b"\r\n")
        yield from self.read_some()


# about frames, and about handshakes too


class Ignores(LiesAboutFrames):
    """Reads everything and says nothing."""


class AnswersPings(LiesAboutFrames):
    """Answers every ping, and does nothing else, whatever comes."""

    def answer(self, octets: bytes) -> bytes:
        return self.pongs(octets)


class EchoesFrames(LiesAboutFrames):
    """Answers pings, and sends every other frame back as it came, were it ever so wrong."""

    def answer(self, octets: bytes) -> bytes:
        return b"".join(map(self.echo, self.frames(octets)))

    def echo(self, one: Frame) -> bytes:
        opcode = PONG if one.opcode == PING else one.opcode
        return frame(opcode, one.payload, fin=one.fin, rsv=one.rsv, mask=UNMASKED)


class Mirrors(LiesAboutFrames):
    """Sends back the very octets that it gets."""

    def answer(self, octets: bytes) -> bytes:
        return octets


class ClosesNormally(LiesAboutFrames):
    """Closes on everything, with 1000."""

    stays = False

    def answer(self, octets: bytes) -> bytes:
        return frame(CLOSE, close_payload(1000), mask=UNMASKED)


class ClosesWithAnError(LiesAboutFrames):
    """Closes on everything, with 1002."""

    stays = False

    def answer(self, octets: bytes) -> bytes:
        return frame(CLOSE, close_payload(1002), mask=UNMASKED)


class ClosesAndStays(LiesAboutFrames):
    """Sends a Close for every segment, and leaves the connection open."""

    def answer(self, octets: bytes) -> bytes:
        return frame(CLOSE, close_payload(1000), mask=UNMASKED)


class HangsUp(LiesAboutFrames):
    """Closes the TCP connection on everything."""

    stays = False


class Resets(LiesAboutFrames):
    """Resets the connection on everything."""

    def answer(self, octets: bytes) -> bytes:
        raise ConnectionResetError


class Babbles(LiesAboutFrames):
    """Answers with octets that are neither HTTP nor frames."""

    stays = False

    def answer(self, octets: bytes) -> bytes:
        return bytes(range(255, -1, -1))


LIES: tuple[type[Liar], ...] = (
    Refuses,
    ServesPages,
    FailsInside,
    LetsEverythingIn,
    AgreesToEverything,
    AcceptsWrongly,
    SwitchesOddly,
    Ignores,
    AnswersPings,
    EchoesFrames,
    Mirrors,
    ClosesNormally,
    ClosesWithAnError,
    ClosesAndStays,
    HangsUp,
    Resets,
    Babbles,
)
SILENT = Ignores  # the benchmarks measure a run on it
