"""The harness as an HTTP/1.1 client: it sends exactly the octets it is given, and reads the answers."""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt
from conformance.http.answer_reader import AnswerReader
from conformance.http.answers import ACCEPTED, describe
from conformance.http.exchange import Exchange
from conformance.http.facts import PAIR, holds
from conformance.http.requests import GET, SENTINEL
from conformance.http.wire import Answer, Closed, Garbage, Response, Silent
from conformance.model import not_applicable

KEEPS_NONE = "the target keeps no connection open, so a close shows nothing"
LOSES_ONE = "the target does not serve two requests that arrive in one segment, which RFC 9112 §9.3.2 judges"
ENDS = {
    "length": "rfc9112/6.3/content-length-is-the-length-of-the-body",
    "chunked": "rfc9112/7.1/chunked-responses-end-with-the-last-chunk",
    "": "rfc9112/9.2/one-final-response",
}
"""What judges where a response ends, by its framing."""


class Http(AnswerReader):
    """A connection to an HTTP server.

    ``kept_open`` says that the target answered a first request and kept the connection open, and that the case relies
    on this.
    """

    def __init__(self, attempt: Attempt, window: int = 0) -> None:
        super().__init__(attempt, window)
        self.kept_open = False

    # one answer

    def answer(self, octets: bytes) -> Answer:
        """Send ``octets``, and return the final answer to the first request in them."""
        self.send(octets)
        answer = self.receive(octets)
        if self.kept_open and isinstance(answer, Closed):
            self._require_kept_open()
        if self.kept_open:
            self.require_whole_answers(answer)
        return answer

    # several answers

    def exchange(self, octets: bytes, request: bytes = b"", extra: int = 0) -> Exchange:
        """Send ``octets`` and the sentinel; read until the sentinel's answer, or what comes instead.

        The sentinel follows in the same segment, if the target serves two plain requests in one. Else it is sent after
        the answer. If ``octets`` are only the end of a request, ``request`` is its beginning. ``extra`` more answers
        are read after the sentinel's: they come if a hidden request was answered.
        """
        at_once = holds(PAIR, self.attempt)
        return (self.exchange_at_once if at_once else self.exchange_in_turn)(octets, request, extra)

    def exchange_at_once(self, octets: bytes, request: bytes = b"", extra: int = 0) -> Exchange:
        """Send ``octets`` and the sentinel in one segment."""
        self.send(octets + SENTINEL)
        return self.answers(request or octets, SENTINEL, *[b""] * extra)

    def exchange_in_turn(self, octets: bytes, request: bytes = b"", extra: int = 0) -> Exchange:
        """Send ``octets``, and the sentinel after the answer to them."""
        self.send(octets)
        return self.go_on(self.receive(request or octets), extra)

    def go_on(self, first: Answer, extra: int = 0) -> Exchange:
        """Send the sentinel after the answer ``first``, unless there was none or it says that the connection ends."""
        if not isinstance(first, Response):
            return self._exchanged([], first)
        if first.persists:
            self.send(SENTINEL)
        rest = self.answers(SENTINEL, *[b""] * extra)
        return self._exchanged([first, *rest.answers], rest.end)

    def pipeline(self, *requests: bytes) -> Exchange:
        """Send the requests in one segment; read as many final answers, or what comes instead."""
        self.send(b"".join(requests))
        return self.answers(*requests)

    def answers(self, *requests: bytes) -> Exchange:
        """Read as many final answers as there are requests, or what comes instead; nothing is sent."""
        answers: list[Response] = []
        for request in requests:
            answer = self.receive(request)
            if not isinstance(answer, Response):
                return self._exchanged(answers, answer)
            answers.append(answer)
        return self._exchanged(answers, None)

    def _exchanged(self, answers: list[Response], end: Answer | None) -> Exchange:
        seen = [*answers, end] if end else answers
        self.attempt.observed("; then ".join(describe(answer) for answer in seen))
        if answers and end:
            self.require_whole_answers(end)
        return Exchange(answers, end or Silent(), self)

    def compare(self, octets: bytes, extra: int = 0) -> Exchange:
        """Exchange a well-formed request on another connection; this one is closed first.

        What the target does there is not reported as the actual behaviour of the case.
        """
        with self.attempt.aside("well-formed, for comparison"):
            other = self.reconnect()
            exchange = other.exchange(octets, extra=extra)
            bool(exchange.closed)  # kept for who asks later: to find it out may need to read
            other.close()
        return exchange

    # what a case may rely on

    def require_persistence(self, request: bytes = GET) -> None:
        """Have a request answered on this connection; not applicable if the target does not keep it open."""
        self.kept_open = self.answer(request).persists
        if not self.kept_open:
            not_applicable(KEEPS_NONE)

    def _require_kept_open(self) -> None:
        """Not applicable if the target also closes instead of answering a plain second request."""
        with self.attempt.aside("well-formed, for comparison"):
            other = self.reconnect()
            if other.answer(GET).persists and not isinstance(other.answer(GET), Response):
                not_applicable(KEEPS_NONE)
            other.close()

    def require_whole_answers(self, behind: Answer) -> None:
        """Not applicable if ``behind``, which follows an answer, is no response, as after an answer to a plain request.

        The end of that answer is wrong then, which its own cases report.
        """
        if not isinstance(behind, Garbage):
            return
        with self.attempt.aside("well-formed, for comparison"):
            other = self.open_another()
            first = other.answer(GET)
            if isinstance(first, Response) and first.persists and isinstance(other.answer(GET), Garbage):
                not_applicable(f"octets follow the answer to a plain request: see {ENDS.get(first.framing, ENDS[''])}")
            other.close()

    def require_pair(self) -> None:
        """Not applicable if the target does not serve two plain requests in one segment: it would lose a hidden one."""
        if not holds(PAIR, self.attempt):
            not_applicable(LOSES_ONE)

    def require_absolute_form(self) -> Http:
        """Return a fresh connection; not applicable if the target does not serve the absolute-form."""
        request = b"GET {scheme}://{host}{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        if self.answer(request) not in ACCEPTED:
            not_applicable("the target does not serve the absolute-form of a request-target")
        return self.open_another()

    def require_echoed_fields(self, answer: Answer) -> bytes:
        """Return the field lines that the application received, as ``answer``, to a GET of ``{headers}``, lists them.

        Not applicable if the target has no path that lists them.
        """
        self.attempt.require_capability("echo_headers")
        return answer.content

    # closing

    def served_then_closed(self, octets: bytes) -> bool:
        """Send a request that asks for a close: whether it is served, and the connection closed after it.

        No sentinel follows: a client must not send one, and a server may then drop its answer (RFC 9112 §9.6).
        """
        answer = self.answer(octets)
        return answer in ACCEPTED and self.closes_without_keep_alive(answer)

    def closes_without_keep_alive(self, answer: Answer) -> bool:
        """Whether the connection closes, and ``answer`` did not announce ``keep-alive`` (then an idle timeout may)."""
        return b"keep-alive" not in answer.members("Connection") and isinstance(self.what_follows(), Closed)
