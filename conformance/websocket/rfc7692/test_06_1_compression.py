"""RFC 7692 §6.1  Compression"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed
from conformance.model import SERVER
from conformance.websocket.deflate import deflated
from conformance.websocket.deflating import Deflating
from conformance.websocket.handshake import Conversation
from conformance.websocket.helpers.offers import deflate_of
from conformance.websocket.lint.conversations import Conversations
from conformance.websocket.rfc6455.test_08_1_handling_errors_in_utf_8_encoded_data import NOT_UTF_8_FAILS
from conformance.websocket.rfc7692 import RFC7692
from conformance.websocket.wire import BINARY, CLOSE, CONTINUATION, PING, PONG, RSV1, TEXT, Frame, close_payload, frame

section = RFC7692.section("6.1", "Compression")

NOT_ELSEWHERE = section.must_not(
    "bit-on-first-frames-only",
    role=SERVER,
    text="Set RSV1 neither on control frames nor on the later fragments of a message.",
    hint="Set RSV1 on the first frame of a compressed message, and clear it on all that follow.",
)


@verifies(NOT_ELSEWHERE)
def test_rsv1_is_set_on_first_frames_only(conversations: Conversations) -> None:
    def strays(conversation: Conversation) -> str | None:
        wrong = [one for one in conversation.frames if one.rsv & RSV1 and one.opcode not in (TEXT, BINARY)]
        return f"RSV1 is set: {wrong[0]}" if wrong else None

    conversations.each(strays, where=deflate_of)


ELSEWHERE_FAILS = section.must(
    "bit-elsewhere-fails",
    role=SERVER,
    text="Fail the connection on a control frame, or a fragment that is not the first, with RSV1 set.",
    hint="That compression is agreed gives RSV1 a meaning on the first frame of a data message, and nowhere else.",
)


@verifies(ELSEWHERE_FAILS)
@pytest.mark.parametrize(
    "control",
    [frame(PING, b"x", rsv=RSV1), frame(PONG, b"", rsv=RSV1), frame(PING, deflated(b"Hello"), rsv=RSV1)],
    ids=["ping", "pong", "compressed-ping"],
)
def test_rsv1_on_a_control_frame_fails_the_connection(deflating: Deflating, control: bytes) -> None:
    assert deflating.fails(control)


@verifies(ELSEWHERE_FAILS)
def test_rsv1_on_a_close_is_not_taken_for_a_close(deflating: Deflating) -> None:
    deflating.send(CLOSE, close_payload(3456), rsv=RSV1)
    answer = deflating.receive(CLOSE)
    assert isinstance(answer, Closed) or (isinstance(answer, Frame) and answer.code != 3456)


PARTS = bytes.fromhex("f248cd"), bytes.fromhex("c9c9"), bytes.fromhex("0700")  # §7.2.3.1: Hello


@verifies(ELSEWHERE_FAILS)
@pytest.mark.parametrize("compressed", [True, False], ids=["compressed", "uncompressed"])
@pytest.mark.parametrize("part", [0, 1, 2], ids=["middle", "last", "empty"])
def test_rsv1_on_a_later_fragment_fails_the_connection(deflating: Deflating, part: int, compressed: bool) -> None:
    first, middle, last = PARTS if compressed else (b"Hel", b"l", b"o")
    begin = frame(TEXT, first, fin=False, rsv=RSV1 if compressed else 0)
    later = [
        frame(CONTINUATION, middle, fin=False, rsv=RSV1),
        frame(CONTINUATION, middle, fin=False) + frame(CONTINUATION, last, rsv=RSV1),
        frame(CONTINUATION, b"", fin=False, rsv=RSV1),
    ]
    assert deflating.fails(begin + later[part])


ORIGINAL_TYPE = section.implied(
    "original-type",
    role=SERVER,
    text="What a compressed message decompresses to is subject to the rules of its type: text is UTF-8.",
    hint="Validate text after decompression, not before.",
    rests_on=(NOT_UTF_8_FAILS,),
)


@verifies(ORIGINAL_TYPE)
@pytest.mark.parametrize("text", [b"\xff", b"Hello \xc3", b"\xed\xa0\x80", b"abc\xf4\x90\x80\x80 def"])
def test_compressed_text_that_is_not_utf_8_fails_the_connection(deflating: Deflating, text: bytes) -> None:
    assert deflating.fails(deflating.compressed(TEXT, text))


@verifies(ORIGINAL_TYPE)
def test_the_compressed_octets_of_a_text_need_not_be_utf_8(deflating: Deflating) -> None:
    text = "κόσμε".encode()
    assert deflating.delivers(deflating.compressed(TEXT, text), Frame(TEXT, text))
