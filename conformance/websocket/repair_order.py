"""The order in which an engineer repairs a WebSocket server: sections of the RFCs in stages, most urgent first.

What well-formed frames show comes before what only malformed ones show: clients that keep to the RFC notice it.
"""

from __future__ import annotations

HANDSHAKE = ("rfc6455/4.2.2", "rfc6455/4.2")  # without it, there is no connection
READING = ("rfc6455/5.2", "rfc6455/5.3", "rfc6455/5.4", "rfc6455/6")  # whole frames, in whatever segments they arrive
MESSAGES = (
    "rfc6455/5.6",
    "rfc6455/5.1",
    "rfc6455/5.5.1",
    "rfc6455/7.1",
    "rfc6455/5.5.2",
    "rfc6455/5.5.3",
    "rfc6455/5.5",
)
REFUSING = (
    "malformed rfc6455/5.2",
    "malformed rfc6455/5.4",
    "malformed rfc6455/5.5",
    "rfc6455/4.2.1",
    "rfc6455/4.4",
    "rfc6455/8",
    "malformed rfc6455/5.5.1",
    "rfc6455/7",
)
GENERAL = ("rfc6455/4.1", "rfc6455/10", "rfc6455/9", "rfc6455/11")
EXTENSIONS = ("rfc7692",)

REPAIR_ORDER = (HANDSHAKE, READING, MESSAGES, REFUSING, GENERAL, EXTENSIONS)
