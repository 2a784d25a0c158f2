"""What is found out about an endpoint that says nothing of itself; in process, on a clock that costs nothing."""

from __future__ import annotations

import dataclasses

import pytest

from conformance.harness.case.target import Target
from conformance.harness.net.url import Url
from conformance.harness.targets.measurement import discover
from conformance.websocket.protocol import PROTOCOL
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.syntax import Field
from reference_impls.websocket.handshake import Handshake
from reference_impls.websocket.server import WebSocketServer
from tests.kit.in_process import InProcess, VirtualClock
from tests.kit.protocols import server
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
    clock = VirtualClock()
    protocol = dataclasses.replace(PROTOCOL, transport=InProcess(server(core, clock.today), clock))
    target = Target(Url("ws", "127.0.0.1", 1), protocol, capabilities={"ws.path": path}, patience=2.0, quick=0.25)
    target = dataclasses.replace(target, jobs=8)
    assert discover(target).target.capabilities == found | {"ws.path": path}
