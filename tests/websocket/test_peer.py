"""The judge's end of a WebSocket, against servers that do exactly as they are told."""

from __future__ import annotations

import socket
import threading

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.target import Target
from conformance.http.wire import Closed, Garbage, Silent
from conformance.model import Endless, Inconclusive
from conformance.websocket.deflate import deflated
from conformance.websocket.peer import WebSocket
from conformance.websocket.protocol import PROTOCOL
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
from tests.kit.scripted import Server, serving
from tests.kit.serving import local


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


@pytest.mark.parametrize(("opcode", "name"), [(PING, "PING"), (TEXT, "TEXT")])
def test_a_ping_that_comes_back_is_neither_an_answer_nor_silence(opcode: int, name: str) -> None:
    """If the judge answered its own ping, a target that sends all frames back would send back that pong."""
    answered: list[Frame] = []

    def script(server: Server) -> None:
        server.send(opcode, server.receive().payload)
        answered.append(server.receive())  # OSError, which ends the script, where the judge answers nothing

    with serving(script) as attempt:
        websocket = WebSocket(attempt)
        websocket.send(PING, b"there?")
        assert isinstance(websocket.receive(PONG), Silent)
        assert attempt.actual == f"no answer, but {name} of 6 octets there?; then silence"
    assert not answered


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


def test_messages_without_end_are_bounded() -> None:
    def script(server: Server) -> None:
        while True:
            server.sock.sendall(frame(TEXT, b"more", mask=UNMASKED) * 1000)

    with serving(script, patience=5.0) as attempt, pytest.raises(Endless, match=r"more than [0-9]+ frames"):
        WebSocket(attempt).exchange(frame(TEXT, b"Hello"))


@pytest.mark.parametrize("octets", [frame(TEXT, fin=False, mask=UNMASKED), bytes(2)])
def test_what_cannot_be_joined_is_not_read_on(octets: bytes) -> None:
    def script(server: Server) -> None:
        while True:
            server.sock.sendall(octets * 1000)

    with serving(script, patience=5.0) as attempt:
        assert isinstance(WebSocket(attempt).exchange(frame(TEXT, b"Hello")).end, Garbage)


def test_a_huge_frame_is_not_waited_for() -> None:
    def script(server: Server) -> None:
        server.send(BINARY, b"", length=1 << 62)
        server.receive()

    with serving(script, patience=5.0) as attempt, pytest.raises(Endless, match="a frame of"):
        WebSocket(attempt).receive()


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


def test_the_pong_to_a_ping_in_pieces_is_received() -> None:
    with serving(Server.pong) as attempt:
        websocket = WebSocket(attempt)
        websocket.send_in_pieces(*(bytes([octet]) for octet in frame(PING, b"there?")))
        assert websocket.receive(PONG) == Frame(PONG, b"there?")
