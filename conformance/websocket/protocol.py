"""What the harness must know of WebSocket: schemes, capabilities, the baseline exchange, discovery."""

from __future__ import annotations

import dataclasses
import time
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
    """The opening handshake, and a ping: what is wrong, or an empty text."""
    try:
        websocket = WebSocket(attempt)
    except Inconclusive as error:
        return f"{error}; name a path that is one: --cap ws.path=/path"
    nonce = b"hello:" + attempt.octets(8)
    websocket.send(PING, nonce)
    while (heard := websocket.receive()) != Frame(PONG, nonce):
        if not isinstance(heard, Frame) or heard.opcode == CLOSE:
            return f"a ping is not answered by a pong: {describe(heard)}"
    return ""


def discover(fresh: Callable[[], Attempt]) -> dict[str, str]:
    """What a random text and a random binary message do at the endpoint; and the manifest of the target."""
    found: dict[str, str] = probe(fresh, _behaviour) or {}
    if found.get("ws.behaviour") == "transform" and probe(fresh, _talks_unasked):
        found = {"ws.behaviour": "silent", "ws.pushes": "yes"}
    return found | (probe(fresh, lambda attempt: manifest(attempt, CAPABILITIES)) or {})


def _behaviour(attempt: Attempt) -> dict[str, str]:
    """Send a text and a binary message, and see."""
    websocket = WebSocket(attempt)
    messages = [Frame(TEXT, attempt.octets(8).hex().encode()), Frame(BINARY, attempt.octets(16))]
    for message in messages:
        websocket.send(message.opcode, message.payload)
    heard = _heard(websocket, lambda heard: all(message in heard for message in messages))
    if [message for message in heard if message in messages] == messages:
        pushes = {"ws.pushes": "yes"} if len(heard) > len(messages) else {}
        return {"ws.behaviour": "echo", "ws.echo": attempt.target.capabilities.get("ws.path", "/"), **pushes}
    if any(not isinstance(one, Frame) or one.opcode == CLOSE for one in heard):
        return {"ws.behaviour": "closes"}
    return {"ws.behaviour": "transform" if heard else "silent"}


def _talks_unasked(attempt: Attempt) -> bool:
    """Whether messages come although none was sent."""
    return bool(_heard(WebSocket(attempt), bool))


def _heard(websocket: WebSocket, enough: Callable[[list[Any]], bool]) -> list[Any]:
    """What comes within the grace, until it is enough or the stream ends; pongs are no news."""
    heard: list[Any] = []
    until = time.monotonic() + GRACE
    while not enough(heard) and not isinstance(one := websocket.receive_before(until), Silent):
        heard += [] if isinstance(one, Frame) and one.opcode == PONG else [one]
        if not isinstance(one, Frame):
            break
    return heard


def trim_for_lint(heard: Any) -> None:
    """Of large payloads, the cases on all frames look at the beginning at most."""
    if isinstance(heard, Conversation):
        heard.frames = [
            dataclasses.replace(one, payload=one.payload[:KEPT_PAYLOAD]) if len(one.payload) > KEPT_PAYLOAD else one
            for one in heard.frames
        ]
    elif isinstance(heard, Response):
        http.trim_for_lint(heard)


PROTOCOL = ProtocolSpec(
    name="websocket",
    ports={"ws": 80, "wss": 443},
    tls_schemes=frozenset({"wss"}),
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
