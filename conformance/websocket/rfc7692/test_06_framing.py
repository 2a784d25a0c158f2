"""RFC 7692 §6  Framing"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable
from conformance.websocket.deflate import NAME
from conformance.websocket.deflating import Deflating
from conformance.websocket.rfc6455.test_05_4_fragmentation import CONTROL_AMID
from conformance.websocket.rfc6455.test_05_5_3_pong import SAME_PAYLOAD
from conformance.websocket.rfc7692 import RFC7692
from conformance.websocket.wire import CLOSE, CONTINUATION, PING, PONG, RSV1, TEXT, Frame, close_payload, frame

section = RFC7692.section("6", "Framing")

ONLY_DATA = section.implied(
    "only-data-messages",
    role=SERVER,
    text="Compress, and decompress, data messages only: control frames stay as they are.",
    hint="Control frames may come amid the fragments of a compressed message: they are no part of it.",
    rests_on=(
        CONTROL_AMID,
        SAME_PAYLOAD,
    ),
)


@verifies(ONLY_DATA)
@pytest.mark.parametrize("payload", [b"", b"there?", bytes.fromhex("f248cdc9c90700"), b"*" * 125])
def test_a_ping_is_answered_as_it_came(deflating: Deflating, payload: bytes) -> None:
    deflating.require_pongs()
    deflating.send(PING, payload)
    assert deflating.receive(PONG) == Frame(PONG, payload)


FIRST = frame(TEXT, bytes.fromhex("f248cd"), fin=False, rsv=RSV1)  # §7.2.3.1
LAST = frame(CONTINUATION, bytes.fromhex("c9c90700"))


@verifies(ONLY_DATA)
@pytest.mark.parametrize("opcode", [PING, PONG], ids=["ping", "pong"])
def test_a_control_frame_amid_a_compressed_message_disturbs_nothing(deflating: Deflating, opcode: int) -> None:
    delivered = deflating.delivers(FIRST + frame(opcode, b"there?") + LAST, Frame(TEXT, b"Hello"))
    if not delivered:
        require_fragments(deflating)
    assert delivered


def require_fragments(deflating: Deflating) -> None:
    """Not applicable if the fragments alone are not delivered either: cases of §6.2 judge that."""
    with deflating.attempt.aside("without a control frame, for comparison"):
        if not deflating.reconnect(NAME).delivers(FIRST + LAST, Frame(TEXT, b"Hello")):
            not_applicable("the target does not deliver these fragments of a compressed message: see §6.2")


@verifies(ONLY_DATA)
def test_a_close_amid_a_compressed_message_is_answered(deflating: Deflating) -> None:
    deflating.send_octets(FIRST + frame(CLOSE, close_payload(1000, b"enough")))
    answer = deflating.receive(CLOSE)
    assert isinstance(answer, Frame)
    assert answer.opcode == CLOSE
    assert not answer.rsv
