"""Reads the answers on a connection to an HTTP server, one after the other."""

from __future__ import annotations

import contextlib
import functools

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.reading import Reading
from conformance.harness.net.stream import SILENCE
from conformance.http.connection import Connection
from conformance.http.reader import ResponseReader
from conformance.http.receiver import Receiver
from conformance.http.wire import Answer, Response
from conformance.model import Endless


class AnswerReader(Connection):
    """A connection whose answers are read."""

    def __init__(self, attempt: Attempt, window: int = 0) -> None:
        super().__init__(attempt, window)
        self.reader = ResponseReader()

    @functools.cached_property
    def _receiver(self) -> Receiver:
        self.attempt.at_close.append(self.reader.forget)
        return Receiver(self.attempt, self.stream, self.reader)

    def receive(self, request: bytes = b"GET") -> Answer:
        """Return the next final answer. ``request`` is what it answers: an answer to HEAD has no content."""
        interim: list[Response] = []
        line = self.fill(request.lstrip(b"\r\n").partition(b"\r\n")[0])
        while True:
            answer = self._receiver.next(line, self.limit)
            if isinstance(answer, Response) and answer.status < 200 and answer.status != 101:
                interim.append(answer)
                continue
            if isinstance(answer, Response):
                answer.interim = interim
            return answer

    def receive_any(self, request: bytes = b"GET") -> Answer:
        """Return the next answer, interim (1xx) or final."""
        return self._receiver.next(self.fill(request.partition(b"\r\n")[0]), self.limit)

    def what_follows(self) -> Answer:
        """Return what follows the last answer: ``Closed``, ``Silent`` (the connection is open), or another answer."""
        return self.receive()

    def remainder(self) -> bytes:
        """Return all octets that still come, HTTP or not, until the target closes, is silent, or exceeds a bound."""
        octets, reading = bytearray(self.reader.rest), Reading(self.attempt, self.stream)
        with contextlib.suppress(Endless):
            while isinstance(received := reading.next(self.limit), bytes):
                octets += received
        return bytes(octets)

    def ends(self) -> bool:
        """Whether the target closes the connection, whatever it sends before."""
        with self.attempt.aside():
            self.remainder()
            return self.stream.receive(self.attempt.deadline()) != SILENCE
