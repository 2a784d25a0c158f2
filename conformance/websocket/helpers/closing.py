"""For the cases on the closing handshake (RFC 6455 §5.5.1): require the Close of the target."""

from __future__ import annotations

from conformance.model import not_applicable
from conformance.websocket.peer import WebSocket
from conformance.websocket.wire import CLOSE, Frame


def require_reply(websocket: WebSocket, payload: bytes) -> Frame:
    """Send a Close with ``payload`` and return the Close that answers it; not applicable if none comes."""
    websocket.send(CLOSE, payload)
    return require_close(websocket)


def require_close(websocket: WebSocket) -> Frame:
    """Return the target's Close; not applicable if none comes, which other cases judge."""
    received = websocket.receive(CLOSE)
    return received if isinstance(received, Frame) else not_applicable("the target sends no Close here")
