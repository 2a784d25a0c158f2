"""RFC 6455 §5.6  Data Frames"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import RECIPIENT, SENDER
from conformance.text import show
from conformance.websocket.handshake import Conversation
from conformance.websocket.helpers.utf8 import SPLIT, UTF_8, is_utf_8, texts
from conformance.websocket.lint.conversations import Conversations
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.rfc6455.test_05_4_fragmentation import CONTROL_AMID
from conformance.websocket.rfc6455.test_08_1_handling_errors_in_utf_8_encoded_data import NOT_UTF_8_FAILS
from conformance.websocket.wire import BINARY, CONTINUATION, PING, PONG, TEXT, Frame, frame

section = RFC6455.section("5.6", "Data Frames")

TEXT_IS_UTF_8 = section.implied(
    "text-is-utf-8",
    role=RECIPIENT,
    text="Take for text whatever is UTF-8, up to the last code point.",
    hint="Non-characters, NUL and the byte order mark are UTF-8 as well: neither refuse, drop nor change them.",
)


@verifies(TEXT_IS_UTF_8)
@pytest.mark.parametrize("text", UTF_8.values(), ids=UTF_8)
def test_utf_8_is_delivered(websocket: WebSocket, text: bytes) -> None:
    assert websocket.delivers(frame(TEXT, text), Frame(TEXT, text))


PARTIAL = section.implied(
    "partial-sequence",
    role=RECIPIENT,
    text="A frame of a text message may end within a character, if the message goes on with the rest of it.",
    hint="Check the message, or keep the octets that may still become a character until the next fragment.",
    rests_on=(CONTROL_AMID,),
)


@verifies(PARTIAL)
@pytest.mark.parametrize(("first", "rest"), SPLIT.values(), ids=SPLIT)
def test_a_character_in_two_fragments_is_delivered(websocket: WebSocket, first: bytes, rest: bytes) -> None:
    octets = frame(TEXT, first, fin=False) + frame(CONTINUATION, rest)
    assert websocket.delivers(octets, Frame(TEXT, first + rest))


@verifies(PARTIAL)
@pytest.mark.parametrize(("first", "rest"), SPLIT.values(), ids=SPLIT)
def test_a_character_in_two_segments_is_delivered(websocket: WebSocket, first: bytes, rest: bytes) -> None:
    octets = frame(TEXT, first + rest)
    websocket.send_in_pieces(octets[: -len(rest)], octets[-len(rest) :])
    assert websocket.delivers(b"", Frame(TEXT, first + rest))


AMID = {
    "empty-fragment": frame(CONTINUATION, fin=False),
    "ping": frame(PING, b"\xff"),
    "pong": frame(PONG, b"\xa9"),
}


@verifies(PARTIAL)
@pytest.mark.parametrize("amid", AMID.values(), ids=AMID)
def test_something_may_come_within_a_character(websocket: WebSocket, amid: bytes) -> None:
    octets = frame(TEXT, b"caf\xc3", fin=False) + amid + frame(CONTINUATION, b"\xa9")
    assert websocket.delivers(octets, Frame(TEXT, "café".encode()))


@verifies(PARTIAL)
@pytest.mark.parametrize("text", ["é", "€", "\U0001f600", "é€\U0001f600"], ids=["two", "three", "four", "all"])
def test_each_octet_may_be_a_fragment(websocket: WebSocket, text: str) -> None:
    octets, parts = text.encode(), [frame(TEXT, fin=False)]
    parts += [frame(CONTINUATION, octets[at : at + 1], fin=False) for at in range(len(octets))]
    assert websocket.delivers(b"".join(parts) + frame(CONTINUATION), Frame(TEXT, octets))


OWN_TEXT = section.must(
    "own-text-is-utf-8",
    role=SENDER,
    text="Each text message that is sent is UTF-8 as a whole.",
    hint="Encode text as UTF-8 before it is sent; send octets that are no text as a binary message.",
    rests_on=(NOT_UTF_8_FAILS,),
)


@verifies(OWN_TEXT)
def test_all_text_is_sent_in_utf_8(conversations: Conversations) -> None:
    def fault(conversation: Conversation) -> str | None:
        wrong = next((text for text in texts(conversation.frames) if not is_utf_8(text)), None)
        return None if wrong is None else f"a text message that is not UTF-8: {show(wrong, 60)}"

    conversations.each(fault, where=lambda conversation: any(texts(conversation.frames)))


BINARY_IS_ANYTHING = section.implied(
    "binary-is-anything",
    role=RECIPIENT,
    text="The payload of a binary message is any octets.",
    hint="Only the payloads of text messages, and the reason of a Close, are UTF-8.",
)

ANY = {
    "ff": b"\xff",
    "continuation": b"\x80",
    "surrogate": b"\xed\xa0\x80",
    "overlong": b"\xc0\xaf",
    "cut": b"\xe2\x82",
    "every-octet": bytes(range(256)),
    "nul": b"\0" * 5,
}


@verifies(BINARY_IS_ANYTHING)
@pytest.mark.parametrize("octets", ANY.values(), ids=ANY)
def test_a_binary_message_is_not_checked(websocket: WebSocket, octets: bytes) -> None:
    assert websocket.delivers(frame(BINARY, octets), Frame(BINARY, octets))


@verifies(BINARY_IS_ANYTHING)
def test_a_text_after_half_a_character_in_a_binary_message_is_taken(websocket: WebSocket) -> None:
    octets = frame(BINARY, b"\xc3") + frame(TEXT, b"Hello")
    assert websocket.delivers(octets, Frame(BINARY, b"\xc3"), Frame(TEXT, b"Hello"))
