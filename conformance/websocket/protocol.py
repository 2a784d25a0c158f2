"""What the harness must know about WebSocket: schemes, capabilities, the baseline exchange, discovery."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.engine.survival import Survival
from conformance.http import protocol as http
from conformance.http.manifest import manifest, probe
from conformance.http.wire import Response, Silent
from conformance.model import Inconclusive
from conformance.websocket.deflating import Deflating
from conformance.websocket.exchange import describe
from conformance.websocket.handshake import Conversation, Handshake
from conformance.websocket.lint.conversations import Conversations
from conformance.websocket.peer import GRACE, WebSocket
from conformance.websocket.waiting import Wait
from conformance.websocket.wire import BINARY, CLOSE, PING, PONG, TEXT, Frame

CAPABILITIES = {
    "ws.path": "/path that accepts the opening handshake",
    "ws.echo": "/path that sends every message back",
    "ws.fields": "Cookie: a=b (field lines that every request needs)",
    "ws.first": "text of a message that the endpoint wants first",
    "ws.subprotocols": "chat,superchat (that the endpoint speaks)",
    "ws.origins": "http://allowed.example (that the endpoint allows, where it refuses others)",
    "ws.behaviour": "echo, transform, silent or closes (what messages do)",
    "ws.pushes": "yes (the endpoint sends messages unasked)",
}
KEPT_PAYLOAD = 256  # octets of a frame's payload that the cases on all frames may look at


def baseline(attempt: Attempt) -> str:
    """Send the opening handshake and a ping; return what is wrong, or an empty text."""
    try:
        websocket = WebSocket(attempt)
    except Inconclusive as error:
        return f"{error}; name a path that is one: --cap ws.path=/path"
    nonce = b"hello:" + attempt.octets(8).hex().encode()
    websocket.send(PING, nonce)
    while (received := websocket.receive()) != Frame(PONG, nonce):
        if not isinstance(received, Frame) or received.opcode == CLOSE:
            return f"a ping is not answered by a pong: {describe(received)}"
    return ""


def discover(fresh: Callable[[], Attempt]) -> dict[str, str]:
    """Find what the endpoint does with a text and a binary message; and read the manifest of the target."""
    found: dict[str, str] = probe(fresh, _behaviour) or {}
    if found.get("ws.behaviour") == "transform" and probe(fresh, _sends_unasked):
        found = {"ws.behaviour": "silent", "ws.pushes": "yes"}
    return found | (probe(fresh, lambda attempt: manifest(attempt, CAPABILITIES)) or {})


def _behaviour(attempt: Attempt) -> dict[str, str]:
    """Send a text and a binary message, and return what the endpoint does with them."""
    websocket = WebSocket(attempt)
    messages = [Frame(TEXT, attempt.octets(8).hex().encode()), Frame(BINARY, attempt.octets(16))]
    for message in messages:
        websocket.send(message.opcode, message.payload)
    received = _collect(websocket, lambda received: all(message in received for message in messages))
    if [message for message in received if message in messages] == messages:
        pushes = {"ws.pushes": "yes"} if len(received) > len(messages) else {}
        return {"ws.behaviour": "echo", "ws.echo": attempt.target.capabilities.get("ws.path", "/"), **pushes}
    if any(not isinstance(one, Frame) or one.opcode == CLOSE for one in received):
        return {"ws.behaviour": "closes"}
    return {"ws.behaviour": "transform" if received else "silent"}


def _sends_unasked(attempt: Attempt) -> bool:
    """Whether messages come although none was sent."""
    return bool(_collect(WebSocket(attempt), bool))


def _collect(websocket: WebSocket, enough: Callable[[list[Any]], bool]) -> list[Any]:
    """Return what comes, except pongs, until it is enough, the stream ends, or half of the patience passes."""
    received: list[Any] = []
    wait = Wait(websocket.attempt, max(GRACE, websocket.attempt.target.patience / 2))
    while not enough(received) and not isinstance(one := websocket.receive_within(wait), Silent):
        received += [] if isinstance(one, Frame) and one.opcode == PONG else [one]
        if not isinstance(one, Frame):
            break
    return received


def trim_for_lint(received: Any) -> None:
    """Keep only the beginning of large payloads: the cases on all frames need no more."""
    if isinstance(received, Conversation):
        received.frames = [
            dataclasses.replace(one, payload=one.payload[:KEPT_PAYLOAD]) if len(one.payload) > KEPT_PAYLOAD else one
            for one in received.frames
        ]
    elif isinstance(received, Response):
        http.trim_for_lint(received)


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
    discover=discover,
    server_banner=http.server_banner,
    idle_preamble=b"G",
    trim_for_lint=trim_for_lint,
    layered_on=("http",),
)
