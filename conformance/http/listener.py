"""What a connection keeps of every response, whole or not, for the cases that judge response syntax."""

from __future__ import annotations

import time

from conformance.harness.case.attempt import Attempt
from conformance.http.reader import ResponseReader
from conformance.http.wire import Answer, Closed, Garbage, Response, is_interim

KEPT_OF_REQUESTS = 8 * 1024  # octets sent that are kept with a response


class Listener:
    """Listens in on one connection; what it notes lands in ``attempt.heard``."""

    def __init__(self, attempt: Attempt, reader: ResponseReader, connection: int) -> None:
        self.attempt, self.reader, self.connection = attempt, reader, connection
        self._last: Response | None = None

    def note(self, answer: Answer, request: bytes) -> None:
        """Keep ``answer``, or what was read of it; ``request`` is the line that it answers."""
        response = answer if isinstance(answer, Response) else self.reader.partial or self._unreadable(answer)
        self._after_the_last(answer)
        if response is None:
            return
        if response is not answer:
            response.missing = response.missing or how(answer)
        response.request, response.received, response.sent = request, time.time(), self._sent()
        if response is not self._last:
            self.attempt.received.append(response)
            self._last = response

    def _unreadable(self, answer: Answer) -> Response | None:
        """What claims to be HTTP and has no readable status: a response of status 0."""
        if not isinstance(answer, Garbage) or not answer.partial.startswith(b"HTTP/"):
            return None
        line = answer.partial.partition(b"\n")[0]
        return Response((0, 0), 0, b"", [], answer.partial, faults=[f"status-line: {line[:60]!r}"])

    def _after_the_last(self, answer: Answer) -> None:
        """An interim response ends with its head: what follows it is a response (RFC 9110 §15)."""
        if self._last is None or not is_interim(self._last):
            return
        self._last.missing = "" if isinstance(answer, Response) else how(answer)
        self._last.followed = answer.partial if isinstance(answer, Garbage) else b""

    def _sent(self) -> bytes:
        entries = self.attempt.transcript.entries
        sent = [entry.octets for entry in entries if entry.mark == ">" and entry.connection == self.connection]
        return b"".join(sent)[:KEPT_OF_REQUESTS]


def how(answer: Answer) -> str:
    """In a word or two, what came instead of a response."""
    if isinstance(answer, Closed):
        return answer.how
    return answer.why if isinstance(answer, Garbage) else "silence"
