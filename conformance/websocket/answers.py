"""Answers of the target on one connection: awaited for long enough, and separated from what it sends unasked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn, TypeVar

from conformance.harness.net.stream import SILENCE
from conformance.http.wire import Closed, Garbage, Silent
from conformance.model import Endless, not_applicable
from conformance.websocket.bounds import KEPT
from conformance.websocket.exchange import Received, describe
from conformance.websocket.frames import FrameConnection
from conformance.websocket.waiting import Wait
from conformance.websocket.wire import BINARY, CLOSE, PONG, TEXT, Frame

SHOWN = 3  # frames that answer nothing and are named

R = TypeVar("R", bound=Received)


class AnswerReader(FrameConnection):
    """A connection on which answers are awaited. What comes unasked is set aside, and does not extend the wait."""

    def receive(self, *opcodes: int) -> Received:
        """Return the next message (its frames joined, and inflated), pong or Close, or how the stream ends.

        Pongs that no ``send(PING, ...)`` asked for are set aside. With ``opcodes`` (``receive(PONG)``), so are messages
        and pongs of other opcodes, since an endpoint may send messages unasked. A Close is always returned.
        """
        wait = Wait(self.attempt)
        self.set_aside.clear()
        while True:
            received = self.next_answer(wait)
            if not isinstance(received, Frame) or received.opcode == CLOSE:
                return self.observe(received)
            solicited = received.opcode != PONG or received.payload in self._pinged
            if solicited and (not opcodes or received.opcode in opcodes):
                return self.observe(received)
            self.set_aside.append(received)

    def receive_pong(self, payload: bytes) -> Received:
        """Return the pong with this payload, or what ends the stream; anything else is set aside."""
        while isinstance(received := self.receive(PONG), Frame) and received.opcode == PONG:
            if received.payload == payload:
                break
        return received

    def receive_message(self, payload: bytes) -> Received:
        """Return the message with this payload, or what ends the stream; anything else is set aside."""
        while isinstance(received := self.receive(TEXT, BINARY), Frame) and received.opcode != CLOSE:
            if received.payload == payload:
                break
        return received

    def next_answer(self, wait: Wait, *awaited: Frame) -> Received:
        """Return what comes next. Only what was asked for renews the wait."""
        until = wait.deadline
        received = self.receive_within(wait)
        if isinstance(received, Silent) and wait.is_cut_short:
            self._give_up(wait)
        if self._is_unasked(received, awaited):
            wait.deadline = until
        return received

    def _is_unasked(self, received: Received, awaited: tuple[Frame, ...]) -> bool:
        if not isinstance(received, Frame):
            return False
        if received.opcode == PONG:
            return received.payload not in self._pinged
        return received.opcode != CLOSE and self.pushes and not self.is_among(received, awaited)

    def _give_up(self, wait: Wait) -> NoReturn:
        """End the case as inconclusive: the target is not silent, but it takes too long for a whole patience."""
        reason = f"the target was still sending after {wait.most:g} s, and its answer had not ended"
        self.attempt.observed(reason, silent=True)
        raise Endless(reason)

    def what_follows(self) -> Closed | Silent | Garbage:
        """Return what follows the last frame: the end of the stream, silence, or octets, which are ``Garbage``.

        For use after a Close: whatever comes is kept and returned, no frame is looked for.
        """
        octets, end = self._read_to_the_end()
        return self.observe(Garbage("more octets", octets[:KEPT]) if octets else end)

    def how_it_ends(self) -> Closed | Silent | Garbage:
        """Return how the stream ends after a Close. Octets that come before its end are judged by other cases."""
        _, end = self._read_to_the_end()
        if isinstance(end, Garbage):
            self.require_no_pushes()
        return self.observe(end)

    def _read_to_the_end(self) -> tuple[bytes, Closed | Silent | Garbage]:
        """Return what comes after a Close, and how it ends; what has no end is ``Garbage``."""
        octets, wait = bytearray(self.reader.rest), Wait(self.attempt)
        while isinstance(received := self.stream.receive(wait.deadline), bytes) and len(octets) < self.limit:
            octets += received
            wait.renew()
        self.conversation.after_close += bytes(octets[:KEPT])
        if isinstance(received, bytes):
            return bytes(octets), Garbage("octets without end", bytes(octets[:KEPT]))
        return bytes(octets), Silent() if received == SILENCE else Closed(received)

    def require_no_pushes(self) -> None:
        """End the case as not applicable if the endpoint sends messages unasked: they may follow whatever was sent."""
        if self.pushes:
            not_applicable("the endpoint sends messages unasked")

    def without_pushes(self, received: list[Frame], *awaited: Frame) -> list[Frame]:
        """Return ``received`` without the messages that an endpoint with ``ws.pushes`` sends unasked."""
        return [message for message in received if not self.pushes or self.is_among(message, awaited)]

    def are_alike(self, received: list[Frame], awaited: Sequence[Frame]) -> bool:
        """Whether the messages are those awaited.

        If the target has ``ws.changes_type``, only payloads are compared: another case judges the types.
        """
        if "ws.changes_type" in self.attempt.target.capabilities:
            return [message.payload for message in received] == [message.payload for message in awaited]
        return received == [*awaited]

    def is_among(self, message: Frame, awaited: Sequence[Frame]) -> bool:
        """Whether the message is one of those awaited."""
        return any(self.are_alike([message], [one]) for one in awaited)

    @property
    def pushes(self) -> bool:
        """Whether the endpoint sends messages unasked."""
        return "ws.pushes" in self.attempt.target.capabilities

    def observe(self, received: R) -> R:
        """Note what came as the actual behaviour of the target, and return it."""
        suspect = isinstance(received, Closed) and not any(one.opcode == CLOSE for one in self.conversation.frames)
        what = self.after_others(describe(received)) if isinstance(received, Silent) else describe(received)
        self.attempt.observed(what, silent=isinstance(received, Silent), suspect=suspect)
        return received

    def after_others(self, what: str) -> str:
        """Say before ``what`` which frames came that answer nothing: a target that sends these is not silent."""
        frames = [str(frame) for frame in self.set_aside[:SHOWN]]
        return f"no answer, but {', '.join(frames)}; then {what}" if frames else what
