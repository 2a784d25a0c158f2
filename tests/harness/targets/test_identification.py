"""Which of several protocols a server is found to speak, where it is silent to some of them or to all.

The protocols of these tests are called ``first``, ``second`` and ``third``, in the order in which they are asked for.
A server speaks one of them if it answers 200 to a GET of its name.
"""

from __future__ import annotations

import dataclasses
import socket
import threading

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.case.target import Target
from conformance.harness.net.url import Url
from conformance.harness.targets import identification
from conformance.harness.targets.identification import first_spoken
from conformance.http.answers import ACCEPTED
from conformance.http.peer import Http
from conformance.http.protocol import PROTOCOL
from tests.kit.servers import ANSWER, Converse, Server, serving

NAMES = ("first", "second", "third")
LONG = 30.0  # seconds of patience that no test waits for


def protocol(name: str) -> ProtocolSpec:
    def baseline(attempt: Attempt) -> str:
        answer = Http(attempt).answer(b"GET /%s HTTP/1.1\r\nHost: {host}\r\n\r\n" % name.encode())
        return "" if answer in ACCEPTED else "not spoken"

    return dataclasses.replace(PROTOCOL, name=name, baseline=baseline)


def spoken(server: Server, patience: float) -> str | None:
    """The name of the protocol that the server is found to speak."""
    url = Url("http", "127.0.0.1", server.port, "/")
    found = first_spoken([Target(url, protocol(name), patience=patience, quick=patience) for name in NAMES], patience)
    return found.protocol.name if found else None


def speaks(name: str) -> Converse:
    """Answer 200 to one protocol, and nothing to the others until the client closes."""

    def converse(sock: socket.socket, server: Server) -> None:
        while octets := sock.recv(65536):
            if octets.startswith(b"GET /%s " % name.encode()):
                sock.sendall(ANSWER % b"200 OK")

    return converse


def refuses_all_but(name: str) -> Converse:
    """Answer 200 to one protocol, and 404 to the others."""

    def converse(sock: socket.socket, server: Server) -> None:
        status = b"200 OK" if sock.recv(65536).startswith(b"GET /%s " % name.encode()) else b"404 Not Found"
        sock.sendall(ANSWER % status)

    return converse


def test_while_the_server_is_silent_the_next_protocols_are_asked_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server closes when it has three connections, or this test would take three long patiences."""
    monkeypatch.setattr(identification, "ASK_NEXT", 0.001)
    together = threading.Barrier(len(NAMES))

    def closes_when_all_have_asked(sock: socket.socket, server: Server) -> None:
        sock.recv(65536)
        together.wait(LONG)

    with serving(closes_when_all_have_asked) as server:
        assert spoken(server, LONG) is None
        assert server.peak == server.accepted == len(NAMES)


def test_the_protocol_that_was_asked_first_is_preferred_although_it_answers_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(identification, "ASK_NEXT", 0.001)
    third_asked = threading.Event()

    def answers_the_first_last(sock: socket.socket, server: Server) -> None:
        head = sock.recv(65536)
        if head.startswith(b"GET /third "):
            third_asked.set()
        third_asked.wait(LONG)
        sock.sendall(ANSWER % (b"404 Not Found" if b"second" in head else b"200 OK"))

    with serving(answers_the_first_last) as server:
        assert spoken(server, LONG) == "first"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("workers", [0, 1], ids=["many connections", "one connection"])
def test_a_server_that_answers_is_asked_no_more_than_it_needs(name: str, workers: int) -> None:
    with serving(refuses_all_but(name), workers) as server:
        assert spoken(server, LONG) == name
        assert server.accepted == NAMES.index(name) + 1


@pytest.mark.parametrize("name", NAMES)
def test_a_server_of_one_connection_gets_to_its_protocol_after_silence_to_the_others(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second protocol waits for the first to be given up, and must not be given up in the same moment."""
    monkeypatch.setattr(identification, "ASK_NEXT", 1 / 2)
    with serving(speaks(name), workers=1) as server:
        assert spoken(server, 0.6) == name
