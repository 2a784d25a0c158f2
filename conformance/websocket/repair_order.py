"""The order in which an engineer repairs a WebSocket server: sections of the RFCs in stages, most urgent first.

What well-formed frames show comes before what only malformed ones show: clients that keep to the RFC notice it. The
answer to the opening handshake (4.2.2) comes after frames: where it is wrong for all clients, frames cannot be judged.
"""

from __future__ import annotations

SURVIVAL = ("robustness/1",)
READING = ("rfc6455/5.2", "rfc6455/5.3", "rfc6455/5.4", "rfc6455/6")  # whole frames, in whatever segments they arrive
MESSAGES = (
    "rfc6455/5.6",
    "rfc6455/5.1",
    "malformed rfc6455/5.1",
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
    "rfc6455/4.2.2",
    "rfc6455/4.2.1",
    "rfc6455/4.4",
    "rfc6455/8",
    "malformed rfc6455/5.5.1",
    "rfc6455/7",
)
GENERAL = ("rfc6455/4.1", "rfc6455/10", "rfc6455/9", "rfc6455/11")
EXTENSIONS = ("rfc7692",)

REPAIR_ORDER = (SURVIVAL, READING, MESSAGES, REFUSING, GENERAL, EXTENSIONS)
