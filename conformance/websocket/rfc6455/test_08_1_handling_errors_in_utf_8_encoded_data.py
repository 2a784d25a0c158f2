"""RFC 6455 §8.1  Handling Errors in UTF-8-Encoded Data"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed, Silent
from conformance.model import RECIPIENT, not_applicable
from conformance.websocket.exchange import Received
from conformance.websocket.helpers.utf8 import CANNOT_BECOME_UTF_8, NOT_UTF_8, SPLIT
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.wire import BINARY, CLOSE, CONTINUATION, PING, TEXT, Frame, frame

section = RFC6455.section("8.1", "Handling Errors in UTF-8-Encoded Data")

NOT_UTF_8_FAILS = section.must(
    "not-utf-8-fails",
    role=RECIPIENT,
    text="Fail the connection on text that is not UTF-8.",
    hint="Decode strictly, and close with 1007: no overlong forms, no surrogates, nothing beyond U+10FFFF.",
)


@verifies(NOT_UTF_8_FAILS)
@pytest.mark.parametrize("text", NOT_UTF_8.values(), ids=NOT_UTF_8)
def test_text_that_is_not_utf_8_fails_the_connection(websocket: WebSocket, text: bytes) -> None:
    assert websocket.fails(frame(TEXT, text))


@verifies(NOT_UTF_8_FAILS)
@pytest.mark.parametrize("text", [b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"], ids=repr)
def test_text_that_is_not_utf_8_amid_good_text_fails_the_connection(websocket: WebSocket, text: bytes) -> None:
    assert websocket.fails(frame(TEXT, b"Hello, " + text + b"World!" * 20))


@verifies(NOT_UTF_8_FAILS)
@pytest.mark.parametrize(("first", "rest"), SPLIT.values(), ids=SPLIT)
def test_a_message_that_ends_within_a_character_fails_the_connection(
    websocket: WebSocket, first: bytes, rest: bytes
) -> None:
    assert websocket.fails(frame(TEXT, first))


@verifies(NOT_UTF_8_FAILS)
@pytest.mark.parametrize(("first", "rest"), SPLIT.values(), ids=SPLIT)
def test_fragments_that_end_within_a_character_fail_the_connection(
    websocket: WebSocket, first: bytes, rest: bytes
) -> None:
    assert websocket.fails(frame(TEXT, b"Hel", fin=False) + frame(CONTINUATION, first))


@verifies(NOT_UTF_8_FAILS)
@pytest.mark.parametrize(("first", "rest"), SPLIT.values(), ids=SPLIT)
def test_an_empty_last_fragment_within_a_character_fails_the_connection(
    websocket: WebSocket, first: bytes, rest: bytes
) -> None:
    assert websocket.fails(frame(TEXT, first, fin=False) + frame(CONTINUATION))


@verifies(NOT_UTF_8_FAILS)
@pytest.mark.parametrize("at", range(1, 9))
def test_text_that_is_not_utf_8_in_fragments_fails_the_connection(websocket: WebSocket, at: int) -> None:
    text = b"caf\xc3\xa9\xed\xa0\x80"
    assert websocket.fails(frame(TEXT, text[:at], fin=False) + frame(CONTINUATION, text[at:]))


@verifies(NOT_UTF_8_FAILS)
def test_a_character_does_not_go_on_in_the_next_message(websocket: WebSocket) -> None:
    assert websocket.fails(frame(TEXT, b"\xc3") + frame(TEXT, b"\xa9"))


@verifies(NOT_UTF_8_FAILS)
@pytest.mark.parametrize("before", [frame(TEXT, b"Hello"), frame(BINARY, b"\xff")], ids=["text", "binary"])
def test_every_message_is_checked(websocket: WebSocket, before: bytes) -> None:
    assert websocket.fails(before + frame(TEXT, b"\xff"))


REASON_FAILS = section.must(
    "reason-not-utf-8-fails",
    role=RECIPIENT,
    text="Fail the connection on a Close whose reason is not UTF-8.",
    hint="Decode the reason as strictly as a text message, and answer with 1007 instead of the code received.",
    rests_on=(NOT_UTF_8_FAILS,),
)

REASONS = {
    "ff": b"\xff",
    "continuation-octet": b"\x80",
    "overlong": b"\xc0\xaf",
    "surrogate": b"\xed\xa0\x80",
    "beyond-10ffff": b"\xf4\x90\x80\x80",
    "cut": b"bye \xe2\x82",
    "after-122-octets": b"*" * 122 + b"\xff",
}


@verifies(REASON_FAILS)
@pytest.mark.parametrize("reason", REASONS.values(), ids=REASONS)
def test_a_close_whose_reason_is_not_utf_8_is_refused(websocket: WebSocket, reason: bytes) -> None:
    websocket.send_close(1000, reason)
    heard = websocket.receive(CLOSE)
    if isinstance(heard, Silent):
        not_applicable("the target does not answer the Close, which other cases judge")
    if isinstance(heard, Frame) and heard.code is None:
        not_applicable("the target closes without a code, which does not say whether it refuses the Close")
    assert isinstance(heard, Closed) or (isinstance(heard, Frame) and heard.code in (1002, 1003, 1007, 1008))


# without a key word: the error is there when the stream is found not to be UTF-8, and the note at the end of §5.4
# says that a receiver need not wait for the whole frame; no more than a deviation, therefore
EARLY = section.should(
    "fail-early",
    role=RECIPIENT,
    text="Fail the connection as soon as the octets that have come can no longer be UTF-8.",
    hint="Decode as the octets arrive; what may still become a character is kept for the next fragment.",
    rests_on=(NOT_UTF_8_FAILS,),
)


@verifies(EARLY)
@pytest.mark.parametrize("text", CANNOT_BECOME_UTF_8.values(), ids=CANNOT_BECOME_UTF_8)
def test_a_fragment_that_is_not_utf_8_is_not_waited_out(websocket: WebSocket, text: bytes) -> None:
    websocket.send(TEXT, b"Hello " + text, fin=False)
    websocket.send(PING, b"there?")
    assert failed(websocket.receive(CLOSE))


@verifies(EARLY)
@pytest.mark.parametrize("text", CANNOT_BECOME_UTF_8.values(), ids=CANNOT_BECOME_UTF_8)
def test_a_frame_that_is_not_utf_8_is_not_waited_out(websocket: WebSocket, text: bytes) -> None:
    websocket.send(TEXT, b"Hello " + text, length=100)
    assert failed(websocket.receive(CLOSE))


def failed(heard: Received) -> bool:
    return isinstance(heard, Closed | Frame)
