"""When a message counts as accepted, refused or delivered."""

from __future__ import annotations

import time

import pytest

from conformance.http.wire import Silent
from conformance.model import NotApplicable
from conformance.websocket.peer import WebSocket
from conformance.websocket.wire import (
    CLOSE,
    TEXT,
    Frame,
    close_payload,
    frame,
)
from tests.kit.scripted import Script, Server, serving

STIMULUS = frame(TEXT, b"Hello")
ECHO = {"ws.echo": "/"}


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
        assert not websocket.accepts(STIMULUS)
        assert attempt.silent
        assert isinstance(websocket.exchange(STIMULUS).end, Silent)
        assert not websocket.fails(STIMULUS)
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
