"""For a case that fails: what is plainer fails as well, so that another case judges the fault (docs/verdicts.md)."""

from __future__ import annotations

from conformance.model import not_applicable
from conformance.websocket.helpers.closing import require_reply
from conformance.websocket.peer import WebSocket
from conformance.websocket.wire import CLOSE, CONTINUATION, TEXT, Frame, close_payload, frame


def is_read_in_pieces(websocket: WebSocket, message: Frame, *pieces: bytes) -> bool:
    """Whether a message is taken whose frame comes in pieces; not applicable if it is not taken in one piece either."""
    websocket.keep_segments()
    websocket.send_in_pieces(*pieces)
    if websocket.delivers(b"", message):
        return True
    _require_whole(websocket, message)
    return False


def _require_whole(websocket: WebSocket, message: Frame) -> None:
    """Not applicable if the target does not take the same message whose frame comes in one piece either."""
    with websocket.attempt.aside("the same frame in one piece, for comparison"):
        websocket.close()
        other = websocket.open_another()
        if not _takes(other, message):
            not_applicable(f"the target does not take a frame of {len(message.payload)} octets in one piece either")


def _takes(websocket: WebSocket, message: Frame) -> bool:
    """Whether an echo answers a message by another one; a target that is none has to go on after it."""
    if "ws.echo" not in websocket.attempt.target.capabilities:
        return websocket.accepts(frame(message.opcode, message.payload))
    websocket.send(message.opcode, message.payload)
    heard = websocket.receive_message(message.payload)
    return isinstance(heard, Frame) and heard.opcode != CLOSE


def require_joined(websocket: WebSocket) -> None:
    """Not applicable if fragments with nothing between them are not joined either."""
    octets = frame(TEXT, b"Hel", fin=False) + frame(CONTINUATION, b"lo")
    with websocket.attempt.aside("without a control frame, for comparison"):
        websocket.close()
        if not websocket.open_another().delivers(octets, Frame(TEXT, b"Hello")):
            not_applicable("the target does not join fragments, which rfc6455/5.4/join-fragments reports")


def require_an_answer_to_a_close(websocket: WebSocket) -> None:
    """Not applicable if the target does not answer a Close that comes by itself either."""
    with websocket.attempt.aside("the Close alone, for comparison"):
        websocket.close()
        require_reply(websocket.open_another(), close_payload(1000))
