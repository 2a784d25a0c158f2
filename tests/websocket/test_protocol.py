"""What is found out about a WebSocket server before its cases run."""

from __future__ import annotations

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.websocket.discovery import discover
from conformance.websocket.protocol import baseline
from conformance.websocket.wire import (
    CLOSE,
    PING,
    PONG,
    TEXT,
    close_payload,
)
from tests.kit.scripted import Script, Server, serving


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
