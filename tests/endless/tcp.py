"""Services over TCP that never stop sending."""

from __future__ import annotations

from types import MappingProxyType

from reference_impls.sansio import Wait
from tests.endless.senders import Dripping, EndlessServer
from tests.liars.tcp import EchoLiar, LiarThatSpeaks


class FloodsAnEcho(EndlessServer, EchoLiar):
    """Sends text without end for anything but the plainest text."""

    breaks = None
    again = b"and so on and so on\r\n"


class DripsAnEcho(Dripping, EchoLiar):
    """Sends one octet after the other, without end, for anything but the plainest text."""

    breaks = None
    again = b"and so on"


class EndlessSpeaker(EndlessServer, LiarThatSpeaks):
    """Begins to send at once, and never ends."""

    def run(self) -> Wait:
        yield from self.lie(b"")


class EndlessQuote(EndlessSpeaker):
    """Sends a quote that has no end."""

    given = MappingProxyType({"tcp.service": "qotd"})
    again = b"To be or not to be. "


class EndlessDate(EndlessSpeaker):
    """Sends a date that has no end."""

    given = MappingProxyType({"tcp.service": "daytime"})
    again = b"Tuesday, "


class DripsAQuote(Dripping, EndlessSpeaker):
    """Sends a quote that has no end, one octet every 50 ms."""

    patience = Dripping.pause
    given = MappingProxyType({"tcp.service": "qotd"})
    again = b"To be or not to be. "


class EndlessTime(EndlessSpeaker):
    """Sends the time again and again."""

    given = MappingProxyType({"tcp.service": "time"})
    breaks = None
    again = b"\xed\xc0\x00\x00"


class FloodsADiscard(EndlessSpeaker):
    """Sends without end where nothing may be sent, and reads nothing."""

    given = MappingProxyType({"tcp.service": "discard"})
    breaks = None
    again = b"thrown away\r\n"


ENDLESS: tuple[type[EndlessServer], ...] = (
    FloodsAnEcho,
    DripsAnEcho,
    EndlessQuote,
    EndlessDate,
    DripsAQuote,
    EndlessTime,
    FloodsADiscard,
)
