"""The harness as a WebSocket client that sends exactly the frames, or the octets, it is given (RFC 6455 §5).

Three questions answer most cases. ``fails(octets)``: did the target fail the connection? ``accepts(octets)``: did it go
on? ``delivers(octets, message, ...)``: did these messages come back? Each answer rests on a positive sign: a Close or
the end of the connection, the pong to a ping that followed, an echo.
"""

from __future__ import annotations

from typing import TypeVar

from conformance.harness.case.attempt import Attempt
from conformance.harness.net.stream import SILENCE
from conformance.http.wire import Closed, Garbage, Silent
from conformance.model import inconclusive, not_applicable
from conformance.websocket.deflate import NAME
from conformance.websocket.exchange import KEPT, Exchange, Received, describe
from conformance.websocket.extensions import Extension
from conformance.websocket.frames import FrameConnection
from conformance.websocket.handshake import REQUEST, Handshake, readable_extensions
from conformance.websocket.wire import CLOSE, PING, PONG, TEXT, Frame, frame

GRACE = 0.35  # seconds: a target that checks messages late may answer the ping before it closes
OWN_REASONS = (1003, 1008, 1009)  # a type of data, a policy, a size: a target may close for these (§7.4.1, §10.4)
OUR_FAULT = (1002, 1007)  # the target says that what it received breaks the protocol

R = TypeVar("R", bound=Received)


class WebSocket(FrameConnection):
    """A connection after its opening handshake.

    ``fields`` are field lines, each ended by CRLF, to add to the request; ``handshake`` is a connection that has
    had its 101 already. If the target does not complete the handshake the case is inconclusive: other cases judge
    that. While something is awaited, the target's pings are answered and its unsolicited pongs are set aside.
    """

    def __init__(self, attempt: Attempt, fields: bytes = b"", handshake: Handshake | None = None) -> None:
        self.handshake = handshake or Handshake(attempt)
        if handshake is None:
            self.handshake.answer(REQUEST[:-2] + fields + b"\r\n")
        conversation = self.handshake.conversation()
        self.extensions = readable_extensions(conversation.response)
        super().__init__(self.handshake, conversation, self.extension())
        if handshake is None:
            self._send_first_message()

    # the handshake

    def extension(self, name: bytes = NAME) -> Extension | None:
        """Return the extension as the target agreed to it, if it did."""
        return next((extension for extension in self.extensions if extension.name == name), None)

    def _send_first_message(self) -> None:
        """Send the first message that the endpoint wants, and set aside what comes for it before a ping's answer."""
        first = self.attempt.target.capabilities.get("ws.first", "")
        if first and self.exchange(frame(TEXT, first.encode())).failed:
            inconclusive("the target closes the connection on the first message: --cap ws.first=...")

    def open_another(self, fields: bytes = b"") -> WebSocket:
        """Open another connection to the same target, with a handshake of its own."""
        return WebSocket(self.attempt, fields)

    # receiving

    def receive(self, *opcodes: int) -> Received:
        """Return the next message (its frames joined, and inflated), pong or Close, or how the stream ends.

        Pongs that no ``send(PING, ...)`` asked for are set aside. With ``opcodes`` (``receive(CLOSE)``), so are
        messages and pongs of others, for an endpoint may send messages unasked; a Close never is.
        """
        deadline = self.attempt.deadline()
        while True:
            received = self.receive_before(deadline)
            if not isinstance(received, Frame) or received.opcode == CLOSE:
                return self._observe(received)
            solicited = received.opcode != PONG or received.payload in self._pinged
            if solicited and (not opcodes or received.opcode in opcodes):
                return self._observe(received)

    def what_follows(self) -> Closed | Silent | Garbage:
        """Return what follows the last frame: the end of the stream, silence, or octets, which are ``Garbage``.

        For use after a Close: whatever comes is kept and returned, no frame is looked for.
        """
        octets, deadline = bytearray(self.reader.rest), self.attempt.deadline()
        while isinstance(received := self.stream.receive(deadline), bytes) and len(octets) < self.limit:
            octets += received
        self.conversation.after_close += bytes(octets[:KEPT])
        if octets:
            return self._observe(Garbage("more octets", bytes(octets[:KEPT])))
        return self._observe(Silent() if received == SILENCE else Closed(str(received)))

    def exchange(self, octets: bytes, *awaited: Frame) -> Exchange:
        """Send ``octets`` and a ping in one stream, and read until something is decided.

        It is decided when the target closes; or when it has answered the ping and sent as many messages and pongs as
        ``awaited``, each of which may take the patience. If none is awaited, the target has GRACE seconds after that
        answer to close nevertheless.
        """
        nonce = b"judge:" + self.attempt.octets(8)
        self.send_octets(octets + frame(PING, nonce))
        seen = self._read_exchange(nonce, awaited)
        suspect = isinstance(seen.end, Closed) and not seen.close
        self.attempt.observed(str(seen), silent=isinstance(seen.end, Silent), suspect=suspect)
        return seen

    def _read_exchange(self, nonce: bytes, awaited: tuple[Frame, ...]) -> Exchange:
        seen, deadline = Exchange(), self.attempt.deadline()
        while not seen.failed and seen.end is None:
            if complete := seen.ponged and self._has_all(seen, awaited):
                if awaited:
                    break
                deadline = min(deadline, self.attempt.clock.now() + max(GRACE, self.attempt.patience / 8))
            before = seen.count
            seen.add(self.receive_before(deadline), nonce)
            if before < seen.count <= len(awaited):
                deadline = self.attempt.deadline()
            if complete and isinstance(seen.end, Silent):  # nothing came in the grace: the target went on
                seen.end = None
                break
        return seen

    def _has_all(self, seen: Exchange, awaited: tuple[Frame, ...]) -> bool:
        pongs = sum(one.opcode == PONG for one in awaited)
        return len(seen.pongs) >= pongs and len(self.without_pushes(seen.messages, *awaited)) >= len(awaited) - pongs

    def _observe(self, received: R) -> R:
        suspect = isinstance(received, Closed) and not any(one.opcode == CLOSE for one in self.conversation.frames)
        self.attempt.observed(describe(received), silent=isinstance(received, Silent), suspect=suspect)
        return received

    # the three questions

    def fails(self, octets: bytes) -> bool:
        """Whether the target closes the connection for ``octets``, with or without a Close, soon or a little later."""
        seen = self.exchange(octets)
        if not seen.failed:  # that it has not closed rests on silence: to be confirmed
            self.attempt.observed(str(seen), silent=True)
        return seen.failed

    def accepts(self, octets: bytes) -> bool:
        """Whether the target goes on after ``octets``: it answers the ping that follows, and does not close."""
        return self._unless_excused(self.exchange(octets)).open

    def delivers(self, octets: bytes, *messages: Frame) -> bool:
        """Whether the messages come back, in this order and unchanged, and the connection stays open.

        If the target is no echo, only that it goes on can be seen, and the evidence says so.
        """
        if "ws.echo" not in self.attempt.target.capabilities:
            self.attempt.transcript.note(" ", "no echo (--cap ws.echo=/path): what was taken in cannot be seen", 1)
            return self.accepts(octets)
        seen = self._unless_excused(self.exchange(octets, *messages))
        return seen.open and self.without_pushes(seen.messages, *messages) == list(messages)

    def _unless_excused(self, seen: Exchange) -> Exchange:
        """End the case as not applicable if the target closes for a reason for which it may close on any message."""
        code = seen.close.code if seen.close else None
        if code in OWN_REASONS:
            not_applicable(f"the target closes with {code}, for a limit or a policy of its own")
        known = self.attempt.target.capabilities
        if seen.failed and known.get("ws.behaviour") == "closes" and "ws.echo" not in known and code not in OUR_FAULT:
            self.attempt.require_capability("ws.echo")
        return seen

    def without_pushes(self, received: list[Frame], *awaited: Frame) -> list[Frame]:
        """Return ``received`` without the messages that an endpoint with ``ws.pushes`` sends unasked."""
        pushes = "ws.pushes" in self.attempt.target.capabilities
        return [message for message in received if not pushes or message in awaited]

    def require_echo(self) -> None:
        """End the case as not applicable if the target is no echo."""
        self.attempt.require_capability("ws.echo")
