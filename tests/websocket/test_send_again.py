"""A replay of a row on all frames of a run: what its evidence says was sent is sent again, and answered again."""

from __future__ import annotations

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.engine.state import RunState
from conformance.websocket.bounds import KEPT_SENT
from conformance.websocket.lint.conversations import Conversations
from conformance.websocket.lint.provoke import send_again
from conformance.websocket.peer import WebSocket
from conformance.websocket.wire import CLOSE, PING, PONG, TEXT, Frame
from tests.kit.scripted import Server, serving

RESERVED = 3


def odd_on_request(server: Server) -> None:
    """Send a frame of a reserved opcode to whoever sends the text ``odd``, and be right otherwise."""
    while (one := server.receive()).opcode != CLOSE:
        server.send(PONG if one.opcode == PING else RESERVED if one.payload == b"odd" else TEXT, one.payload)
    server.send(CLOSE)


def judged(attempt: Attempt) -> Attempt:
    """Judge what an attempt received as a row on all frames does; return the attempt of that row."""
    state = RunState(attempt.target, attempt.received)
    state.may_provoke()  # no conversation of its own
    row = Attempt(attempt.target, attempt.patience, run=state)
    with pytest.raises(AssertionError, match="an odd opcode"):
        Conversations(row).each_frame(lambda frame: "an odd opcode" if frame.opcode == RESERVED else None)
    return row


def sent(row: Attempt) -> list[bytes]:
    return [entry.octets for entry in row.transcript.entries if entry.mark == ">"]


def test_what_was_sent_to_provoke_a_frame_is_in_the_evidence_and_provokes_it_again() -> None:
    with serving(odd_on_request) as attempt:
        websocket = WebSocket(attempt)
        websocket.send(TEXT, b"odd")
        assert isinstance(websocket.receive(), Frame)
        websocket.send_close()
        (octets,) = sent(judged(attempt))
        again = Attempt(attempt.target, attempt.patience, name="with another key of its own")
        send_again(again, octets)
        again.close()
        assert sent(judged(again)) == [octets], "the key and the masks are those of the run"


def test_of_very_much_only_the_beginning_is_kept_and_the_evidence_says_so() -> None:
    with serving(odd_on_request) as attempt:
        websocket = WebSocket(attempt)
        websocket.send(TEXT, b"odd")
        websocket.receive()
        websocket.send(TEXT, b"x" * 2 * KEPT_SENT)
        row = judged(attempt)
    notes = [entry.note for entry in row.transcript.entries]
    assert f"of the frames sent, only {KEPT_SENT} octets are kept" in notes
