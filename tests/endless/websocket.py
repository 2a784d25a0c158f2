"""WebSocket servers that never stop sending, in the opening handshake or after it."""

from __future__ import annotations

from typing import ClassVar

from conformance.websocket.wire import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, UNMASKED, close_payload, frame
from reference_impls.sansio import Wait
from tests.endless.senders import Dripping, EndlessServer
from tests.liars.websocket_honesty import LiesAboutFrames, LiesAboutHandshakes

SWITCHING = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
HUGE = 1 << 62  # octets, the length of a frame


def sent(opcode: int, payload: bytes = b"", *, fin: bool = True, length: int | None = None, rsv: int = 0) -> bytes:
    """The octets of a frame as a server sends it."""
    return frame(opcode, payload, fin=fin, length=length, rsv=rsv, mask=UNMASKED)


class EndlessFrames(EndlessServer, LiesAboutFrames):
    """Shakes hands, answers the ping of the baseline, and sends frames without end once a client sends any other.

    A handshake with content counts as such a frame: it is answered by frames instead of a response.
    """

    breaks: ClassVar[frozenset[str] | None] = frozenset({"rfc9112/6.3/handshake-with-content"})

    def run(self) -> Wait:
        octets = yield from self.read_some()
        if not self.shameless:
            honest = any(pattern.fullmatch(octets) for pattern in self.honest_to)
            octets = yield from self.be_honest(octets) if honest else self.serve_honestly(octets)
        if octets:
            yield from self.lie(octets)


class DrippingFrames(Dripping, EndlessFrames):
    """Sends frames one octet after the other."""


class EndlessHandshake(EndlessServer, LiesAboutHandshakes):
    """Answers every handshake but the plainest without end."""


class DrippingHandshake(Dripping, LiesAboutHandshakes):
    """Answers every handshake but the plainest one octet after the other, without end."""


class FieldLines(EndlessHandshake):
    """Sends a field section that has no end, with a 101."""

    first = SWITCHING
    again = b"X: y\r\n"


class InterimResponses(EndlessHandshake):
    """Sends 102 (Processing) without end."""

    again = b"HTTP/1.1 102 Processing\r\n\r\n"


class DripsFieldLines(DrippingHandshake):
    """Sends a field section that has no end, one octet every 50 ms."""

    first = SWITCHING
    again = b"X: y\r\n"


class Pings(EndlessFrames):
    """Sends pings without end, which is legal (RFC 6455 §5.5.2)."""

    again = sent(PING, b"your turn")  # not what a case sends: that would be an echo


class LargePings(EndlessFrames):
    """Sends pings as large as they may be without end, and reads no pong."""

    again = sent(PING, bytes(125))


class PingsNowAndThen(DrippingFrames):
    """Sends a ping twice a second, and nothing else."""

    again = sent(PING, b"your turn")  # not what a case sends: that would be an echo
    size = len(again)
    pause = 0.5


class Pongs(EndlessFrames):
    """Sends unsolicited pongs without end, which is legal (RFC 6455 §5.5.3)."""

    again = sent(PONG, b"here")


class EmptyFragments(EndlessFrames):
    """Sends a message of empty fragments that has no end."""

    first = sent(TEXT, fin=False)
    again = sent(CONTINUATION, fin=False)


class Fragments(EndlessFrames):
    """Sends a message of fragments that has no end."""

    first = sent(TEXT, fin=False)
    again = sent(CONTINUATION, b"more" * 256, fin=False)


class Messages(EndlessFrames):
    """Sends messages without end."""

    again = sent(TEXT, b"more")


class EmptyMessages(EndlessFrames):
    """Sends empty messages without end."""

    again = sent(BINARY)


class LargeMessages(EndlessFrames):
    """Sends messages of nearly a mebibyte without end."""

    again = sent(BINARY, bytes((1 << 20) - 1))


class Text(EndlessFrames):
    """Announces a huge text, and sends it."""

    first = sent(TEXT, length=HUGE)
    again = b"text"


class HugeLength(EndlessFrames):
    """Announces a frame of more octets than may be announced (RFC 6455 §5.2), and sends them."""

    first = sent(BINARY, length=(1 << 64) - 1)
    again = b"data"


class DripsText(DrippingFrames):
    """Announces a huge text, and sends one octet of it every 50 ms."""

    first = sent(TEXT, length=HUGE)
    again = b"t"


class DripsAMessage(DrippingFrames):
    """Announces a message of a mebibyte, and sends one octet of it every 50 ms."""

    first = sent(TEXT, length=1 << 20)
    again = b"t"


class DripsQuickly(DrippingFrames):
    """Sends messages without end, one octet every half millisecond, so that there is always one to be read."""

    breaks = None
    in_process = False
    again = sent(TEXT, b"drip")
    pause = 0.0005


class NeverCloses(EndlessFrames):
    """Sends a Close, and then messages without end."""

    breaks = None
    first = sent(CLOSE, close_payload(1000))
    again = sent(TEXT, b"more")


class DripsAfterClose(DrippingFrames):
    """Sends a Close, and then one octet every 50 ms, without end."""

    breaks = None
    first = sent(CLOSE, close_payload(1000))
    again = sent(TEXT, b"more")


ENDLESS: tuple[type[EndlessServer], ...] = (
    FieldLines,
    InterimResponses,
    DripsFieldLines,
    Pings,
    LargePings,
    PingsNowAndThen,
    Pongs,
    EmptyFragments,
    Fragments,
    Messages,
    EmptyMessages,
    LargeMessages,
    Text,
    HugeLength,
    DripsText,
    DripsAMessage,
    DripsQuickly,
    NeverCloses,
    DripsAfterClose,
)
