"""Receives the answers on one connection, and keeps each response for the cases that judge all responses."""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.reading import Reading
from conformance.harness.net.stream import RST, SILENCE, Stream
from conformance.http.answers import describe
from conformance.http.bounds import INTERIM, KEPT_OF_GARBAGE, KEPT_OF_REQUESTS
from conformance.http.buffer import Incomplete
from conformance.http.heads import Malformed
from conformance.http.reader import ResponseReader
from conformance.http.wire import Answer, Closed, Garbage, Response, Silent, is_interim
from conformance.model import Endless


class Receiver:
    """Reads answers from a stream. ``next`` waits for one as long as the patience of the attempt allows."""

    def __init__(self, attempt: Attempt, stream: Stream, reader: ResponseReader) -> None:
        self.attempt, self.stream, self.reader = attempt, stream, reader
        self._recorder = ResponseRecorder(attempt, reader, stream.number)
        self._interim = 0  # responses since the last final one
        self._reading = Reading(attempt, stream)

    def next(self, request: bytes, limit: int) -> Answer:
        """Return the next answer. ``request`` is the request line that it answers; raises ``Endless``.

        ``limit`` bounds the octets of a final response, together with all interim responses before it.
        """
        try:
            answer = self._parsed(request)
            while answer is None:
                answer = self._answer_after(self._reading.next(limit), request)
            self._count(answer)
        except Endless as reason:
            self._recorder.record_part(str(reason), request)
            self.attempt.observed(str(reason))
            raise
        self._keep(answer, request)
        return answer

    def _count(self, answer: Answer) -> None:
        """Bound the number of interim responses; after the final one, counts and time begin anew."""
        if isinstance(answer, Response) and is_interim(answer):
            self._interim += 1
            if self._interim > INTERIM:
                raise Endless(f"the target sent more than {INTERIM} interim responses and no final one")
        else:
            self._interim, self._reading = 0, Reading(self.attempt, self.stream)

    def _answer_after(self, received: bytes | str, request: bytes) -> Answer | None:
        """Return the answer that is complete with what was received, or ``None``."""
        if received == SILENCE:
            return Silent(self.reader.rest, self.reader.lacks)
        if not isinstance(received, bytes):
            return self._ended(received, request)
        self.reader.feed(received)
        return self._parsed(request)

    def _parsed(self, request: bytes) -> Answer | None:
        """Return the response that the reader has, if it is complete."""
        try:
            return self.reader.next(request)
        except Malformed as error:
            return Garbage(str(error), self.reader.rest[:KEPT_OF_GARBAGE])

    def _ended(self, how: str, request: bytes) -> Answer:
        if not self.reader.started:
            return Closed(how)
        partial = self.reader.rest
        self.reader.feed(b"")
        try:
            answer = self._parsed(request)
        except Incomplete:
            return self.reader.cut_off(how) or Closed(how, partial, self.reader.lacks)
        if isinstance(answer, Response) and how == RST:  # its content may be cut off, but its head is whole
            answer.missing = RST
        return answer or Closed(how, partial)

    def _keep(self, answer: Answer, request: bytes) -> None:
        """Keep the answer for the cases that judge all responses, and note it as the actual behaviour of the target."""
        self._recorder.record(answer, request)
        closed = isinstance(answer, Closed) and not answer.partial
        self.attempt.observed(describe(answer), silent=isinstance(answer, Silent), suspect=closed)


class ResponseRecorder:
    """Adds every response on one connection, complete or not, to ``attempt.received``."""

    def __init__(self, attempt: Attempt, reader: ResponseReader, connection: int) -> None:
        self.attempt, self.reader, self.connection = attempt, reader, connection
        self._last: Response | None = None

    def record(self, answer: Answer, request: bytes) -> None:
        """Keep ``answer``, or the part of it that was read; ``request`` is the request line that it answers."""
        response = answer if isinstance(answer, Response) else self.reader.partial or _without_status(answer)
        self._complete_the_last(answer)
        if response is None:
            return
        if response is not answer:
            response.missing = response.missing or how_it_ended(answer)
        self._keep(response, request)

    def record_part(self, why: str, request: bytes) -> None:
        """Keep the head of a response that is read no further; ``why`` is the reason."""
        if response := self.reader.partial:
            response.missing = why
            self._keep(response, request)

    def _keep(self, response: Response, request: bytes) -> None:
        response.request, response.received, response.sent = request, self.attempt.clock.today(), self._sent()
        if response is not self._last:
            self.attempt.received.append(response)
            self._last = response

    def _complete_the_last(self, answer: Answer) -> None:
        """Note what followed an interim response, which must be another response (RFC 9110 §15)."""
        if self._last is None or not is_interim(self._last):
            return
        self._last.missing = "" if isinstance(answer, Response) else how_it_ended(answer)
        self._last.followed = answer.partial if isinstance(answer, Garbage) else b""

    def _sent(self) -> bytes:
        entries = self.attempt.transcript.entries
        sent = [entry.octets for entry in entries if entry.mark == ">" and entry.connection == self.connection]
        return b"".join(sent)[:KEPT_OF_REQUESTS]


def _without_status(answer: Answer) -> Response | None:
    """Return a response of status 0 for octets that begin like HTTP but have no readable status."""
    if not isinstance(answer, Garbage) or not answer.partial.startswith(b"HTTP/"):
        return None
    line = answer.partial.partition(b"\n")[0]
    return Response((0, 0), 0, b"", [], answer.partial, faults=[f"status-line: {line[:60]!r}"])


def how_it_ended(answer: Answer) -> str:
    """Say in a word or two what came instead of a response."""
    if isinstance(answer, Closed):
        return answer.how
    return answer.why if isinstance(answer, Garbage) else "silence"
