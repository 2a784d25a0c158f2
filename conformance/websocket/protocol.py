"""What the harness must know about WebSocket: schemes, peers, the baseline exchange."""

from __future__ import annotations

from typing import Any

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.engine.survival import Survival
from conformance.http import protocol as http
from conformance.http.wire import Response
from conformance.model import Inconclusive
from conformance.websocket.behaviour import sign_of_life
from conformance.websocket.bounds import OBJECT
from conformance.websocket.deflating import Deflating
from conformance.websocket.discovery import CAPABILITIES, discover, remarks
from conformance.websocket.facts import answers_pings
from conformance.websocket.handshake import Handshake
from conformance.websocket.lint.conversations import Conversations
from conformance.websocket.lint.provoke import send_again
from conformance.websocket.peer import WebSocket
from conformance.websocket.repair_order import REPAIR_ORDER

OTHER_PATH = "name a path that is one: --cap ws.path=/path"
ADVICE = {
    401: "it asks for a login: --cap 'ws.fields=Authorization: ...' adds one to every handshake",
    403: "it refuses access: --cap 'ws.fields=NAME: VALUE' adds a key or a cookie to every handshake, "
    "--cap ws.origins=http://allowed.example an origin that it lets in",
    421: "it does not serve this host name: --host NAME says another one",
} | dict.fromkeys(
    range(300, 400), "it sends elsewhere: --cap ws.path=/path names another path, --target another server"
)


def baseline(attempt: Attempt) -> str:
    """Send the opening handshake and a ping (a text if none is answered); return what is wrong, or an empty text."""
    try:
        websocket = WebSocket(attempt)
    except Inconclusive as error:
        return f"{error}; {_advice(attempt)}"
    if websocket.is_alive(b"hello:" + attempt.octets(8).hex().encode()):
        return ""
    asked = "a ping is not answered by a pong" if answers_pings(attempt.target) else "a text is not sent back"
    return f"{asked}: {attempt.actual}"


def _advice(attempt: Attempt) -> str:
    """Return what the user can do where the opening handshake is not accepted."""
    answers = [received for received in attempt.received if isinstance(received, Response)]
    return ADVICE.get(answers[-1].status if answers else 0, OTHER_PATH)


def trim_for_lint(received: Any) -> int:
    """Keep only the beginning of large content; return about how many octets of memory are left."""
    if isinstance(received, Response):
        return http.trim_for_lint(received)
    return len(received.request + received.sent) + sum(OBJECT + len(one.payload) for one in received.frames)


PROTOCOL = ProtocolSpec(
    name="websocket",
    ports={"ws": 80, "wss": 443},
    tls_schemes={"wss": ("http/1.1",)},
    capabilities=CAPABILITIES,
    assumed=lambda url: {"ws.path": url.path or "/"},
    peers={
        "websocket": WebSocket,
        "handshake": Handshake,
        "deflating": Deflating,
        "conversations": Conversations,
        "survival": Survival,
    },
    alone=frozenset({"conversations", "survival"}),
    baseline=baseline,
    sign_of_life=sign_of_life,
    discover=discover,
    remarks=remarks,
    server_banner=http.server_banner,
    idle_preamble=b"G",
    trim_for_lint=trim_for_lint,
    layered_on=("http",),
    repair_order=REPAIR_ORDER,
    send_again=send_again,
)
