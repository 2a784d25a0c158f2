"""Sends octets, whole or in segments, and reads meanwhile, so that neither side blocks the other."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

from conformance.harness.net.bounds import PACE, RECEIVE
from conformance.harness.net.clock import Clock
from conformance.harness.net.incoming import Incoming
from conformance.harness.net.peer_receive_queue import PeerReceiveQueue
from conformance.harness.net.segmentation import Segments
from conformance.harness.net.stream import RST
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.waiting import READ, WRITE, wait_for

MOMENT = 0.25  # seconds in which a target that is ready reads what has arrived
GLANCE = 0.0001  # seconds until the second look at what the target has read


class Outgoing:
    """The sending half of a connection. ``patience`` (seconds): a target that reads nothing for so long is given up."""

    def __init__(self, sock: socket.socket, tls: bool, patience: float, incoming: Incoming, clock: Clock) -> None:
        self.socket, self.tls, self.patience, self.incoming = sock, tls, patience, incoming
        self._clock = clock
        self._sent, self._moment = 0, MOMENT
        self._queue: PeerReceiveQueue | None = None

    def send(
        self, octets: bytes, segments: Segments | None, transcript: Transcript, number: int, ends: float = float("inf")
    ) -> None:
        """Send all octets on connection ``number``; what goes wrong is noted as evidence, not raised.

        A target that takes fewer than ``PACE`` octets in ``patience`` seconds is given up. At the time ``ends``,
        nothing more is sent.
        """
        until = min(ends, self._clock.now() + self.patience * (1 + len(octets) / PACE))
        self.incoming.expect_echo(len(octets))
        if segments and not self._sent:
            transcript.note(" ", f"in segments: {segments}", number)
        try:
            if segments:
                self._send_in_segments(octets, segments, until)
            else:
                self._send_whole(octets, until)
        except TimeoutError:
            transcript.note("!", "the target stopped reading, or reads too slowly", number)
        except OSError as error:
            transcript.note("!", f"sending failed: {error}", number)

    def offer(self, octets: bytes, seconds: float) -> int:
        """Send octets and read nothing, until none are taken for so many seconds; return how many were."""
        left = memoryview(octets)
        with contextlib.suppress(OSError):  # the target may have closed: the next read says so
            while left and wait_for(self.socket, WRITE, seconds) & WRITE:
                left = left[self._taken(left) :]
        return len(octets) - len(left)

    def let_read(self) -> bool:
        """Let the target read what was sent, for a moment at most; return whether the stream has ended meanwhile."""
        self._queue = self._queue or PeerReceiveQueue(self.socket)
        until, pause = self._clock.now() + self._moment, GLANCE
        while unread := self._queue.octets():
            if self._clock.now() >= until:  # it does not read now, and is given no more moments
                self._moment = 0.0
                break
            self._clock.sleep(pause)
            pause *= 2  # where it takes long, the machine is busy
        if unread is None:
            self._clock.sleep(10 * GLANCE)
        readable = not self.tls and self.incoming.has_room and wait_for(self.socket, READ, 0.0)
        return bool(readable) and self.incoming.read_ahead()

    def close(self) -> None:
        """Give back what was opened to see how much the target has read."""
        if self._queue:
            self._queue.close()

    def _send_whole(self, octets: bytes, until: float) -> None:
        left = memoryview(octets)
        if self.tls:
            self._send_in_turns(left, until)
        else:  # for few octets there is room at once, as a rule
            self._send_while_reading(left[self._taken(left) :] if len(octets) <= RECEIVE else left, until)

    def _send_in_segments(self, octets: bytes, segments: Segments, until: float) -> None:
        for segment in segments.cut(octets, self._sent):
            began = self._clock.now()
            if self._sent and self.let_read():
                return
            until += self._clock.now() - began  # the moments given to the target do not count as its slowness
            self._send_whole(segment, until)
            self._sent += len(segment)

    def _send_in_turns(self, octets: memoryview, until: float) -> None:
        """Over TLS a deadline holds for each call."""
        while octets:
            self.socket.settimeout(self._left(until))
            octets = octets[self.socket.send(octets[:RECEIVE]) :]

    def _send_while_reading(self, octets: memoryview, until: float) -> None:
        while octets:
            events = WRITE | (READ if self.incoming.has_room else 0)
            ready = wait_for(self.socket, events, min(self._left(until), self.patience))
            if not ready:
                raise TimeoutError
            if ready & READ and self.incoming.read_ahead():
                return
            if ready & WRITE:
                with self._noting_a_reset(events & READ and not ready & READ):
                    octets = octets[self._taken(octets[: 4 * RECEIVE]) :]

    @contextlib.contextmanager
    def _noting_a_reset(self, nothing_came: object) -> Iterator[None]:
        """Note a reset where the system reports it to the sender: it does so once, and the next read would see a FIN.

        ``nothing_came``: there was no FIN to read a moment ago. Where it is not known, the next read decides.
        """
        try:
            yield
        except ConnectionResetError:
            self.incoming.ended = RST if nothing_came else self.incoming.ended
            raise

    def _taken(self, octets: memoryview) -> int:
        """Send what there is room for; return how many octets that was."""
        try:
            return self.socket.send(octets)
        except BlockingIOError:
            return 0

    def _left(self, until: float) -> float:
        """Seconds until then; raises ``TimeoutError`` where there are none."""
        if (seconds := until - self._clock.now()) <= 0:
            raise TimeoutError
        return seconds
