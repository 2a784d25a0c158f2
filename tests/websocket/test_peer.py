"""The judge's end of a WebSocket, against servers that do exactly as they are told."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.target import Target
from conformance.http.wire import Closed, Garbage, Silent
from conformance.model import Inconclusive, NotApplicable
from conformance.websocket.deflate import deflated
from conformance.websocket.peer import WebSocket
from conformance.websocket.protocol import PROTOCOL, baseline, discover
from conformance.websocket.wire import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    UNMASKED,
    Frame,
    close_payload,
    frame,
)
from tests.kit.scripted import Script, Server, serving
from tests.kit.serving import local

STIMULUS = frame(TEXT, b"Hello")
ECHO = {"ws.echo": "/"}


def test_fragments_are_joined_and_pings_among_them_answered() -> None:
    answered: list[Frame] = []

    def script(server: Server) -> None:
        server.send(TEXT, b"Hel", fin=False)
        server.send(PING, b"there?")
        answered.append(server.receive())
        server.send(CONTINUATION, b"", fin=False)
        server.send(PONG, b"nobody asked")
        server.send(CONTINUATION, b"lo")

    with serving(script) as attempt:
        assert WebSocket(attempt).receive() == Frame(TEXT, b"Hello")
    assert answered == [Frame(PONG, b"there?")]
    assert answered[0].masked


def test_what_is_unasked_is_set_aside_where_the_case_names_what_it_awaits() -> None:
    def script(server: Server) -> None:
        server.send(TEXT, b"Welcome.")
        server.pong()
        server.send(CLOSE, close_payload(1001))

    with serving(script) as attempt:
        websocket = WebSocket(attempt)
        websocket.send(PING, b"1")
        assert websocket.receive(PONG) == Frame(PONG, b"1")
        assert websocket.receive(PONG) == Frame(CLOSE, close_payload(1001))
        assert websocket.what_follows() == Closed("FIN")


@pytest.mark.parametrize("seconds", [0.0, 0.2])
def test_a_close_after_the_pong_is_a_failed_connection(seconds: float) -> None:
    def script(server: Server) -> None:
        server.pong()
        time.sleep(seconds)
        server.send(CLOSE, close_payload(1007))

    with serving(script) as attempt:
        assert WebSocket(attempt).fails(STIMULUS)
    with serving(script) as attempt:
        assert not WebSocket(attempt).accepts(STIMULUS)


def test_a_reset_is_a_failed_connection() -> None:
    with serving(lambda server: None) as attempt:
        assert WebSocket(attempt).fails(STIMULUS * 1000)


def test_a_pong_and_nothing_else_is_an_accepted_message() -> None:
    def script(server: Server) -> None:
        server.pong()
        server.receive()

    with serving(script) as attempt:
        assert WebSocket(attempt).accepts(STIMULUS)
        assert not attempt.silent
    with serving(script) as attempt:
        assert not WebSocket(attempt).fails(STIMULUS)
        assert attempt.silent, "that nothing was closed has to be confirmed"


def test_silence_is_neither_acceptance_nor_failure() -> None:
    def script(server: Server) -> None:
        while server.receive():
            continue

    with serving(script, patience=0.2) as attempt:
        websocket = WebSocket(attempt)
        assert not websocket.fails(STIMULUS)
        assert not websocket.accepts(STIMULUS)
        assert isinstance(websocket.receive(), Silent)


def test_an_echo_is_awaited_although_the_pong_overtakes_it() -> None:
    def script(server: Server) -> None:
        server.pong()
        time.sleep(0.1)
        server.send(TEXT, b"Hello")
        server.receive()

    with serving(script, capabilities=ECHO) as attempt:
        assert WebSocket(attempt).delivers(STIMULUS, Frame(TEXT, b"Hello"))


def test_each_message_that_is_awaited_may_take_the_patience() -> None:
    def script(server: Server) -> None:
        for _ in range(5):
            time.sleep(0.2)
            server.send(TEXT, b"Hello")
        server.pong()
        server.receive()

    with serving(script, patience=0.5, capabilities=ECHO) as attempt:
        assert WebSocket(attempt).delivers(STIMULUS * 5, *[Frame(TEXT, b"Hello")] * 5)


def test_what_is_not_awaited_gives_no_more_time() -> None:
    sent = []

    def script(server: Server) -> None:
        while True:
            time.sleep(0.1)
            server.send(TEXT, b"Hello?")
            sent.append(time.monotonic())

    with serving(script, patience=0.5, capabilities=ECHO) as attempt:
        assert not WebSocket(attempt).delivers(STIMULUS, Frame(TEXT, b"Hello"))
    assert len(sent) < 20


@pytest.mark.parametrize("payload", [b"hello", b"Hell", b"HelloHello"])
def test_another_message_is_no_echo(payload: bytes) -> None:
    def script(server: Server) -> None:
        server.send(TEXT, payload)
        server.pong()
        server.receive()

    with serving(script, capabilities=ECHO) as attempt:
        assert not WebSocket(attempt).delivers(STIMULUS, Frame(TEXT, b"Hello"))


def test_compressed_messages_are_inflated() -> None:
    def script(server: Server) -> None:
        octets = deflated(b"Hello")
        server.send(TEXT, octets[:2], fin=False, rsv=4)
        server.send(CONTINUATION, octets[2:])
        server.send(TEXT, b"plain")
        server.send(TEXT, b"\xff\xff\xff", rsv=4)

    with serving(script) as attempt:
        websocket = WebSocket(attempt, b"Sec-WebSocket-Extensions: permessage-deflate\r\n")
        assert websocket.extension()
        assert [websocket.receive(), websocket.receive()] == [Frame(TEXT, b"Hello"), Frame(TEXT, b"plain")]
        assert isinstance(websocket.receive(), Garbage)


@pytest.mark.parametrize(
    "octets", [frame(TEXT, b"more", mask=UNMASKED), frame(TEXT, fin=False, mask=UNMASKED), bytes(2)]
)
def test_what_has_no_end_is_bounded(octets: bytes) -> None:
    def script(server: Server) -> None:
        while True:
            server.sock.sendall(octets * 1000)

    with serving(script, patience=5.0) as attempt:
        assert isinstance(WebSocket(attempt).exchange(STIMULUS).end, Garbage)


def test_a_huge_frame_is_not_waited_for() -> None:
    def script(server: Server) -> None:
        server.send(BINARY, b"", length=1 << 62)
        server.receive()

    with serving(script, patience=5.0) as attempt:
        assert isinstance(WebSocket(attempt).receive(), Garbage)


def test_a_wrong_accept_is_no_websocket() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        answer = b"HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n"

        def serve() -> None:
            sock, _ = listener.accept()
            with sock:
                sock.recv(65536)
                sock.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        attempt = Attempt(Target(local("websocket", listener), PROTOCOL), 1.0)
        with pytest.raises(Inconclusive, match="Accept"):
            WebSocket(attempt)
        attempt.close()
        thread.join(5)


def _echo(server: Server) -> None:
    while True:
        one = server.receive()
        server.send(PONG if one.opcode == PING else one.opcode, one.payload)


def _greets_and_echoes(server: Server) -> None:
    server.send(TEXT, b"Welcome.")
    _echo(server)


def _answers(server: Server) -> None:
    while True:
        server.receive()
        server.send(TEXT, b"Yes.")


def _only_greets(server: Server) -> None:
    server.send(TEXT, b"Welcome.")
    while True:
        server.receive()


def _is_silent(server: Server) -> None:
    while True:
        server.receive()


def _closes(server: Server) -> None:
    server.receive()
    server.send(CLOSE, close_payload(1008))


@pytest.mark.parametrize(
    ("script", "found"),
    [
        (_echo, {"ws.behaviour": "echo", "ws.echo": "/"}),
        (_greets_and_echoes, {"ws.behaviour": "echo", "ws.echo": "/", "ws.pushes": "yes"}),
        (_answers, {"ws.behaviour": "transform"}),
        (_only_greets, {"ws.behaviour": "silent", "ws.pushes": "yes"}),
        (_is_silent, {"ws.behaviour": "silent"}),
        (_closes, {"ws.behaviour": "closes"}),
    ],
)
def test_what_messages_do_is_found_out(script: Script, found: dict[str, str]) -> None:
    with serving(script, patience=0.3) as attempt:
        target = attempt.target
        assert discover(lambda: Attempt(target, 0.3)) == found


def test_the_baseline_is_a_ping_that_is_answered() -> None:
    with serving(_greets_and_echoes) as attempt:
        assert baseline(attempt) == ""
    with serving(_closes) as attempt:
        assert baseline(attempt) == "a ping is not answered by a pong: CLOSE 1008"


def _closing_with(code: int) -> Script:
    def script(server: Server) -> None:
        server.receive()
        server.send(CLOSE, close_payload(code))

    return script


@pytest.mark.parametrize(
    ("code", "behaviour"), [(1003, ""), (1008, ""), (1009, ""), (1000, "closes"), (4001, "closes")]
)
def test_a_close_for_reasons_of_its_own_refuses_no_message(code: int, behaviour: str) -> None:
    known = {"ws.behaviour": behaviour}
    with serving(_closing_with(code), capabilities=known) as attempt, pytest.raises(NotApplicable):
        WebSocket(attempt).accepts(STIMULUS)


@pytest.mark.parametrize(("code", "behaviour"), [(1000, ""), (1002, ""), (1002, "closes"), (1007, "closes")])
def test_any_other_close_refuses_a_message(code: int, behaviour: str) -> None:
    with serving(_closing_with(code), capabilities={"ws.behaviour": behaviour}) as attempt:
        assert not WebSocket(attempt).accepts(STIMULUS)


def test_the_pong_to_a_ping_in_pieces_is_received() -> None:
    with serving(Server.pong) as attempt:
        websocket = WebSocket(attempt)
        websocket.send_in_pieces(*(bytes([octet]) for octet in frame(PING, b"there?")))
        websocket.expect_pongs(b"there?")
        assert websocket.receive(PONG) == Frame(PONG, b"there?")
