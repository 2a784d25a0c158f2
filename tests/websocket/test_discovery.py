"""What is found out about an endpoint that says nothing of itself; in process, on a clock that costs nothing."""

from __future__ import annotations

import dataclasses

import pytest

from conformance.harness.case.target import Target
from conformance.harness.net.url import Url
from conformance.harness.targets.measurement import discover, measure, remark
from conformance.websocket.protocol import PROTOCOL
from conformance.websocket.wire import TEXT
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.syntax import Field
from reference_impls.websocket.handshake import Handshake
from reference_impls.websocket.server import WebSocketServer
from tests.kit.in_process import InProcess
from tests.kit.protocols import server
from tests.kit.virtual_clock import VirtualClock
from tests.mutants.websocket.rfc6455.s06_1 import SendsTextOnly
from tests.variants.websocket.endpoints import NoSubprotocol
from tests.variants.websocket.frames import NeverAnswers, Unknown
from tests.variants.websocket.manners import Broadcasts
from tests.variants.websocket.slow import ThinksFirst


class EchoesText(SendsTextOnly, Unknown):
    """Echoes everything as text."""


class ThinksAWhile(ThinksFirst, Unknown):
    """Waits 0.3 s before each echo."""

    seconds = 0.3


class SpeaksNothing(NoSubprotocol, Unknown):
    """Selects no subprotocol."""


class SelectsWhateverIsOffered(Unknown):
    """Selects the first subprotocol that is offered."""

    class handshake(Handshake):
        def subprotocol_field(self, offered: list[bytes]) -> list[Field]:
            return [(b"Sec-WebSocket-Protocol", offer) for offer in offered[:1]]


class EchoesElsewhere(Unknown):
    """Echoes at ``/echo``, and says nothing at ``/``."""

    echoes = False

    def answer(self, request: Request) -> Response:
        self.echoes = request.path == b"/echo"
        request.path = b"/" if self.echoes else request.path
        return super().answer(request)

    def received(self, opcode: int, payload: bytes) -> None:
        if self.echoes:
            super().received(opcode, payload)


class DecodesBinary(Unknown):
    """Sends binary messages back as text, with the octets replaced that are not UTF-8."""

    def received(self, opcode: int, payload: bytes) -> None:
        super().received(TEXT, payload.decode("utf-8", "replace").encode("utf-8"))


ECHO = {"ws.behaviour": "echo", "ws.echo": "/"}
CHAT = {"ws.subprotocols": "chat"}


@pytest.mark.parametrize(
    ("core", "path", "found"),
    [
        (Unknown, "/", ECHO | CHAT),
        (ThinksAWhile, "/", ECHO | CHAT),
        (EchoesText, "/", ECHO | CHAT | {"ws.changes_type": "yes"}),
        (SpeaksNothing, "/", ECHO),
        (SelectsWhateverIsOffered, "/", ECHO),
        (NeverAnswers, "/", CHAT | {"ws.behaviour": "silent"}),
        (EchoesElsewhere, "/", CHAT | {"ws.behaviour": "echo", "ws.echo": "/echo"}),
        (Broadcasts, "/", CHAT | {"ws.behaviour": "broadcast", "ws.pushes": "yes"}),
        (EchoesElsewhere, "/?own", CHAT | {"ws.behaviour": "silent"}),
    ],
)
def test_it_is_found_out(core: type[WebSocketServer], path: str, found: dict[str, str]) -> None:
    assert discover(target_of(core, path)).target.capabilities == found | {"ws.path": path}


@pytest.mark.parametrize(
    ("core", "said"),
    [
        (Unknown, []),
        (NeverAnswers, []),
        (
            DecodesBinary,
            ["the endpoint is no echo, for it sends binary back as text: cases that need one do not apply"],
        ),
    ],
)
def test_an_echo_that_is_refused_says_why(core: type[WebSocketServer], said: list[str]) -> None:
    assert list(remark(discover(target_of(core, "/")).target).target.remarks) == said


class WantsALogin(WebSocketServer):
    """Answers 401 to every handshake."""

    def answer(self, request: Request) -> Response:
        return self.error(401, "log in")


def test_a_handshake_that_is_refused_has_the_hint_that_fits() -> None:
    assert "--cap 'ws.fields=Authorization: ...'" in measure(target_of(WantsALogin, "/"), 1).target.baseline_error


def target_of(core: type[WebSocketServer], path: str) -> Target:
    clock = VirtualClock()
    protocol = dataclasses.replace(PROTOCOL, transport=InProcess(server(core, clock.today), clock))
    target = Target(Url("ws", "127.0.0.1", 1), protocol, capabilities={"ws.path": path}, patience=2.0, quick=0.25)
    return dataclasses.replace(target, jobs=8)
