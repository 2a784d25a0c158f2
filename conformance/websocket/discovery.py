"""What a WebSocket endpoint offers, found by handshakes and messages that harm nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from conformance.harness.case.attempt import Attempt
from conformance.http.manifest import manifest, probe
from conformance.http.remarks import as_text
from conformance.http.wire import Silent
from conformance.websocket.exchange import describe
from conformance.websocket.handshake import REQUEST, Handshake, offering, path_of
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
    "ws.behaviour": "echo, broadcast, transform, silent or closes (what messages do)",
    "ws.changes_type": "yes (the echo sends all messages back as one type)",
    "ws.pushes": "yes (the endpoint sends messages unasked)",
}

ECHO = "/echo"  # an endpoint whose name says that a message does no harm
UNKNOWN = b"conformance.invalid"  # a subprotocol that nobody speaks
SUBPROTOCOLS = (
    *(b"chat", b"superchat", b"echo", b"echo-protocol", b"json", b"binary", b"soap", b"xmpp", b"sip", b"mqtt"),
    *(b"v12.stomp", b"v11.stomp", b"v10.stomp", b"wamp.2.json", b"graphql-transport-ws", b"graphql-ws", b"ocpp1.6"),
)


def discover(fresh: Callable[[], Attempt]) -> dict[str, str]:
    """Find what the endpoint does with messages and which subprotocol it speaks; read the manifest of the target."""
    found = _echo_of(fresh) | (probe(fresh, _subprotocol) or {})
    return found | (probe(fresh, lambda attempt: manifest(attempt, CAPABILITIES)) or {})


def _echo_of(fresh: Callable[[], Attempt]) -> dict[str, str]:
    """Find out what the endpoint does with messages. If no path was given, and ``/`` is no echo, try another."""
    given: str = probe(fresh, lambda attempt: path_of(attempt.target.capabilities))
    found: dict[str, str] = probe(fresh, partial(_behaviour, path=given)) or {}
    if "ws.echo" not in found and given == "/":
        other: dict[str, str] = probe(fresh, partial(_behaviour, path=ECHO)) or {}
        found = other if "ws.echo" in other else found
    if "ws.echo" in found and probe(fresh, partial(_broadcasts, path=found["ws.echo"])):
        return {"ws.behaviour": "broadcast", "ws.pushes": "yes"}
    if "ws.changes_type" in found and not _changes_types(fresh, found["ws.echo"]):
        del found["ws.changes_type"]
    if found.get("ws.behaviour") == "transform" and probe(fresh, _sends_unasked):
        return {"ws.behaviour": "silent", "ws.pushes": "yes"}
    return found


def _behaviour(attempt: Attempt, path: str) -> dict[str, str]:
    """Send a text and a binary message to an endpoint, and return what it does with them."""
    websocket = _connected(attempt, path)
    messages = [Frame(TEXT, attempt.octets(8).hex().encode()), Frame(BINARY, attempt.octets(16))]
    payloads = [message.payload for message in messages]
    for message in messages:
        websocket.send(message.opcode, message.payload)
    received = _collect(websocket, lambda received: _with_payloads(received, payloads) == payloads)
    if _with_payloads(received, payloads) == payloads:
        return {"ws.behaviour": "echo", "ws.echo": path, **_of_echo(received, messages)}
    if any(not isinstance(one, Frame) or one.opcode == CLOSE for one in received):
        return {"ws.behaviour": "closes"}
    return {"ws.behaviour": "transform" if received else "silent"}


def remarks(fresh: Callable[[], Attempt]) -> list[str]:
    """Say why an endpoint that sends messages back is not used as an echo."""
    attempt = fresh()
    is_echo = "ws.echo" in attempt.target.capabilities
    attempt.close()
    reason = None if is_echo else probe(fresh, _no_echo)
    return [f"the endpoint is no echo, for {reason}: cases that need one do not apply"] if reason else []


def _no_echo(attempt: Attempt) -> str:
    """How what comes back differs from a binary message; empty if nothing like it comes back."""
    websocket, sent = WebSocket(attempt), attempt.octets(16)
    websocket.send(BINARY, sent)
    received = _collect(websocket, bool)
    first = received[0] if received else None
    if isinstance(first, Frame) and first.opcode in (TEXT, BINARY):
        if first.payload in as_text(sent):
            return "it sends binary back as text"
        return "it sends more back than the message" if sent in first.payload else ""
    return f"it ends the connection on a binary message ({describe(first)})" if first else ""


def _broadcasts(attempt: Attempt, path: str) -> bool:
    """Whether a message arrives on another connection too, before the answer to a ping that is sent there after it.

    What comes back from such an endpoint cannot be distinguished from what another case has sent.
    """
    if attempt.target.jobs < 2:
        return False
    beside, websocket, payload = _connected(attempt, path), _connected(attempt, path), attempt.octets(8).hex().encode()
    websocket.send(TEXT, payload)
    _collect(websocket, lambda received: bool(_with_payloads(received, [payload])))
    beside.send(PING, b"there?")
    while isinstance(one := beside.receive(), Frame) and one.opcode not in (PONG, CLOSE):
        if one.payload == payload:
            return True
    return False


def _connected(attempt: Attempt, path: str) -> WebSocket:
    """Return a connection to an endpoint."""
    if path == path_of(attempt.target.capabilities):
        return WebSocket(attempt)
    handshake = Handshake(attempt)
    handshake.answer(REQUEST.replace(b"{path}", path.encode("latin-1"), 1))
    return WebSocket(attempt, handshake=handshake)


def _with_payloads(received: list[Any], payloads: list[bytes]) -> list[bytes]:
    """Return those of the payloads that came back, in the order in which they came."""
    return [one.payload for one in received if isinstance(one, Frame) and one.payload in payloads]


def _of_echo(received: list[Any], messages: list[Frame]) -> dict[str, str]:
    """Return what an echo does in addition: change types, or send messages unasked."""
    changes = {} if all(message in received for message in messages) else {"ws.changes_type": "yes"}
    return changes | ({"ws.pushes": "yes"} if len(received) > len(messages) else {})


def _changes_types(fresh: Callable[[], Attempt], path: str) -> bool:
    """Whether a text or a binary message comes back as the other type also where it is the only one sent."""
    return any(probe(fresh, partial(_changes_type, path=path, opcode=opcode)) for opcode in (TEXT, BINARY))


def _changes_type(attempt: Attempt, path: str, opcode: int) -> bool:
    websocket, message = _connected(attempt, path), Frame(opcode, attempt.octets(8).hex().encode())
    websocket.send(message.opcode, message.payload)
    received = _collect(websocket, lambda received: bool(_with_payloads(received, [message.payload])))
    return bool(_with_payloads(received, [message.payload])) and message not in received


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


def _subprotocol(attempt: Attempt) -> dict[str, str]:
    """Offer an unknown subprotocol and then well-known ones; return the well-known one that the endpoint selects."""
    handshake = Handshake(attempt)
    if b"Sec-WebSocket-Protocol" in handshake.fill(REQUEST):
        return {}
    answer = handshake.answer(offering(b", ".join((UNKNOWN, *SUBPROTOCOLS))))
    selected = answer.values("Sec-WebSocket-Protocol")
    if answer.status != 101 or len(selected) != 1 or selected[0] not in SUBPROTOCOLS:
        return {}
    return {"ws.subprotocols": selected[0].decode()}
