"""For the cases on the closing handshake (RFC 6455 §5.5.1): require the Close of the target."""

from __future__ import annotations

from conformance.model import not_applicable
from conformance.websocket.helpers.utf8 import is_utf_8
from conformance.websocket.peer import WebSocket
from conformance.websocket.wire import CLOSE, Frame


def require_reply(websocket: WebSocket, payload: bytes) -> Frame:
    """Send a Close with ``payload`` and return the Close that answers it; not applicable if none comes."""
    websocket.attempt.malformed = not is_well_formed(payload)
    websocket.send(CLOSE, payload)
    return require_close(websocket)


def is_well_formed(payload: bytes) -> bool:
    """Whether a Close may have this payload: none, or a status code that may be sent, and a reason (§5.5.1, §7.4)."""
    if len(payload) < 2:
        return not payload
    code = int.from_bytes(payload[:2])
    may_be_sent = 1000 <= code <= 1003 or 1007 <= code <= 1014 or 3000 <= code <= 4999
    return may_be_sent and is_utf_8(payload[2:])


def require_close(websocket: WebSocket) -> Frame:
    """Return the target's Close; not applicable if none comes, which other cases judge."""
    received = websocket.receive(CLOSE)
    return received if isinstance(received, Frame) else not_applicable("the target sends no Close here")
