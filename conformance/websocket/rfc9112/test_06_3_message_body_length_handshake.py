"""RFC 9112 §6.3  Message Body Length"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed, Response
from conformance.model import SERVER
from conformance.websocket.handshake import REQUEST, Handshake
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc9112 import RFC9112

section = RFC9112.section("6.3", "Message Body Length")

CONTENT = section.implied(
    "handshake-with-content",
    role=SERVER,
    text="Content of a handshake is no frame: frames begin where it ends, or the handshake is refused.",
    hint="Read the content as Content-Length or the chunked coding frames it, before you switch.",
)


@verifies(CONTENT)
@pytest.mark.parametrize(
    "rest",
    [
        b"Content-Length: 5\r\n\r\nHello",
        b"Content-Length: 0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\n\r\n",
    ],
    ids=["length", "zero", "chunked"],
)
def test_the_content_of_a_handshake_is_no_frame(handshake: Handshake, rest: bytes) -> None:
    answer = handshake.answer(REQUEST[:-2] + rest)
    assert isinstance(answer, Response | Closed)
    if answer.status == 101:
        assert WebSocket(handshake.attempt, handshake=handshake).accepts(b"")


@verifies(CONTENT)
def test_content_that_comes_later_is_no_frame(handshake: Handshake) -> None:
    handshake.send(REQUEST[:-2] + b"Content-Length: 5\r\n\r\n")
    handshake.pause()
    answer = handshake.answer(b"Hello")
    assert isinstance(answer, Response | Closed)
    if answer.status == 101:
        assert WebSocket(handshake.attempt, handshake=handshake).accepts(b"")
