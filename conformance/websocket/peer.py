"""The harness as a WebSocket client that sends exactly the frames, or the octets, it is given (RFC 6455 §5).

Three questions answer most cases. ``fails(octets)``: did the target fail the connection? ``accepts(octets)``: did it go
on? ``delivers(octets, message, ...)``: did these messages come back? Each answer rests on a positive sign: a Close or
the end of the connection, the pong to a ping that followed, an echo.
"""

from __future__ import annotations

from collections.abc import Callable

from conformance.harness.case.attempt import Attempt
from conformance.http.wire import Closed, Silent
from conformance.model import inconclusive, not_applicable
from conformance.websocket.answers import AnswerReader
from conformance.websocket.deflate import NAME
from conformance.websocket.exchange import BY_ECHO, Exchange
from conformance.websocket.extensions import Extension
from conformance.websocket.facts import PONGS_HOME, answers_pings
from conformance.websocket.handshake import REQUEST, Handshake, readable_extensions
from conformance.websocket.waiting import Wait
from conformance.websocket.wire import PING, PONG, TEXT, Frame, frame

GRACE = 0.35  # seconds: a target that checks messages late may answer the ping before it closes
OWN_REASONS = (1003, 1008, 1009)  # a type of data, a policy, a size: a target may close for these (§7.4.1, §10.4)
OUR_FAULT = (1002, 1007)  # the target says that what it received breaks the protocol


class WebSocket(AnswerReader):
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
        """Send the first message that the endpoint wants, and a ping; set aside what comes before the pong."""
        first = self.attempt.target.capabilities.get("ws.first", "")
        if first and self.exchange(frame(TEXT, first.encode())).failed:
            inconclusive("the target closes the connection on the first message: --cap ws.first=...")

    def open_another(self, fields: bytes = b"") -> WebSocket:
        """Open another connection to the same target, with a handshake of its own."""
        return WebSocket(self.attempt, fields)

    # exchanges

    def exchange(self, octets: bytes, *awaited: Frame) -> Exchange:
        """Send ``octets`` and a ping that nothing in them can be confused with, and read until something is decided.

        The ping follows in the same stream. Only if ``octets``, or what was sent before, end in a ping that is not
        answered yet does it wait for that answer, GRACE seconds at most: one pong may answer both (§5.5.3).

        If the target answers no ping, a text follows instead, and its echo counts as the answer.

        It is decided when the target closes; or when it has answered the ping and sent as many messages and pongs as
        ``awaited``. If none is awaited, the target has GRACE seconds after that answer to close nevertheless.
        """
        seen = Exchange(self.attempt.octets(8).hex().encode())
        self.set_aside.clear()
        if not answers_pings(self.attempt.target):
            self._exchange_with_echo(octets, seen, awaited)
        else:
            self._exchange_with_ping(octets, seen, awaited)
        suspect = isinstance(seen.end, Closed) and not seen.close
        what = str(seen) if seen.answered else self.after_others(str(seen))
        self.attempt.observed(what, silent=isinstance(seen.end, Silent), suspect=suspect)
        return seen

    def _exchange_with_ping(self, octets: bytes, seen: Exchange, awaited: tuple[Frame, ...]) -> None:
        ping = frame(PING, seen.nonce)
        self.note_pings(octets)
        if self._unanswered is None:
            self.note_pings(ping)
            self.transmit(octets + ping)
            self._read_exchange(seen, Wait(self.attempt), awaited)
        else:
            self._exchange_apart(octets, ping, seen, awaited)

    def _exchange_with_echo(self, octets: bytes, seen: Exchange, awaited: tuple[Frame, ...]) -> None:
        """Let a text follow; amid a message, nothing, since a new message there would be wrong (§5.4)."""
        if octets:
            self.require_segments()
        self.note_pings(octets)
        seen.signs, seen.nonce = BY_ECHO, b"" if self._sent.amid_message else seen.nonce
        follows = frame(TEXT, seen.nonce) if seen.nonce else b""
        self.note_pings(follows)
        self.transmit(octets + follows)
        self._read_exchange(seen, Wait(self.attempt), awaited)

    def _exchange_apart(self, octets: bytes, ping: bytes, seen: Exchange, awaited: tuple[Frame, ...]) -> None:
        """Read until the last ping is answered, if it soon is, and only then send the one that ends the exchange."""
        if octets:
            self.transmit(octets)
        wait = Wait(self.attempt)
        if self._read_for(min(GRACE, self.attempt.patience / 2), seen, lambda: self._unanswered is None):
            wait.renew()
        if not seen.is_over:
            self.send_octets(ping)
        self._read_exchange(seen, wait, awaited)

    def _read_for(self, seconds: float, seen: Exchange, is_enough: Callable[[], bool]) -> bool:
        """Read until it is enough, the connection ends, or nothing comes for so many seconds; whether anything came."""
        wait = Wait(self.attempt, seconds)
        while not (seen.is_over or is_enough()):
            seen.add(self.receive_within(wait))
        if isinstance(seen.end, Silent):
            seen.end = None
        return wait.renewed

    def _read_exchange(self, seen: Exchange, wait: Wait, awaited: tuple[Frame, ...]) -> None:
        while not (seen.is_over or (seen.answered and self._has_all(seen, awaited))):
            until, before = wait.deadline, len(seen.messages)
            seen.add(self.next_answer(wait, *awaited))
            if awaited and len(awaited) < len(seen.messages) != before:
                wait.deadline = until  # more than was awaited
        if not (awaited or seen.is_over):
            self._read_for(max(GRACE, self.attempt.patience / 8), seen, lambda: False)

    def _has_all(self, seen: Exchange, awaited: tuple[Frame, ...]) -> bool:
        pongs = sum(one.opcode == PONG for one in awaited)
        return len(seen.pongs) >= pongs and len(self.without_pushes(seen.messages, *awaited)) >= len(awaited) - pongs

    def is_alive(self, payload: bytes = b"there?") -> bool:
        """Whether the target answers a ping with this payload; if it answers none, whether it sends a text back."""
        if answers_pings(self.attempt.target):
            self.send(PING, payload)
            return self.receive_pong(payload) == Frame(PONG, payload)
        self.send(TEXT, payload)
        received = self.receive_message(payload)
        return isinstance(received, Frame) and received.payload == payload

    # the three questions

    def fails(self, octets: bytes) -> bool:
        """Whether the target closes the connection for ``octets``, with or without a Close, soon or a little later."""
        self.attempt.malformed = True
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
        return seen.open and self.are_alike(self.without_pushes(seen.messages, *messages), messages)

    def _unless_excused(self, seen: Exchange) -> Exchange:
        """End the case as not applicable if the target closes for a reason for which it may close on any message."""
        if not (seen.nonce or seen.failed):
            self.require_pongs()
        code = seen.close.code if seen.close else None
        if code in OWN_REASONS:
            not_applicable(f"the target closes with {code}, for a limit or a policy of its own")
        known = self.attempt.target.capabilities
        if seen.failed and known.get("ws.behaviour") == "closes" and "ws.echo" not in known and code not in OUR_FAULT:
            self.attempt.require_capability("ws.echo")
        return seen

    def require_pongs(self) -> None:
        """End the case as not applicable if the target answers no ping."""
        if not answers_pings(self.attempt.target):
            not_applicable(f"the target answers no ping, which {PONGS_HOME} reports")

    def require_echo(self) -> None:
        """End the case as not applicable if the target is no echo."""
        self.attempt.require_capability("ws.echo")
