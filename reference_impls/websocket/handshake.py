"""What both ends of an opening handshake must know (RFC 6455 §4)."""

from __future__ import annotations

import base64
import hashlib

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
VERSION = b"13"


def accept_of(key: bytes) -> bytes:
    """What Sec-WebSocket-Accept must be for a key, taken as text (§4.2.2)."""
    return base64.b64encode(hashlib.sha1(key + GUID, usedforsecurity=False).digest())
