"""Robustness 4  Sequences of frames"""

from __future__ import annotations

from conformance.harness.case.properties import example, examples
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455.test_05_1_overview import UNMASKED_FRAMES
from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import RESERVED_BITS, RESERVED_OPCODES
from conformance.websocket.rfc6455.test_05_4_fragmentation import CONTROL_AMID, NOT_INTERLEAVED, NOTHING_TO_CONTINUE
from conformance.websocket.rfc6455.test_05_5_control_frames import IN_ONE_FRAME
from conformance.websocket.rfc6455.test_05_6_data_frames import PARTIAL
from conformance.websocket.rfc6455.test_08_1_handling_errors_in_utf_8_encoded_data import NOT_UTF_8_FAILS
from conformance.websocket.robustness import ROBUSTNESS
from conformance.websocket.strategies.well_formed import FAULTS, Flip, Step, faulty_session, flip, garbage, session
from conformance.websocket.wire import BINARY, PING, PONG, TEXT

section = ROBUSTNESS.section("4", "Sequences of frames")

ANY_LEGAL = section.robustness(
    "any-legal-sequence",
    role=SERVER,
    text="Whatever legal frames come, in whatever order and fragments, every message is delivered.",
    hint="Keep what belongs to the message apart from what belongs to the frame; empty fragments are fragments.",
    rests_on=(
        CONTROL_AMID,
        PARTIAL,
    ),
)


@verifies(ANY_LEGAL)
@example((Step(TEXT, b"Hello", (0, 2, 2, 5), PING), Step(BINARY, b""), Step(TEXT, b"", (0,), PONG), Step(PING, b"")))
@examples(session)
def test_any_legal_sequence_is_delivered(websocket: WebSocket, steps: tuple[Step, ...]) -> None:
    messages = [message for one in steps for message in one.messages]
    assert websocket.delivers(b"".join(one.octets for one in steps), *messages)


ANY_FAULT = section.robustness(
    "any-fault",
    role=SERVER,
    text="An illegal frame fails the connection, whatever legal frames came before it.",
    hint="Check every frame, not just the first ones.",
    rests_on=(
        UNMASKED_FRAMES,
        RESERVED_OPCODES,
        RESERVED_BITS,
        IN_ONE_FRAME,
        NOTHING_TO_CONTINUE,
        NOT_INTERLEAVED,
        NOT_UTF_8_FAILS,
    ),
)


@verifies(ANY_FAULT)
@example(((Step(TEXT, b"one"), Step(PING, b"two"), Step(BINARY, b"three")), "unmasked"))
@examples(faulty_session)
def test_a_fault_after_any_legal_sequence_fails_the_connection(
    websocket: WebSocket, frames: tuple[tuple[Step, ...], str]
) -> None:
    steps, fault = frames
    assert websocket.fails(b"".join(one.octets for one in steps) + FAULTS[fault])


LIVES_ON = section.robustness(
    "lives-on",
    role=SERVER,
    text="Whatever octets one client sends, the next is served.",
    hint="Catch exceptions in the code that serves one connection, so that they end only this connection.",
)


@verifies(LIVES_ON)
@example(b"\xff" * 20)
@examples(garbage)
def test_after_any_octets_the_next_client_is_served(websocket: WebSocket, octets: bytes) -> None:
    websocket.send_octets(octets)
    assert next_is_served(websocket)


@verifies(LIVES_ON)
@examples(flip)
def test_after_a_session_with_a_wrong_bit_the_next_client_is_served(websocket: WebSocket, wrong: Flip) -> None:
    websocket.send_octets(wrong.octets)
    assert next_is_served(websocket)


def next_is_served(websocket: WebSocket) -> bool:
    """Whether, once this connection is closed, a ping on another one is answered."""
    websocket.close()
    return websocket.open_another().is_alive()
