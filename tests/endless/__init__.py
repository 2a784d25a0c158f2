"""Servers that never come to an end: they send without end, as fast as they can or one octet after the other.

They are honest to the plainest exchange, as liars are, so that the judge begins at all. They keep to the RFCs in what
they send, or break one sentence only, so nearly all that the judge can say is that it has seen enough.
"""

from __future__ import annotations

from tests.endless import http, websocket
from tests.endless.senders import EndlessServer

ENDLESS: dict[str, tuple[type[EndlessServer], ...]] = {"http": http.ENDLESS, "websocket": websocket.ENDLESS}
