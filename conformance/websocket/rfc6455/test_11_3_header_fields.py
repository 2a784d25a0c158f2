"""RFC 6455 §11.3  Registration of New HTTP Header Fields"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed, Response, Silent
from conformance.model import SERVER, inconclusive_unless
from conformance.websocket.handshake import REQUEST, Handshake, offering
from conformance.websocket.rfc6455 import RFC6455

KEY_ONCE = RFC6455.section("11.3.1", "Sec-WebSocket-Key").implied(
    "key-once",
    role=SERVER,
    text="Refuse a handshake in which Sec-WebSocket-Key appears more than once.",
    hint="Count the lines of the field; an HTTP library may have joined them with a comma, which is in no key.",
)


@verifies(KEY_ONCE)
@pytest.mark.parametrize(
    "lines",
    [
        b"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Key: {key}\r\n",
        b"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
    ],
    ids=["same", "other"],
)
def test_a_second_key_is_refused(handshake: Handshake, lines: bytes) -> None:
    assert handshake.declines(REQUEST.replace(b"Sec-WebSocket-Key: {key}\r\n", lines))


EXTENSIONS_ONCE = RFC6455.section("11.3.2", "Sec-WebSocket-Extensions").must_not(
    "extensions-once",
    role=SERVER,
    text="Send no more than one Sec-WebSocket-Extensions field line.",
    hint="List all agreed extensions in one line.",
    untestable="§4.2.2 allows several lines, and says so of responses",
)

ACCEPT_ONCE = RFC6455.section("11.3.3", "Sec-WebSocket-Accept").must_not(
    "accept-once",
    role=SERVER,
    text="Send no more than one Sec-WebSocket-Accept field line.",
    hint="Assign the field instead of appending it, so that it cannot appear twice.",
)


@pytest.mark.baseline
@verifies(ACCEPT_ONCE)
@pytest.mark.parametrize("octets", [REQUEST, offering(b"conformance.invalid")], ids=["plain", "with-an-offer"])
def test_there_is_one_accept(handshake: Handshake, octets: bytes) -> None:
    assert len(handshake.require_switch(octets).values("Sec-WebSocket-Accept")) <= 1


PROTOCOL_ONCE = RFC6455.section("11.3.4", "Sec-WebSocket-Protocol").must_not(
    "protocol-once",
    role=SERVER,
    text="Send no more than one Sec-WebSocket-Protocol field line.",
    hint="Select a single subprotocol.",
)


@verifies(PROTOCOL_ONCE)
def test_there_is_one_subprotocol(handshake: Handshake) -> None:
    known = handshake.require_subprotocol()
    answer = handshake.reconnect().require_switch(offering(known + b", a.invalid", b"b.invalid"))
    assert len(answer.values("Sec-WebSocket-Protocol")) <= 1


PROTOCOL_TOKENS = RFC6455.section("11.3.4", "Sec-WebSocket-Protocol").implied(
    "protocol-is-a-token",
    role=SERVER,
    text="Select nothing from a malformed list of subprotocols that is no token.",
    hint="Refuse the handshake, or leave the field out.",
)


@verifies(PROTOCOL_TOKENS)
@pytest.mark.parametrize("line", [b"", b",", b"a b", b"a/b", b"a;b=c", b'"a"', b"caf\xe9", b"a=b"])
def test_nothing_malformed_is_selected(handshake: Handshake, line: bytes) -> None:
    answer = handshake.answer(offering(line))
    inconclusive_unless(not isinstance(answer, Silent), "there was no answer")
    assert not answer.values("Sec-WebSocket-Protocol")


PROTOCOL_MANY = RFC6455.section("11.3.4", "Sec-WebSocket-Protocol").robustness(
    "many-subprotocols",
    role=SERVER,
    text="An offer of very many subprotocols, or of one twice, is answered.",
    hint="Stop at the first subprotocol that the server supports.",
)


@verifies(PROTOCOL_MANY)
@pytest.mark.parametrize(
    "line", [b"a.invalid, a.invalid", b", ".join(b"%d.invalid" % n for n in range(500))], ids=["twice", "many"]
)
def test_many_subprotocols_are_answered(handshake: Handshake, line: bytes) -> None:
    answer = handshake.answer(offering(line))
    assert isinstance(answer, Response | Closed)
