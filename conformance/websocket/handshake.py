"""The opening handshake of RFC 6455 §4: the request, octet for octet, and whether its answer accepts it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from conformance.harness.case.attempt import Attempt
from conformance.http.answers import describe
from conformance.http.fields import lines_of
from conformance.http.peer import Http
from conformance.http.wire import Answer, Closed, Garbage, Response
from conformance.model import inconclusive, not_applicable
from conformance.websocket.extensions import BadExtensions, Extension, parse_extensions
from conformance.websocket.wire import Frame

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
REQUEST = (
    b"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n{origin}{fields}\r\n"
)


@dataclass
class Conversation:
    """One connection that asked for a WebSocket: the octets of the request, the answer, the frames that came."""

    request: bytes
    response: Response
    frames: list[Frame] = field(default_factory=list)
    sent: bytes = b""  # after the request; only the beginning of much
    after_close: bytes = b""  # octets that followed the target's Close

    @property
    def offered(self) -> list[bytes]:
        """The values of Sec-WebSocket-Extensions in the request."""
        lines = self.request.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]
        pairs = [line.partition(b":") for line in lines]
        return [value for name, _, value in pairs if name.strip().lower() == b"sec-websocket-extensions"]


def accept_of(key: bytes) -> bytes:
    """Return what Sec-WebSocket-Accept must be for a key, which is not decoded (§4.2.2)."""
    return base64.b64encode(hashlib.sha1(key + GUID, usedforsecurity=False).digest())


def path_of(capabilities: Mapping[str, str]) -> str:
    """Return the path of the endpoint that is judged."""
    return capabilities.get("ws.echo") or capabilities.get("ws.path") or "/"


def offering(*lines: bytes) -> bytes:
    """Return a handshake that offers these lines of subprotocols."""
    return REQUEST[:-2] + b"".join(b"Sec-WebSocket-Protocol: " + line + b"\r\n" for line in lines) + b"\r\n"


class Handshake(Http):
    """A connection on which the opening handshake is sent as it is written.

    In what is sent, ``{path}`` stands for the endpoint's path, ``{host}`` for the target's authority, ``{http}`` for
    ``http`` or ``https``, ``{key}`` for a fresh key (``self.key``), ``{origin}`` for an Origin line if the target
    needs one, ``{fields}`` for the field lines that every request needs according to the user. Everything else is as
    in ``Http``.
    """

    def __init__(self, attempt: Attempt, window: int = 0) -> None:
        super().__init__(attempt, window)
        self.key = base64.b64encode(attempt.octets(16))  # a new one for each connection (§4.1)

    def _value(self, name: str, written: bytes) -> bytes:
        capabilities = self.attempt.target.capabilities
        if name == "path":
            return path_of(capabilities).encode("latin-1")
        if name == "key":
            return self.key
        if name == "http":
            return b"https" if self.attempt.target.tls else b"http"
        if name == "origin":
            origin = _first(capabilities.get("ws.origins", ""))
            return b"Origin: " + origin + b"\r\n" if origin else b""
        if name == "fields":
            return b"".join(line + b"\r\n" for line in lines_of(capabilities.get("ws.fields", "")))
        return super()._value(name, written)

    def fill(self, octets: bytes) -> bytes:
        """Replace the placeholders; subprotocols and extensions in ``octets`` replace those of ``{fields}``."""
        fields = self._value("fields", b"")
        for name in (b"Sec-WebSocket-Protocol", b"Sec-WebSocket-Extensions"):
            if re.search(rb"(?i)[}\n]%b:" % name, octets):
                fields = re.sub(rb"(?im)^%b:.*\n" % name, b"", fields)
        return super().fill(octets.replace(b"{fields}", fields))

    def require_no_own(self, name: bytes) -> None:
        """Not applicable if every request, or ``{fields}``, has a field of this name."""
        super().require_no_own(name)
        if re.search(rb"(?im)^%b:" % name, self._value("fields", b"")):
            not_applicable(f"the endpoint wants {name.decode('ascii')} in every request")

    def require_subprotocol(self) -> bytes:
        """Return a subprotocol that the endpoint selects if it is offered alone; not applicable if it does not."""
        known = _first(self.attempt.require_capability("ws.subprotocols"))
        if known not in self.answer(offering(known)).values("Sec-WebSocket-Protocol"):
            not_applicable(f"the target does not select {known.decode('latin-1')}", "--cap ws.subprotocols=...")
        return known

    def require_origin(self) -> bytes:
        """Return an origin that the endpoint allows while it refuses others; not applicable if none is known."""
        return _first(self.attempt.require_capability("ws.origins"))

    def require_switch(self, octets: bytes = REQUEST) -> Response:
        """Send a handshake and return the 101 that answers it; not applicable if none comes: other cases judge that."""
        answer = self.answer(octets)
        if not isinstance(answer, Response) or answer.status != 101:
            not_applicable(f"the target does not switch protocols here: {self.attempt.actual}")
        return answer

    def declines(self, octets: bytes, *, garbage: bool = False) -> bool:
        """Send a request: whether the target answers or closes, and does not switch protocols.

        With ``garbage``, an answer without a head, as in HTTP/0.9, counts too.
        """
        self.attempt.malformed = True
        answer = self.answer(octets)
        answered = Response | Closed | Garbage if garbage else Response | Closed
        return isinstance(answer, answered) and answer.status != 101

    def conversation(self) -> Conversation:
        """Return the conversation that the last answer opened; inconclusive if it did not: other cases judge that."""
        response = next(
            (received for received in reversed(self.attempt.received) if isinstance(received, Response)), None
        )
        if response is None or (wrong := refusal(response, self.key)):
            inconclusive(wrong if response else f"the opening handshake is not answered: {self.attempt.actual}")
        conversation = Conversation(response.sent, response)
        self.attempt.received.append(conversation)
        return conversation

    def opens(self, octets: bytes = REQUEST) -> bool:
        """Send a handshake: whether it is answered by a 101 that accepts the key of this connection."""
        return accepts(self.answer(octets), self.key)


def _first(names: str) -> bytes:
    return names.split(",")[0].strip().encode("latin-1")


def accepts(answer: Answer, key: bytes) -> bool:
    """Whether the answer switches to WebSocket for ``key`` (§4.2.2)."""
    return not refusal(answer, key)


def refusal(answer: Answer, key: bytes) -> str:
    """Return why the answer does not switch to WebSocket for ``key``, or an empty text."""
    if answer.status != 101:
        return f"the opening handshake is answered by {describe(answer)}"
    if answer.members("Upgrade") != [b"websocket"] or b"upgrade" not in answer.members("Connection"):
        return "the 101 does not name Upgrade: websocket and Connection: Upgrade"
    if answer.values("Sec-WebSocket-Accept") != [accept_of(key)]:
        return "the Sec-WebSocket-Accept of the 101 is not the one for the key that was sent"
    return ""


def agreed(answer: Answer) -> list[Extension]:
    """Return the extensions that a 101 agrees to; raises ``BadExtensions``."""
    return parse_extensions(answer.values("Sec-WebSocket-Extensions"))


def readable_extensions(answer: Answer) -> list[Extension]:
    """Return the extensions that a 101 agrees to; inconclusive if they cannot be read."""
    try:
        return agreed(answer)
    except BadExtensions as error:
        inconclusive(str(error))
