"""The harness as a WebSocket client that sends exactly the frames, or the octets, it is given (RFC 6455 §5).

Three questions answer most cases. ``fails(octets)``: did the target fail the connection? ``accepts(octets)``: did it go
on? ``delivers(octets, message, ...)``: did these messages come back? Each rests on a positive sign: a Close or the end
of the connection, the pong to a ping that followed, an echo.
"""

from __future__ import annotations

import time
from typing import Any, TypeVar

from conformance.harness.case.attempt import Attempt
from conformance.harness.net.incoming import SILENCE
from conformance.http.wire import Closed, Garbage, Silent
from conformance.model import inconclusive, not_applicable
from conformance.websocket.deflate import NAME
from conformance.websocket.exchange import KEPT, Exchange, Heard, described
from conformance.websocket.extensions import Extension
from conformance.websocket.handshake import REQUEST, Handshake, readable_extensions
from conformance.websocket.messages import Messages
from conformance.websocket.wire import CLOSE, PING, PONG, TEXT, Frame, FrameReader, TooLarge, close_payload, frame

LIMIT = 1 << 20  # octets of a frame, and of a message, from the target
MANY_FRAMES = 2048  # from the target on one connection, or more where the limit is above the usual
KEPT_FRAMES = 200  # frames kept of a connection, for the cases on all frames
RATE = 256 * 1024  # octets a second at which a target may take and send
GRACE = 0.35  # seconds: a target that checks messages late may answer the ping before it closes
OWN_REASONS = (1003, 1008, 1009)  # a type of data, a policy, a size: a target may close for these (§7.4.1, §10.4)
AGAINST_US = (1002, 1007)  # says that what it received breaks the protocol

H = TypeVar("H", bound=Heard)


class WebSocket:
    """A connection after its opening handshake.

    ``fields`` are field lines, each ended by CRLF, to add to the request; ``handshake`` is a connection that has
    had its 101 already. Where the target does not complete the handshake the case is inconclusive, for that is another
    case's business. The target's own pings are answered, and its unasked-for pongs set aside, whenever something is
    awaited.
    """

    def __init__(self, attempt: Attempt, fields: bytes = b"", handshake: Handshake | None = None) -> None:
        self.attempt = attempt
        self.handshake = handshake or Handshake(attempt)
        if handshake is None:
            self.handshake.answer(REQUEST[:-2] + fields + b"\r\n")
        self.conversation = self.handshake.conversation()
        self.extensions = readable_extensions(self.conversation.response)
        self.stream, self.limit = self.handshake.stream, LIMIT
        self.reader = FrameReader(LIMIT)
        self.reader.feed(self.handshake.reader.rest)
        self._messages = Messages(self.extension())
        self._pinged: list[bytes] = []
        self._moved = self._frames = 0  # octets sent and received, frames received
        if handshake is None:
            self._say_first()

    # the handshake

    def extension(self, name: bytes = NAME) -> Extension | None:
        """The extension as the target agreed to it, if it did."""
        return next((extension for extension in self.extensions if extension.name == name), None)

    def _say_first(self) -> None:
        """Send the first message that the endpoint wants, and set aside what comes for it before a ping's answer."""
        first = self.attempt.target.capabilities.get("ws.first", "")
        if first and self.exchange(frame(TEXT, first.encode())).failed:
            inconclusive("the target closes the connection on the first message: --cap ws.first=...")

    def open_another(self, fields: bytes = b"") -> WebSocket:
        """Another connection to the same target, with a handshake of its own."""
        return WebSocket(self.attempt, fields)

    # what goes out

    def send(self, opcode: int, payload: bytes = b"", **how: Any) -> None:
        """Send one frame; ``how`` is what ``wire.frame`` takes: ``fin``, ``rsv``, ``mask``, ``length``, ``form``."""
        self.send_octets(frame(opcode, payload, **how))
        if opcode == PING:
            self.pinged(payload)

    def send_octets(self, octets: bytes) -> None:
        """Send octets as they are."""
        self._moved += len(octets)
        self.stream.send(octets)

    def pinged(self, *payloads: bytes) -> None:
        """Say that pings with these payloads went out as octets: their pongs are not unasked-for."""
        self._pinged += payloads

    def allow_for(self, octets: int) -> None:
        """Say that what was sent makes so many octets: the target may take its time for them."""
        self._moved += octets

    def send_close(self, code: int | None = 1000, reason: bytes = b"") -> None:
        """Send a Close; without a code, an empty one."""
        self.send(CLOSE, b"" if code is None else close_payload(code, reason))

    def send_in_pieces(self, *pieces: bytes) -> None:
        """Send each piece by itself, as soon as the target has read those before."""
        for piece in pieces:
            self.stream.let_read()
            self.send_octets(piece)

    def half_close(self) -> None:
        """Send FIN and go on reading."""
        self.stream.half_close()

    def reset(self) -> None:
        """End the connection with RST."""
        self.stream.reset()

    # what comes back

    def receive(self, *opcodes: int) -> Heard:
        """The next message (its frames joined, and inflated), pong or Close, or how the stream ends or falls silent.

        Pings of the target are answered; pongs that no ``send(PING, ...)`` asked for are set aside. With ``opcodes``
        (``receive(CLOSE)``), so are messages and pongs of others, for an endpoint may talk unasked; a Close never is.
        """
        deadline = time.monotonic() + self.attempt.patience
        while True:
            heard = self._receive(deadline)
            if not isinstance(heard, Frame) or heard.opcode == CLOSE:
                return self._observe(heard)
            asked_for = heard.opcode != PONG or heard.payload in self._pinged
            if asked_for and (not opcodes or heard.opcode in opcodes):
                return self._observe(heard)

    def receive_before(self, deadline: float) -> Heard:
        """What comes before ``deadline`` (monotonic seconds), as ``receive`` gives it; silence says nothing here."""
        return self._receive(deadline)

    def receive_frame(self) -> Heard:
        """The next frame as it is, be it a fragment; nothing is answered and nothing set aside."""
        return self._observe(self._next(time.monotonic() + self.attempt.patience))

    def after(self) -> Closed | Silent | Garbage:
        """What follows the last frame: the end of the stream, silence, or octets, which are ``Garbage``.

        For after a Close: whatever comes is kept and given, no frame is looked for.
        """
        octets, deadline = bytearray(self.reader.rest), time.monotonic() + self.attempt.patience
        while isinstance(heard := self.stream.receive(deadline), bytes) and len(octets) < self.limit:
            octets += heard
        self.conversation.after_close += bytes(octets[:KEPT])
        if octets:
            return self._observe(Garbage("more octets", bytes(octets[:KEPT])))
        return self._observe(Silent() if heard == SILENCE else Closed(str(heard)))

    def exchange(self, octets: bytes, *awaited: Frame) -> Exchange:
        """Send ``octets`` and a ping in one stream, and read until something is decided.

        Decided is it when the target closes; or when it has answered the ping and sent as many messages and pongs as
        ``awaited``, each of which may take the patience. Where none is awaited, it has GRACE seconds after that answer
        to close all the same.
        """
        nonce = b"judge:" + self.attempt.octets(8)
        self.send_octets(octets + frame(PING, nonce))
        seen = self._read_exchange(nonce, awaited)
        suspect = isinstance(seen.end, Closed) and not seen.close
        self.attempt.observed(str(seen), silent=isinstance(seen.end, Silent), suspect=suspect)
        return seen

    def _read_exchange(self, nonce: bytes, awaited: tuple[Frame, ...]) -> Exchange:
        seen, deadline = Exchange(), time.monotonic() + self.attempt.patience
        while not seen.failed and seen.end is None:
            if enough := seen.ponged and self._all_there(seen, awaited):
                if awaited:
                    break
                deadline = min(deadline, time.monotonic() + max(GRACE, self.attempt.patience / 8))
            before = len(seen.messages) + len(seen.pongs)
            self._sort(self._receive(deadline), seen, nonce)
            if before < len(seen.messages) + len(seen.pongs) <= len(awaited):
                deadline = time.monotonic() + self.attempt.patience
            if enough and isinstance(seen.end, Silent):  # nothing came in the grace: the target went on
                seen.end = None
                break
        return seen

    def _all_there(self, seen: Exchange, awaited: tuple[Frame, ...]) -> bool:
        pongs = sum(one.opcode == PONG for one in awaited)
        return len(seen.pongs) >= pongs and len(self.own(seen.messages, *awaited)) >= len(awaited) - pongs

    def _sort(self, heard: Heard, seen: Exchange, nonce: bytes) -> None:
        if not isinstance(heard, Frame):
            seen.end = heard
        elif heard.opcode == CLOSE:
            seen.close = heard
        elif heard == Frame(PONG, nonce):
            seen.ponged = True
        else:
            (seen.pongs if heard.opcode == PONG else seen.messages).append(heard)

    # the three questions

    def fails(self, octets: bytes) -> bool:
        """Whether the target closes the connection for ``octets``, with or without a Close, soon or a little later."""
        seen = self.exchange(octets)
        if not seen.failed:  # that it has not closed rests on silence: to be confirmed
            self.attempt.observed(str(seen), silent=True)
        return seen.failed

    def accepts(self, octets: bytes) -> bool:
        """Whether the target goes on after ``octets``: it answers the ping that follows, and does not close."""
        return self._excused(self.exchange(octets)).open

    def delivers(self, octets: bytes, *messages: Frame) -> bool:
        """Whether the messages come back, in this order and unchanged, and the connection stays open.

        Where the target is no echo, only that it goes on can be seen, and that is then said in the evidence.
        """
        if "ws.echo" not in self.attempt.target.capabilities:
            self.attempt.transcript.note(" ", "no echo (--cap ws.echo=/path): what was taken in cannot be seen", 1)
            return self.accepts(octets)
        seen = self._excused(self.exchange(octets, *messages))
        return seen.open and self.own(seen.messages, *messages) == list(messages)

    def _excused(self, seen: Exchange) -> Exchange:
        """End the case as not applicable where the target closes as it may close on any message."""
        code = seen.close.code if seen.close else None
        if code in OWN_REASONS:
            not_applicable(f"the target closes with {code}, for a limit or a policy of its own")
        known = self.attempt.target.capabilities
        if seen.failed and known.get("ws.behaviour") == "closes" and "ws.echo" not in known and code not in AGAINST_US:
            self.attempt.require_capability("ws.echo")
        return seen

    def own(self, received: list[Frame], *awaited: Frame) -> list[Frame]:
        """``received`` without what an endpoint that talks unasked (``ws.pushes``) sends by itself."""
        pushes = "ws.pushes" in self.attempt.target.capabilities
        return [message for message in received if not pushes or message in awaited]

    def require_echo(self) -> None:
        """End the case as not applicable where the target is no echo."""
        self.attempt.require_capability("ws.echo")

    # reading

    def _receive(self, deadline: float) -> Heard:
        """The next message, pong or Close, or how the stream ends; pings are answered."""
        while True:
            heard = self._next(deadline)
            if not isinstance(heard, Frame) or (heard.control and heard.opcode != PING):
                return heard
            if heard.opcode == PING:
                self.send_octets(frame(PONG, heard.payload))
            elif message := self._messages.join(heard, self.limit):
                return message

    def _next(self, deadline: float) -> Heard:
        """The next frame, or how the stream ends or falls silent."""
        self.reader.limit = self.limit
        if self._frames > max(MANY_FRAMES, self.limit // 512):
            return Garbage("frames without end", self.reader.rest[:KEPT])
        try:
            heard = self._read(deadline)
        except TooLarge as error:
            return Garbage(str(error), self.reader.rest[:KEPT])
        if isinstance(heard, Frame):
            self._frames += 1
            self.conversation.frames += [heard] if len(self.conversation.frames) < KEPT_FRAMES else []
        return heard

    def _read(self, deadline: float) -> Heard:
        while not (found := self.reader.next()):
            heard = self.stream.receive(deadline + self._moved / RATE)  # much takes longer than little, both ways
            if heard == SILENCE:
                return Silent(self.reader.rest[:KEPT])
            if not isinstance(heard, bytes):
                return Closed(heard, self.reader.rest[:KEPT])
            self._moved += len(heard)
            self.reader.feed(heard)
        return found

    def _observe(self, heard: H) -> H:
        suspect = isinstance(heard, Closed) and not any(one.opcode == CLOSE for one in self.conversation.frames)
        self.attempt.observed(described(heard), silent=isinstance(heard, Silent), suspect=suspect)
        return heard

    def close(self) -> None:
        """Nothing but TCP is closed: the closing handshake is what cases are about."""
        self.stream.close()
