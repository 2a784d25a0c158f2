"""Make cases and targets, and run cases without pytest."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from typing import Any

from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.target import Target
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.state import RunState
from conformance.harness.net.url import Url
from conformance.harness.targets.lifecycle import ExternalTarget
from conformance.http.peer import Http
from conformance.http.protocol import PROTOCOL
from conformance.model import SERVER, Document, Level, Requirement
from tests.kit.servers import ANSWER, Converse, Server

SECTION = Document(9990, "The Engine", protocol="HTTP/1.1").section("1", "Cases")
MUST = SECTION.must("serve", role=SERVER, text="Answer 200.")
SHOULD = SECTION.should("serve-nicely", role=SERVER, text="Answer 200.")
PLAIN = b"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"


def told(http: Http, do: bytes) -> None:
    """A case: ask the scripted server to do something, and expect 200."""
    assert http.answer(PLAIN[:-2] + b"X-Do: %s\r\n\r\n" % do).status == 200


def plain(http: Http) -> None:
    """A case: a plain GET is answered."""
    assert http.answer(PLAIN).status == 200


def target_at(server: Server, *, jobs: int = 4, patience: float = 1.0, quick: float = 0.25) -> Target:
    """A target with the facts that measurement would find."""
    url, capabilities = Url("http", "127.0.0.1", server.port, "/"), {"path_ok": "/"}
    return Target(url, PROTOCOL, "it", capabilities=capabilities, patience=patience, quick=quick, jobs=jobs)


def late_by(seconds: float) -> Converse:
    """Answer that many seconds late; never answer a request for silence."""

    def converse(sock: socket.socket, server: Server) -> None:
        octets = sock.recv(65536)
        if b"X-Do: silence" not in octets:
            server.ended.wait(seconds)
            sock.sendall(ANSWER % b"200 OK")
        sock.recv(65536)

    return converse


def case(target: Target, index: int, function: Callable[..., None] = plain, alone: bool = False, **values: Any) -> Case:
    """A case that takes the peer ``http``."""
    name = " ".join([str(index), function.__name__, *map(str, values.values())])
    return Case(name, index, function, values, ("http",), MUST, target, alone)


def conduct(target: Target, cases: Iterable[Case], state: RunState | None = None) -> list[Outcome]:
    """The outcomes in the order in which they settled."""
    outcomes: list[Outcome] = []
    Conductor(target, cases, outcomes.append, ExternalTarget(target), state=state).run()
    return outcomes


def requirement(level: Level) -> Requirement:
    return Requirement(SECTION, "of-some-level", level, SERVER, "Do it.", "Try.")


def verdicts(outcomes: list[Outcome]) -> dict[str, str]:
    """The verdict of each case, by its name."""
    return {outcome.case.name: outcome.verdict.value for outcome in outcomes}
