"""The frames on one connection: sent as octets, received one by one, and joined into messages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conformance.harness.case.attempt import Attempt
from conformance.harness.net.stream import SILENCE
from conformance.http.wire import Closed, Silent
from conformance.model import Endless, not_applicable
from conformance.websocket.bounds import FRAMES, KEPT, KEPT_FRAMES, KEPT_PAYLOAD, KEPT_SENT, LIMIT, OCTETS_OF_A_FRAME
from conformance.websocket.exchange import Received
from conformance.websocket.extensions import Extension
from conformance.websocket.facts import SEGMENTS_HOME, reads_any_segments
from conformance.websocket.handshake import Conversation, Handshake
from conformance.websocket.messages import Messages
from conformance.websocket.waiting import Wait
from conformance.websocket.wire import (
    CLOSE,
    PING,
    PONG,
    Frame,
    FrameReader,
    SentFrames,
    TooLarge,
    close_payload,
    frame,
    one_by_one,
)

RATE = 256 * 1024  # octets a second at which a target may take and send


class FrameConnection:
    """A connection after its opening handshake.

    Frames that come are added to ``conversation``; ``limit`` bounds the octets of a frame and of a message. The
    target's pings are answered whenever something is awaited.
    """

    def __init__(self, handshake: Handshake, conversation: Conversation, deflate: Extension | None) -> None:
        self.attempt: Attempt = handshake.attempt
        self.conversation, self.stream, self.limit = conversation, handshake.stream, LIMIT
        self.reader = FrameReader(LIMIT)
        self.reader.feed(handshake.reader.rest)
        self.attempt.at_close.append(self.reader.forget)
        self._messages = Messages(deflate)
        self._sent = SentFrames()
        self._one_by_one = not reads_any_segments(self.attempt.target)
        self._pinged: set[bytes] = set()  # payloads of the pings that were sent
        self.set_aside: list[Frame] = []  # what came since something is awaited, and is no answer
        self._unanswered: bytes | None = None  # the payload of the last of them, until its pong comes
        self._exchanged = self._frames = 0  # octets sent and received, frames received

    def send(self, opcode: int, payload: bytes = b"", **how: Any) -> None:
        """Send one frame; ``how`` is what ``wire.frame`` takes: ``fin``, ``rsv``, ``mask``, ``length``, ``form``."""
        self.send_octets(frame(opcode, payload, **how))

    def send_close(self, code: int | None = 1000, reason: bytes = b"") -> None:
        """Send a Close; without a code, an empty one."""
        self.send(CLOSE, b"" if code is None else close_payload(code, reason))

    def send_octets(self, octets: bytes) -> None:
        """Send octets as they are, and expect the pongs to the pings in them."""
        self.require_segments()
        self.note_pings(octets)
        self.transmit(octets)

    def note_pings(self, octets: bytes) -> None:
        """Expect the pongs to the pings that ``octets``, which come next in the stream, complete."""
        for payload in self._sent.feed(octets):
            self._pinged.add(payload)
            self._unanswered = payload

    def transmit(self, octets: bytes) -> None:
        """Send octets in which the pings are noted already; each frame by itself if the target reads one at a time."""
        self._exchanged += len(octets)
        self.conversation.sent += octets[: KEPT_SENT - len(self.conversation.sent)]
        for piece in one_by_one(octets) if self._one_by_one else [octets]:
            if self._one_by_one:
                self.stream.let_read()
            self.stream.send(piece)

    def keep_segments(self) -> None:
        """Send octets in the segments that the case gives them, though the target reads one frame at a time."""
        self._one_by_one = False

    def require_segments(self) -> None:
        """Not applicable if the rest of a frame is to be sent, and the target takes what it has for all of it."""
        if self._one_by_one and self._sent.amid_frame:
            not_applicable(f"the target does not read frames from a stream, which {SEGMENTS_HOME} reports")

    def send_in_pieces(self, *pieces: bytes) -> None:
        """Send each piece by itself, as soon as the target has read those before."""
        for piece in pieces:
            self.stream.let_read()
            self.send_octets(piece)

    def allow_time_for(self, count: int) -> None:
        """Let the target take the time that ``count`` more octets need: it may inflate what was sent to so many."""
        self._exchanged += count

    def half_close(self) -> None:
        """Send FIN and go on reading."""
        self.stream.half_close()

    def reset(self) -> None:
        """End the connection with RST."""
        self.stream.reset()

    def receive_within(self, wait: Wait) -> Received:
        """Return the next message, pong or Close, or how the stream ends; whatever arrives renews the wait.

        Pings of the target are answered, and renew nothing. Unlike ``receive``, this does not set the actual behaviour
        of the case. Raises ``Endless`` if the target sends too much.
        """
        while True:
            until = wait.deadline
            received = self._next_frame(wait)
            if not isinstance(received, Frame) or (received.control and received.opcode != PING):
                return received
            if received.opcode == PING:
                self._answer(received)
                wait.deadline = until
            elif message := self._messages.join(received, self.limit):
                return message

    def _answer(self, ping: Frame) -> None:
        """Answer a ping, unless it is one of ours that the target sent back: it would send back the pong as well."""
        if ping.payload and ping.payload in self._pinged:
            self.set_aside.append(ping)
        else:
            self.send_octets(frame(PONG, ping.payload))

    def _next_frame(self, wait: Wait) -> Received:
        """Return the next frame, or how the stream ends or falls silent; raises ``Endless``."""
        self.reader.limit = self.limit
        most = max(FRAMES, self.limit // OCTETS_OF_A_FRAME)
        if self._frames > most:
            raise Endless(f"the target sent more than {most} frames")
        try:
            while not (found := self.reader.next()):
                received = self.stream.receive(wait.deadline + self._time_for_octets())
                if not isinstance(received, bytes):
                    return self._ended(received)
                wait.renew()
                self._exchanged += len(received)
                self.reader.feed(received)
        except TooLarge as error:
            self._keep(error.frame)
            raise
        self._keep(found)
        return found

    def _time_for_octets(self) -> float:
        """Seconds that a target may take in addition, since many octets take longer than few.

        None for a target that is silent to most cases: they would only make its silence last longer.
        """
        return 0.0 if self.attempt.run.mostly_silent else self._exchanged / RATE

    def _ended(self, how: str) -> Received:
        rest = self.reader.rest[:KEPT]
        return Silent(rest) if how == SILENCE else Closed(how, rest)

    def _keep(self, found: Frame) -> None:
        """Keep a frame for the cases on all frames, and note whether it answers the last ping."""
        self._frames += 1
        if found.opcode == PONG and found.payload == self._unanswered:
            self._unanswered = None
        if len(self.conversation.frames) < KEPT_FRAMES:
            short = len(found.payload) <= KEPT_PAYLOAD
            self.conversation.frames.append(found if short else replace(found, payload=found.payload[:KEPT_PAYLOAD]))

    def close(self) -> None:
        """Close TCP only: the closing handshake is what cases are about."""
        self.stream.close()
