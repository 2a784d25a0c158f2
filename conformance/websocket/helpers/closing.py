"""What several cases on the closing handshake do alike (RFC 6455 §5.5.1)."""

from __future__ import annotations

from conformance.model import not_applicable
from conformance.websocket.peer import WebSocket
from conformance.websocket.wire import CLOSE, Frame


def reply_to(websocket: WebSocket, payload: bytes) -> Frame:
    """The Close that answers a Close with ``payload``."""
    websocket.send(CLOSE, payload)
    return require_close(websocket)


def require_close(websocket: WebSocket) -> Frame:
    """The target's Close; not applicable where none comes, which is another case's business."""
    heard = websocket.receive(CLOSE)
    return heard if isinstance(heard, Frame) else not_applicable("the target sends no Close here")
