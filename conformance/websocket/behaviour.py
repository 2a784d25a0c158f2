"""Measures the facts about a WebSocket server that answers no ping (``facts.py``)."""

from __future__ import annotations

from collections.abc import Callable

from conformance.harness.case.attempt import Attempt
from conformance.http.manifest import probe
from conformance.websocket.facts import NO, PONGS, SEGMENTS, YES
from conformance.websocket.peer import WebSocket
from conformance.websocket.wire import PING, PONG, TEXT, Frame, frame


def sign_of_life(fresh: Callable[[], Attempt]) -> dict[str, str]:
    """Return the facts by which the echo of a text serves where a pong does not come; empty if there is no echo."""
    if not probe(fresh, _is_echo_without_pongs):
        return {}
    reads = probe(fresh, _reads_two_frames_at_once) and probe(fresh, _reads_a_frame_in_two_pieces)
    return {PONGS: NO, SEGMENTS: YES if reads else NO}


def _is_echo_without_pongs(attempt: Attempt) -> bool:
    """Whether a text comes back, and no pong before another text or instead of it.

    The machine may have been too busy for the pong of the baseline exchange: here the echo shows that time has passed.
    """
    websocket, ping = WebSocket(attempt), attempt.octets(8).hex().encode()
    if not _echoes(websocket, text := _text(attempt), frame(TEXT, text)):
        return False
    websocket.send(PING, ping)
    websocket.stream.let_read()
    _echoes(websocket, text := _text(attempt), frame(TEXT, text))
    return Frame(PONG, ping) not in websocket.conversation.frames


def _reads_two_frames_at_once(attempt: Attempt) -> bool:
    text = _text(attempt)
    return _echoes(WebSocket(attempt), text, frame(TEXT, b"Hello") + frame(TEXT, text))


def _reads_a_frame_in_two_pieces(attempt: Attempt) -> bool:
    text = _text(attempt)
    octets = frame(TEXT, text)
    return _echoes(WebSocket(attempt), text, octets[:4], octets[4:])


def _text(attempt: Attempt) -> bytes:
    return attempt.octets(8).hex().encode()


def _echoes(websocket: WebSocket, text: bytes, *pieces: bytes) -> bool:
    """Send octets in pieces; return whether the text comes back."""
    websocket.send_in_pieces(*pieces)
    received = websocket.receive_message(text)
    return isinstance(received, Frame) and received.payload == text
