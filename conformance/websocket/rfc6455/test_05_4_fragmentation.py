"""RFC 6455 §5.4  Fragmentation"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import RECIPIENT, SENDER
from conformance.websocket.handshake import Conversation
from conformance.websocket.helpers.twins import require_an_answer_to_a_close, require_joined
from conformance.websocket.lint.conversations import Conversations
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import EVERY_LENGTH
from conformance.websocket.wire import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, Frame, close_payload, frame

section = RFC6455.section("5.4", "Fragmentation")

TYPES = pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])


def fragmented(opcode: int, *parts: bytes) -> bytes:
    """A message of as many frames as there are parts."""
    last = len(parts) - 1
    return b"".join(frame(CONTINUATION if n else opcode, part, fin=n == last) for n, part in enumerate(parts))


JOIN = section.must(
    "join-fragments",
    role=RECIPIENT,
    text="Receive messages in one frame and in several; the message is the payloads of its fragments, in order.",
    hint="Append the payload of each continuation, and deliver when FIN is set.",
)

PARTS = {
    "two": [b"Hel", b"lo"],
    "three": [b"H", b"ell", b"o"],
    "five": [b"H", b"e", b"l", b"l", b"o"],
    "empty-first": [b"", b"Hello"],
    "empty-middle": [b"Hel", b"", b"lo"],
    "empty-last": [b"Hello", b""],
    "empty-around": [b"", b"Hello", b""],
    "all-empty": [b"", b"", b""],
}
LONG_PARTS = {
    "short-then-long": [b"H", b"*" * 300],
    "long-then-short": [b"*" * 300, b"o"],
    "125-and-126": [b"*" * 125, b"+" * 126],
}
OF_ANY_LENGTH = [
    *(pytest.param(parts, id=name) for name, parts in PARTS.items()),
    *(pytest.param(parts, id=name, marks=pytest.mark.rests_on(EVERY_LENGTH)) for name, parts in LONG_PARTS.items()),
]


@verifies(JOIN)
@TYPES
@pytest.mark.parametrize("parts", OF_ANY_LENGTH)
def test_fragments_are_joined(websocket: WebSocket, opcode: int, parts: list[bytes]) -> None:
    assert websocket.delivers(fragmented(opcode, *parts), Frame(opcode, b"".join(parts)))


@verifies(JOIN)
@pytest.mark.parametrize("count", [10, 100, 1000])
def test_many_fragments_are_joined(websocket: WebSocket, count: int) -> None:
    parts = [b"%d" % (number % 10) for number in range(count)]
    assert websocket.delivers(fragmented(TEXT, *parts), Frame(TEXT, b"".join(parts)))


@verifies(JOIN)
@pytest.mark.parametrize("step", [1, 2, 5, 9])
def test_fragments_are_joined_however_the_stream_is_cut(websocket: WebSocket, step: int) -> None:
    octets = fragmented(TEXT, b"Hel", b"", b"lo")
    websocket.send_in_pieces(*(octets[at : at + step] for at in range(0, len(octets), step)))
    assert websocket.delivers(b"", Frame(TEXT, b"Hello"))


@verifies(JOIN)
def test_fragments_that_arrive_one_by_one_are_joined(websocket: WebSocket) -> None:
    websocket.send_in_pieces(frame(TEXT, b"Hel", fin=False), frame(CONTINUATION, b"lo"))
    assert websocket.delivers(b"", Frame(TEXT, b"Hello"))


TYPE_OF_THE_FIRST = section.implied(
    "type-of-the-first-fragment",
    role=RECIPIENT,
    text="All fragments of a message are of the type that the opcode of the first one says.",
    hint="Keep the opcode of the first fragment; a continuation has none of its own.",
)


@verifies(TYPE_OF_THE_FIRST)
@pytest.mark.parametrize("parts", [[b"Hel", b"\xff\xfe"], [b"\xc3", b"\x28"], [b"", b"\x80"]], ids=repr)
def test_continuations_of_a_binary_message_are_binary(websocket: WebSocket, parts: list[bytes]) -> None:
    assert websocket.delivers(fragmented(BINARY, *parts), Frame(BINARY, b"".join(parts)))


@verifies(TYPE_OF_THE_FIRST)
@pytest.mark.parametrize("parts", [[b"Hel", b"lo"], [b"", "é".encode()]], ids=repr)
def test_continuations_of_a_text_message_are_text(websocket: WebSocket, parts: list[bytes]) -> None:
    websocket.require_echo()
    assert websocket.delivers(fragmented(TEXT, *parts), Frame(TEXT, b"".join(parts)))


CONTROL_AMID = section.must(
    "control-frames-amid-fragments",
    role=RECIPIENT,
    text="Handle control frames that come between the fragments of a message, which goes on after them.",
    hint="A control frame has a FIN and a payload of its own: keep both away from the message under way.",
)

AMID = {
    "ping": frame(PING, b"there?"),
    "empty-ping": frame(PING),
    "ping-of-125": frame(PING, b"p" * 125),
    "two-pings": frame(PING, b"there?") + frame(PING, b"and now?"),
    "pong": frame(PONG, b"here"),
    "empty-pong": frame(PONG),
    "pong-and-ping": frame(PONG, b"here") + frame(PING, b"there?"),
}

CONTROLS = [  # those without a pong: who refuses a pong that nobody asked for may still take control frames in between
    pytest.param(octets, id=name, marks=[] if "pong" in name else pytest.mark.cause) for name, octets in AMID.items()
]


@verifies(CONTROL_AMID)
@TYPES
@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_frame_amid_fragments_disturbs_nothing(websocket: WebSocket, opcode: int, control: bytes) -> None:
    octets = frame(opcode, b"Hel", fin=False) + control + frame(CONTINUATION, b"lo")
    if not (delivered := websocket.delivers(octets, Frame(opcode, b"Hello"))):
        require_joined(websocket)
    assert delivered


@verifies(CONTROL_AMID)
@pytest.mark.cause
def test_a_control_frame_in_every_gap_disturbs_nothing(websocket: WebSocket) -> None:
    parts = [frame(TEXT, b"H", fin=False), *(frame(CONTINUATION, b"%d" % n, fin=False) for n in range(5))]
    octets = frame(PING, b"there?").join([*parts, frame(CONTINUATION, b"o")])
    if not (delivered := websocket.delivers(octets, Frame(TEXT, b"H01234o"))):
        require_joined(websocket)
    assert delivered


@verifies(CONTROL_AMID)
@pytest.mark.cause
def test_a_ping_in_pieces_amid_fragments_disturbs_nothing(websocket: WebSocket) -> None:
    ping = frame(PING, b"there?")
    websocket.send_in_pieces(
        frame(TEXT, b"Hel", fin=False) + ping[:4], ping[4:9], ping[9:] + frame(CONTINUATION, b"lo")
    )
    if not (delivered := websocket.delivers(b"", Frame(TEXT, b"Hello"))):
        require_joined(websocket)
    assert delivered


@verifies(CONTROL_AMID)
@pytest.mark.cause
@TYPES
@pytest.mark.parametrize("rest", [b"", frame(CONTINUATION, b"lo")], ids=["close", "close-then-continuation"])
def test_a_close_amid_fragments_is_answered(websocket: WebSocket, opcode: int, rest: bytes) -> None:
    websocket.send_octets(frame(opcode, b"Hel", fin=False) + frame(CLOSE, close_payload(1000)) + rest)
    answer = websocket.receive(CLOSE)
    if not isinstance(answer, Frame):
        require_an_answer_to_a_close(websocket)
    assert isinstance(answer, Frame)


NOTHING_TO_CONTINUE = section.implied(
    "nothing-to-continue",
    role=RECIPIENT,
    text="Refuse a continuation where no message is under way.",
    hint="After FIN, or before any message, opcode 0 is an error: Close with 1002.",
)

WHOLE = fragmented(TEXT, b"Hel", b"lo")
BEFORE = {
    "at-first": b"",
    "after-a-message": frame(TEXT, b"Hello"),
    "after-an-empty-message": frame(BINARY),
    "after-fragments": WHOLE,
    "after-a-ping": frame(PING, b"there?"),
}


@verifies(NOTHING_TO_CONTINUE)
@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
@pytest.mark.parametrize("fin", [True, False], ids=["fin", "more"])
@pytest.mark.parametrize("payload", [b"", b"lo"], ids=["empty", "payload"])
def test_a_continuation_of_nothing_fails_the_connection(
    websocket: WebSocket, payload: bytes, fin: bool, before: bytes
) -> None:
    assert websocket.fails(before + frame(CONTINUATION, payload, fin=fin))


NOT_INTERLEAVED = section.implied(
    "not-interleaved",
    role=RECIPIENT,
    text="Refuse a new message before the one under way has ended: fragments of two messages are not interleaved.",
    hint="Opcode 1 or 2 between fragments is an error, unless an extension says otherwise: Close with 1002.",
)


@verifies(NOT_INTERLEAVED)
@TYPES
@pytest.mark.parametrize("second", [TEXT, BINARY], ids=["new-text", "new-binary"])
@pytest.mark.parametrize("fin", [True, False], ids=["fin", "more"])
@pytest.mark.parametrize("payload", [b"", b"lo"], ids=["empty", "payload"])
def test_a_new_message_amid_fragments_fails_the_connection(
    websocket: WebSocket, opcode: int, second: int, fin: bool, payload: bytes
) -> None:
    assert websocket.fails(frame(opcode, b"Hel", fin=False) + frame(second, payload, fin=fin))


@verifies(NOT_INTERLEAVED)
@pytest.mark.parametrize("amid", [frame(CONTINUATION, b"l", fin=False), frame(PING)], ids=["continuation", "ping"])
def test_a_new_message_after_more_of_the_first_fails_the_connection(websocket: WebSocket, amid: bytes) -> None:
    assert websocket.fails(frame(TEXT, b"Hel", fin=False) + amid + frame(TEXT, b"lo"))


@verifies(NOT_INTERLEAVED)
def test_a_new_message_after_an_empty_fragment_fails_the_connection(websocket: WebSocket) -> None:
    assert websocket.fails(frame(TEXT, fin=False) + frame(TEXT, b"Hello"))


OWN_FRAGMENTS = section.implied(
    "own-fragments",
    role=SENDER,
    text="Send a message as one frame, or as a first fragment with its type and continuations, the last with FIN.",
    hint="Only the first frame of a message has the opcode 1 or 2; those that follow have 0.",
)


@verifies(OWN_FRAGMENTS)
def test_messages_are_sent_in_frames_that_belong_together(conversations: Conversations) -> None:
    conversations.each(lambda conversation: torn(conversation))


def torn(conversation: Conversation) -> str | None:
    """The first data frame that does not fit to those before it."""
    under_way = False
    for one in conversation.frames:
        if not one.control:
            if under_way != (one.opcode == CONTINUATION):
                return f"{one} out of place"
            under_way = not one.fin
    return None
