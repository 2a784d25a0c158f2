"""RFC 6455 §5.5.3  Pong"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import RECIPIENT, SERVER
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.rfc6455.test_05_4_fragmentation import CONTROL_AMID
from conformance.websocket.wire import CONTINUATION, PING, PONG, TEXT, Frame, frame

section = RFC6455.section("5.5.3", "Pong")

SAME_PAYLOAD = section.must(
    "same-payload",
    role=SERVER,
    text="A pong that answers a ping has the payload of that ping.",
    hint="Send back the octets, unmasked and otherwise unchanged; they are not text.",
)

PAYLOADS = {
    "empty": b"",
    "one-octet": b"a",
    "two-octets": b"ab",
    "three-octets": b"abc",
    "four-octets": b"abcd",
    "five-octets": b"abcde",
    "124-octets": b"*" * 124,
    "125-octets": bytes(range(125)),
    "not-utf-8": b"\x00\xff\xfe\xfd\xfc\xfb\x00\xff",
    "nul": b"\0",
    "surrogate": b"\xed\xa0\x80",
    "line-ends": b"\r\n\r\n",
    "like-a-frame": b"\x81\x05Hello",
    "upper-half": bytes(range(131, 256)),
}


@verifies(SAME_PAYLOAD)
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_pong_has_the_payload_of_the_ping(websocket: WebSocket, payload: bytes) -> None:
    websocket.require_pongs()
    websocket.send(PING, payload)
    assert websocket.receive(PONG) == Frame(PONG, payload)


@verifies(SAME_PAYLOAD)
@pytest.mark.parametrize("key", [b"\0\0\0\0", b"\xff\xff\xff\xff", b"\1\2\3\4"], ids=["zero", "ones", "different"])
def test_a_ping_is_unmasked_by_its_key(websocket: WebSocket, key: bytes) -> None:
    websocket.require_pongs()
    websocket.send(PING, b"there?", mask=key)
    assert websocket.receive(PONG) == Frame(PONG, b"there?")


UNSOLICITED = section.implied(
    "unsolicited-pong",
    role=RECIPIENT,
    text="Take a pong that answers no ping as no error: it may be sent as a heartbeat.",
    hint="Ignore the pong and continue reading frames.",
    rests_on=(CONTROL_AMID,),
)

UNASKED = {
    "empty": frame(PONG),
    "payload": frame(PONG, b"here"),
    "125-octets": frame(PONG, b"*" * 125),
    "not-utf-8": frame(PONG, b"\xff\xfe\x00"),
    "ten": frame(PONG, b"here") * 10,
    "twice-the-same": frame(PONG, b"here") * 2,
}


@verifies(UNSOLICITED)
@pytest.mark.parametrize("octets", UNASKED.values(), ids=UNASKED)
def test_a_pong_that_nobody_asked_for_is_no_error(websocket: WebSocket, octets: bytes) -> None:
    assert websocket.delivers(octets + frame(TEXT, b"Hello"), Frame(TEXT, b"Hello"))


@verifies(UNSOLICITED)
def test_a_pong_that_nobody_asked_for_amid_fragments_is_no_error(websocket: WebSocket) -> None:
    octets = frame(TEXT, b"Hel", fin=False) + frame(PONG, b"here") + frame(CONTINUATION, b"lo")
    assert websocket.delivers(octets, Frame(TEXT, b"Hello"))


@verifies(UNSOLICITED)
@pytest.mark.parametrize("payload", [b"", b"there?"], ids=["empty", "payload"])
def test_a_ping_after_such_a_pong_is_answered(websocket: WebSocket, payload: bytes) -> None:
    websocket.require_pongs()
    websocket.send(PONG, b"here")
    websocket.send(PING, payload)
    assert websocket.receive(PONG) == Frame(PONG, payload)
