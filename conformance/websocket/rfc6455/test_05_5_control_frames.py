"""RFC 6455 §5.5  Control Frames"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import RECIPIENT, SENDER
from conformance.websocket.helpers.closing import require_reply
from conformance.websocket.lint.conversations import Conversations
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import OWN_RESERVED_BITS
from conformance.websocket.wire import CLOSE, CONTINUATION, PING, PONG, TEXT, Frame, close_payload, frame

section = RFC6455.section("5.5", "Control Frames")

CONTROLS = pytest.mark.parametrize("opcode", [CLOSE, PING, PONG], ids=["close", "ping", "pong"])

AT_MOST_125 = section.implied(
    "refuse-more-than-125",
    role=RECIPIENT,
    text="Refuse a control frame with a payload of more than 125 octets: there is no such frame.",
    hint="Check it on the first octet of the length: 126 and 127 are wrong already. Close with 1002.",
)


@verifies(AT_MOST_125)
@CONTROLS
@pytest.mark.parametrize("size", [126, 127, 1000, 65535, 65536])
def test_a_control_frame_that_is_too_long_fails_the_connection(websocket: WebSocket, opcode: int, size: int) -> None:
    assert websocket.fails(frame(opcode, payload_of(opcode, size)))


@verifies(AT_MOST_125)
@CONTROLS
def test_a_control_frame_that_is_too_long_amid_fragments_fails_the_connection(
    websocket: WebSocket, opcode: int
) -> None:
    assert websocket.fails(frame(TEXT, b"Hel", fin=False) + frame(opcode, payload_of(opcode, 126)))


UP_TO_125 = section.implied(
    "take-up-to-125",
    role=RECIPIENT,
    text="Take control frames with a payload of up to 125 octets.",
    hint="Allow payloads of up to 125 octets; in a Close, these include the two octets of the status code.",
)


@verifies(UP_TO_125)
@pytest.mark.parametrize("size", [0, 1, 124, 125])
def test_a_pong_of_up_to_125_octets_is_taken(websocket: WebSocket, size: int) -> None:
    assert websocket.delivers(frame(PONG, b"*" * size) + frame(TEXT, b"Hello"), Frame(TEXT, b"Hello"))


@verifies(UP_TO_125)
@pytest.mark.parametrize("size", [0, 1, 124, 125])
def test_a_ping_of_up_to_125_octets_is_taken(websocket: WebSocket, size: int) -> None:
    assert websocket.delivers(frame(PING, b"*" * size) + frame(TEXT, b"Hello"), Frame(TEXT, b"Hello"))


@verifies(UP_TO_125)
@pytest.mark.parametrize("size", [0, 2, 3, 124, 125])
def test_a_close_of_up_to_125_octets_is_taken(websocket: WebSocket, size: int) -> None:
    assert require_reply(websocket, payload_of(CLOSE, size)).code not in (1002, 1007)


IN_ONE_FRAME = section.implied(
    "refuse-fragments",
    role=RECIPIENT,
    text="Refuse a control frame without FIN: control frames are not fragmented.",
    hint="Check that FIN is 1 if the opcode is 8 or more; otherwise close with 1002.",
)

REST = {"alone": b"", "continued": frame(CONTINUATION, b"more")}


@verifies(IN_ONE_FRAME)
@CONTROLS
@pytest.mark.parametrize("size", [0, 5], ids=["empty", "payload"])
@pytest.mark.parametrize("rest", REST.values(), ids=REST)
def test_a_fragmented_control_frame_fails_the_connection(
    websocket: WebSocket, opcode: int, size: int, rest: bytes
) -> None:
    assert websocket.fails(frame(opcode, payload_of(opcode, size), fin=False) + rest)


@verifies(IN_ONE_FRAME)
@CONTROLS
def test_a_fragmented_control_frame_amid_fragments_fails_the_connection(websocket: WebSocket, opcode: int) -> None:
    octets = frame(opcode, payload_of(opcode, 5), fin=False) + frame(CONTINUATION, b"lo")
    assert websocket.fails(frame(TEXT, b"Hel", fin=False) + octets)


OWN_SIZE = section.must(
    "own-at-most-125",
    role=SENDER,
    text="Send control frames with a payload of 125 octets or less.",
    hint="Cut the reason of a Close after 123 octets, at the end of a character.",
    rests_on=(AT_MOST_125,),  # a longer ping that is taken is answered by a longer pong
)


@verifies(OWN_SIZE)
def test_control_frames_are_short(conversations: Conversations) -> None:
    def long(frame: Frame) -> str | None:
        return f"{frame.size} octets" if frame.size > 125 else None

    conversations.each_frame(long, where=lambda frame: frame.control)


OWN_FIN = section.must_not(
    "own-not-fragmented",
    role=SENDER,
    text="Do not fragment the control frames that you send.",
    hint="Set FIN in every frame whose opcode is 8 or more.",
    rests_on=(OWN_RESERVED_BITS,),
)


@verifies(OWN_FIN)
def test_control_frames_are_whole(conversations: Conversations) -> None:
    def fragment(frame: Frame) -> str | None:
        return None if frame.fin else "FIN is 0"

    conversations.each_frame(fragment, where=lambda frame: frame.control)


def payload_of(opcode: int, size: int) -> bytes:
    """A payload of ``size`` octets, right in all but its size."""
    return close_payload(1000, b"*" * (size - 2)) if opcode == CLOSE and size > 1 else b"*" * size
