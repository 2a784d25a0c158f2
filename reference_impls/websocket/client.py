"""A minimal WebSocket client: the opening handshake, one message, its echo, the closing handshake (RFC 6455 §4.1)."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Generator
from dataclasses import dataclass

from reference_impls.http.client import Incoming
from reference_impls.http.syntax import (
    LimitExceeded,
    Malformed,
    MessageReader,
    Part,
    connection_options,
    matches,
    members,
)
from reference_impls.sansio import Eof, TimedOut, Wait
from reference_impls.websocket.deflate import NAME, Deflate, Extension
from reference_impls.websocket.end import WebSocketEnd
from reference_impls.websocket.frames import TEXT, Failed
from reference_impls.websocket.handshake import VERSION, accept_of

OFFER = Extension(NAME)
MAX_INTERIM = 100


@dataclass(frozen=True)
class Url:
    """A ws URL (§3), which has no fragment; ``resource`` is the path and the query, as in the request line."""

    authority: bytes
    resource: bytes
    host: str
    port: int

    @staticmethod
    def parse(text: str) -> Url:
        """Parse a URL. Raise Malformed if it is not a ws URL."""
        found = re.fullmatch(r"[Ww][Ss]://((\[[^\]/?#@]+\]|[^\[\]:/?#@]+)(?::([0-9]{0,5}))?)(/[^?#]*)?(\?[^#]*)?", text)
        if not found or not matches(rb"[!-~]+", text.encode()):
            raise Malformed(f"not a ws URL: {text!r}")
        authority, host, port, path, query = found.groups()
        return Url(authority.encode(), ((path or "/") + (query or "")).encode(), host.strip("[]"), int(port or 80))


class WebSocketClient(MessageReader, WebSocketEnd):
    """One connection to a server: sends ``messages`` as text, waits for as many answers, then closes.

    ``random`` gives random octets, for the key and for masking (§4.1, §5.3). When the connection has ended, ``answers``
    holds the messages received, and ``error`` says what went wrong, or is None.
    """

    masks = True
    patience = 30.0
    lingers = False

    def __init__(self, url: Url, messages: list[bytes], random: Callable[[int], bytes]) -> None:
        super().__init__()
        self.url, self.messages, self.random = url, messages, random
        self.key = base64.b64encode(random(16))
        self.answers: list[tuple[int, bytes]] = []
        self.error: str | None = None

    def run(self) -> Wait:
        if not (yield from self.shake_hands()):
            return
        for message in self.messages:
            self.send_data(TEXT, message)
        self.close_when_done()
        yield from self.talk()
        if len(self.answers) < len(self.messages):
            self.error = self.error or "the connection ended early"

    # the opening handshake

    def shake_hands(self) -> Generator[None, None, bool]:
        """Return whether the opening handshake succeeds; if it does not, ``error`` says why."""
        try:
            self.ask()
            self.check_handshake((yield from self.read_response()))
        except (Malformed, LimitExceeded) as reason:
            self.error = str(reason)
        except (Eof, TimedOut):
            self.error = "no complete response"
        return self.error is None

    def ask(self) -> None:  # §4.1
        fields = [
            (b"Host", self.url.authority),
            (b"Upgrade", b"websocket"),
            (b"Connection", b"Upgrade"),
            (b"Sec-WebSocket-Key", self.key),
            (b"Sec-WebSocket-Version", VERSION),
            (b"Sec-WebSocket-Extensions", bytes(OFFER)),
        ]
        lines = b"".join(b"%b: %b\r\n" % line for line in fields)
        self.send(b"GET %b HTTP/1.1\r\n%b\r\n" % (self.url.resource, lines))

    def read_response(self) -> Generator[None, None, Incoming]:
        for _ in range(MAX_INTERIM):
            response = self.status((yield from self.read_line(Part.START_LINE)))
            response.fields = yield from self.read_fields(Part.FIELD_LINE)
            if response.status == 101 or response.status >= 200:
                return response
        raise Malformed("informational responses without end")

    def status(self, line: bytes) -> Incoming:  # RFC 9112 §4
        return Incoming.begin(line)

    def check_handshake(self, response: Incoming) -> None:  # §4.1
        self.check_status(response)
        self.check_upgrade(response)
        self.check_connection(response)
        self.check_accept(response)
        self.check_subprotocol(response)
        self.check_agreed(response)

    def check_status(self, response: Incoming) -> None:
        if response.status != 101:
            raise Malformed(f"the server answers {response.status}")

    def check_upgrade(self, response: Incoming) -> None:
        if [value.lower() for value in response.values(b"upgrade")] != [b"websocket"]:
            raise Malformed("no Upgrade: websocket")

    def check_connection(self, response: Incoming) -> None:
        if b"upgrade" not in connection_options(response.fields):
            raise Malformed("no Connection: Upgrade")

    def check_accept(self, response: Incoming) -> None:
        if response.values(b"sec-websocket-accept") != [accept_of(self.key)]:
            raise Malformed("not the Sec-WebSocket-Accept for this key")

    def check_subprotocol(self, response: Incoming) -> None:  # §4.1: this client offers none
        if response.values(b"sec-websocket-protocol"):
            raise Malformed("a subprotocol that was not offered")

    def check_agreed(self, response: Incoming) -> None:  # §9.1; RFC 7692 §7.1
        agreed = [Extension.parse(one) for one in members(response.values(b"sec-websocket-extensions"))]
        if len(agreed) > 1 or not all(self.acceptable(extension) for extension in agreed):
            raise Malformed("an extension that was not offered")
        if agreed:
            names = dict(agreed[0].parameters)
            keeps = b"client_no_context_takeover" not in names, b"server_no_context_takeover" not in names
            self.deflate = Deflate(keeps_context=keeps[0], peer_keeps_context=keeps[1])

    def acceptable(self, extension: Extension) -> bool:  # RFC 7692 §7.1: only what answers the offer
        names = [name for name, _ in extension.parameters]
        known = (b"server_no_context_takeover", b"client_no_context_takeover", b"server_max_window_bits")
        return (
            extension.name == NAME
            and len(set(names)) == len(names)
            and all(name in known and self.valid_value(name, value) for name, value in extension.parameters)
        )

    def valid_value(self, name: bytes, value: bytes | None) -> bool:  # RFC 7692 §7.1.1, §7.1.2
        return matches(rb"[89]|1[0-5]", value or b"") if name == b"server_max_window_bits" else value is None

    # messages

    def received(self, opcode: int, payload: bytes) -> None:
        self.answers.append((opcode, payload))
        self.close_when_done()

    def close_when_done(self) -> None:
        if len(self.answers) >= len(self.messages) and not self.close_sent:
            self.send_close(1000)

    def fail(self, reason: Failed) -> None:  # §7.1.7
        self.error = str(reason)
        super().fail(reason)

    def masking_key(self) -> bytes:  # §5.3: a new one for each frame, unpredictable
        return self.random(4)
