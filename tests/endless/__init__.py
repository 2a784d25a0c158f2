"""Servers whose answers never end: they send as fast as they can, or one octet after the other.

They answer the plainest exchange honestly, as liars do, so that the judge begins at all. What they send keeps to the
RFCs, or breaks one sentence only. So nearly all rows must be inconclusive, because a bound was exceeded.
"""

from __future__ import annotations

from tests.endless import http, tcp, websocket
from tests.endless.senders import EndlessServer

ENDLESS: dict[str, tuple[type[EndlessServer], ...]] = {
    "http": http.ENDLESS,
    "websocket": websocket.ENDLESS,
    "tcp": tcp.ENDLESS,
    "udp": (),
    "dns": (),
}
