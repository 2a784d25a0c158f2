"""The WebSocket client core, driven without sockets and against the server."""

from __future__ import annotations

import subprocess
import sys

import pytest

from conformance.websocket.handshake import accept_of
from conformance.websocket.wire import CLOSE, PING, PONG, TEXT, UNMASKED, close_payload, frame
from reference_impls.http.syntax import Malformed
from reference_impls.websocket.client import Url, WebSocketClient
from tests.reference.driving import SHELLS, SPLITS, Split, drain, feed, running, whole
from tests.reference.websocket.clients import frames, server

URL = Url.parse("ws://h:8080/a?b=c")
SWITCH = b"HTTP/1.1 101 x\r\nUpgrade: WebSocket\r\nConnection: keep-alive, upgrade\r\nSec-WebSocket-Accept: %b\r\n"
RIGHT = SWITCH % accept_of(b"AAAAAAAAAAAAAAAAAAAAAA==") + b"\r\n"


def client(*messages: bytes) -> WebSocketClient:
    return WebSocketClient(URL, list(messages), bytes)


def asked(core: WebSocketClient, answer: bytes, split: Split = whole) -> bytes:
    """What the client says after its request."""
    assert drain(core).startswith(b"GET /a?b=c HTTP/1.1\r\nHost: h:8080\r\n")
    return feed(core, answer, split)


@pytest.mark.parametrize("split", SPLITS)
def test_it_sends_and_receives(split: Split) -> None:
    core = client(b"Hello")
    echo = frame(PING, b"!", mask=UNMASKED) + frame(TEXT, b"Hello", mask=UNMASKED)
    said = frames(asked(core, b"HTTP/1.1 103 Early Hints\r\n\r\n" + RIGHT + echo, split))
    assert [(one.opcode, one.payload, one.masked) for one in said] == [
        (TEXT, b"Hello", True),
        (PONG, b"!", True),
        (CLOSE, close_payload(1000), True),
    ]
    core.receive(frame(CLOSE, close_payload(1000), mask=UNMASKED))
    assert (core.answers, core.error, core.closing) == ([(TEXT, b"Hello")], None, True)


@pytest.mark.parametrize(
    "answer",
    [
        RIGHT.replace(b"101", b"200"),
        RIGHT.replace(b"Accept: ", b"Accept: x"),
        RIGHT.replace(b"WebSocket\r", b"h2c\r"),
        RIGHT.replace(b", upgrade", b""),
        RIGHT[:-2] + b"Sec-WebSocket-Protocol: chat\r\n\r\n",
        RIGHT[:-2] + b"Sec-WebSocket-Extensions: x-foo\r\n\r\n",
        RIGHT[:-2] + b"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=10\r\n\r\n",
        RIGHT[:-2] + b"Sec-WebSocket-Extensions: permessage-deflate, permessage-deflate\r\n\r\n",
        b"SSH-2.0-x\r\n",
    ],
)
def test_what_is_no_right_answer_ends_it(answer: bytes) -> None:
    core = client(b"Hello")
    assert asked(core, answer) == b""
    assert core.closing
    assert core.error


def test_a_masked_frame_fails_the_connection() -> None:
    core = client(b"Hello")
    said = frames(asked(core, RIGHT + frame(TEXT, b"x", mask=b"\1\2\3\4")))
    assert [one.code for one in said if one.opcode == CLOSE] == [1002]
    assert core.error == "a masked frame"


@pytest.mark.parametrize("text", ["http://h/", "ws://", "ws://h/#f", "ws://h:x/", "ws://u@h/"])
def test_what_is_no_websocket_url(text: str) -> None:
    with pytest.raises(Malformed):
        Url.parse(text)


@pytest.mark.parametrize("shell", SHELLS)
def test_as_a_command(shell: str) -> None:
    with running(shell, server) as port:
        command = [sys.executable, "-m", "reference_impls", "websocket-client", f"ws://127.0.0.1:{port}/"]
        done = subprocess.run([*command, "--text", "Grüße"], capture_output=True, timeout=30, check=True)
    assert done.stdout.decode() == "Grüße\n"
