"""RFC 6455 §5.5.1  Close"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed, Garbage
from conformance.model import RECIPIENT, SENDER, SERVER, not_applicable
from conformance.websocket.handshake import Conversation
from conformance.websocket.helpers.closing import require_close, require_reply
from conformance.websocket.helpers.utf8 import is_utf_8
from conformance.websocket.lint.conversations import Conversations
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455, test_05_2_base_framing_protocol
from conformance.websocket.wire import (
    CLOSE,
    CONTINUATION,
    PING,
    TEXT,
    Frame,
    FrameReader,
    TooLarge,
    close_payload,
    frame,
)

section = RFC6455.section("5.5.1", "Close")

CLOSING = frame(CLOSE, close_payload(1000))

CLOSES = {
    "empty": b"",
    "1000": close_payload(1000),
    "1001": close_payload(1001),
    "3000": close_payload(3000),
    "4999": close_payload(4999),
    "with-a-reason": close_payload(1000, b"bye"),
    "with-a-reason-of-123": close_payload(1000, b"*" * 123),
}

ANSWER_A_CLOSE = section.must(
    "answer-a-close",
    role=SERVER,
    text="Answer a Close with a Close, unless one was sent before.",
    hint="Send back what the Close said, or a Close without a payload, before you close the TCP connection.",
)


@verifies(ANSWER_A_CLOSE)
@pytest.mark.parametrize("payload", CLOSES.values(), ids=CLOSES)
def test_a_close_is_answered(websocket: WebSocket, payload: bytes) -> None:
    websocket.send(CLOSE, payload)
    assert isinstance(websocket.receive(CLOSE), Frame)


@verifies(ANSWER_A_CLOSE)
@pytest.mark.parametrize("at", [1, 2, 4, 6, 7])
def test_a_close_in_pieces_is_answered(websocket: WebSocket, at: int) -> None:
    websocket.send_in_pieces(CLOSING[:at], CLOSING[at:])
    assert isinstance(websocket.receive(CLOSE), Frame)


@verifies(ANSWER_A_CLOSE)
@pytest.mark.parametrize("before", [frame(TEXT, b"Hello"), frame(PING, b"there?")], ids=["text", "ping"])
def test_a_close_after_other_frames_is_answered(websocket: WebSocket, before: bytes) -> None:
    websocket.send_octets(before + CLOSING)
    assert isinstance(websocket.receive(CLOSE), Frame)


CLOSE_TCP = section.must(
    "close-tcp-at-once",
    role=SERVER,
    text="Once a Close was received and sent, close the TCP connection, at once.",
    hint="Close the TCP connection after sending the Close, without waiting for the client to do so.",
)


@verifies(CLOSE_TCP)
@pytest.mark.parametrize("payload", CLOSES.values(), ids=CLOSES)
def test_tcp_is_closed_after_the_closing_handshake(websocket: WebSocket, payload: bytes) -> None:
    require_reply(websocket, payload)
    assert isinstance(websocket.how_it_ends(), Closed)


NOTHING_MORE = section.implied(
    "nothing-more",
    role=SERVER,
    text="Once a Close was received and sent the connection is over: whatever follows in the stream has no effect.",
    hint="Stop reading frames at a Close.",
)

FOLLOWING = {
    "text": frame(TEXT, b"late"),
    "ping": frame(PING, b"late"),
    "close": CLOSING,
    "other-close": frame(CLOSE, close_payload(3000)),
    "continuation": frame(CONTINUATION, b"late"),
    "reserved-opcode": frame(3, b"late"),
    "reserved-bits": frame(TEXT, b"late", rsv=7),
    "no-utf-8": frame(TEXT, b"\xff"),
}


@verifies(NOTHING_MORE)
@pytest.mark.parametrize("octets", FOLLOWING.values(), ids=FOLLOWING)
def test_what_follows_a_close_has_no_effect(websocket: WebSocket, octets: bytes) -> None:
    websocket.require_no_pushes()
    websocket.send_octets(CLOSING + octets)
    require_close(websocket)
    if says_more := isinstance(websocket.what_follows(), Garbage):
        require_quiet_after_close(websocket)
    assert not says_more


def require_quiet_after_close(websocket: WebSocket) -> None:
    """Not applicable if the target sends more after its Close whether or not anything follows: the next case judges."""
    with websocket.attempt.aside("nothing follows the Close, for comparison"):
        websocket.close()
        other = websocket.open_another()
        require_reply(other, close_payload(1000))
        if isinstance(other.what_follows(), Garbage):
            not_applicable("the target sends more after its Close, whether or not anything follows")


NO_DATA_AFTER_CLOSE = section.must_not(
    "no-data-after-close",
    role=SENDER,
    text="Send no data frames after a Close.",
    hint="Finish or drop what waits to be sent before you send the Close.",
)


@verifies(NO_DATA_AFTER_CLOSE)
def test_no_data_frame_follows_a_close(conversations: Conversations) -> None:
    conversations.each(data_after_close)


def data_after_close(conversation: Conversation) -> str | None:
    """The data frame that the target sent after its Close, if it did."""
    reader = FrameReader(1 << 20)
    reader.feed(conversation.after_close)
    try:
        while one := reader.next():
            if not one.control:
                return f"{one} after the Close"
    except TooLarge as reason:
        return f"{reason} after the Close"
    return None


OWN_CODE = section.must(
    "own-status-code",
    role=SENDER,
    text="Where a Close has a payload, it begins with two octets of a status code that section 7.4 defines.",
    hint="Do not send back half a code, or one of 5000 and more.",
    rests_on=(test_05_2_base_framing_protocol.OWN_RESERVED_BITS,),
)

UNUSABLE = [5000, 32768, 65535]


@verifies(OWN_CODE)
@pytest.mark.parametrize("code", UNUSABLE)
def test_an_unusable_status_code_is_not_sent_back(websocket: WebSocket, code: int) -> None:
    assert not code_unfit(require_reply(websocket, close_payload(code)))


@verifies(OWN_CODE)
@pytest.mark.parametrize("octet", [b"\x03", b"\xff"])
def test_half_a_status_code_is_not_sent_back(websocket: WebSocket, octet: bytes) -> None:
    assert not code_unfit(require_reply(websocket, octet))


@verifies(OWN_CODE)
def test_status_codes_are_sent_as_they_may_be(conversations: Conversations) -> None:
    conversations.each_frame(code_unfit, where=lambda frame: frame.opcode == CLOSE)


def code_unfit(one: Frame) -> str | None:
    """What is wrong with the payload of a Close before its reason; §7.4.1 and §7.4.2 judge codes below 5000."""
    if one.code is None:
        return f"a payload of {len(one.payload)} octet" if one.payload else None
    return f"status code {one.code}" if one.code >= 5000 else None


OWN_REASON = section.implied(
    "own-reason-utf-8",
    role=SENDER,
    text="The reason in a Close is UTF-8.",
    hint="Do not send back a reason that you could not decode; do not cut one within a character.",
)

NOT_UTF_8 = {
    "ff": b"\xff",
    "continuation-octet": b"\x80",
    "truncated": b"bye \xe2\x82",
    "overlong": b"\xc0\xaf",
    "surrogate": b"\xed\xa0\x80",
    "beyond-10ffff": b"\xf4\x90\x80\x80",
    "after-122-octets": b"*" * 122 + b"\xff",
}


@verifies(OWN_REASON)
@pytest.mark.parametrize("reason", NOT_UTF_8.values(), ids=NOT_UTF_8)
def test_a_reason_that_is_not_utf_8_is_not_sent_back(websocket: WebSocket, reason: bytes) -> None:
    assert not reason_unfit(require_reply(websocket, close_payload(1000, reason)))


@verifies(OWN_REASON)
def test_reasons_are_sent_in_utf_8(conversations: Conversations) -> None:
    conversations.each_frame(reason_unfit, where=lambda frame: frame.opcode == CLOSE)


def reason_unfit(one: Frame) -> str | None:
    return None if is_utf_8(one.reason) else "a reason that is not UTF-8"


TAKE_A_REASON = section.implied(
    "take-a-reason",
    role=RECIPIENT,
    text="Take a Close with a status code and a reason in UTF-8, without one, or without any payload, as no error.",
    hint="The payload may be empty; the reason may be any UTF-8 of up to 123 octets.",
)

REASONS = {
    "one-octet": b"b",
    "word": b"bye",
    "122-octets": b"*" * 122,
    "123-octets": b"*" * 123,
    "two-octet-characters": "é".encode() * 61,
    "three-octet-characters": "€".encode() * 41,
    "four-octet-characters": "\U0001f600".encode() * 30,
    "last-code-point": "\U0010ffff".encode(),
    "nul": b"\0",
}


@verifies(TAKE_A_REASON)
@pytest.mark.parametrize("reason", REASONS.values(), ids=REASONS)
def test_a_reason_is_no_error(websocket: WebSocket, reason: bytes) -> None:
    assert require_reply(websocket, close_payload(1000, reason)).code not in (1002, 1007)


@verifies(TAKE_A_REASON)
@pytest.mark.parametrize("payload", [b"", close_payload(1000)], ids=["no-payload", "no-reason"])
def test_the_lack_of_a_reason_is_no_error(websocket: WebSocket, payload: bytes) -> None:
    assert require_reply(websocket, payload).code not in (1002, 1007)
