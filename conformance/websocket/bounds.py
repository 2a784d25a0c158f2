"""How much of WebSocket the judge takes from a target at most; ``harness/net/bounds.py`` has what all protocols share.

Pings, and so the pongs that answer them, count as frames, and so do fragments, empty ones too.
"""

from __future__ import annotations

LIMIT = 1 << 20  # octets of a frame, and of a message, inflated if it is compressed; a case may allow more
MESSAGES = 2  # all messages of a connection together may have so many times the octets that one may have
FRAMES = 2048  # of a connection; if a case allows more octets, one for each OCTETS_OF_A_FRAME of them
OCTETS_OF_A_FRAME = 512
BOUND = 16 << 20  # octets that a message may inflate to where nothing else bounds it

KEPT = 200  # octets of what is neither a frame nor a message
KEPT_SENT = 4096  # octets sent after the handshake, for the cases on all frames
KEPT_FRAMES = 200  # of a connection, for the cases on all frames
KEPT_PAYLOAD = 256  # octets of each of them
OBJECT = 500  # octets of memory of a frame, in addition to its payload
