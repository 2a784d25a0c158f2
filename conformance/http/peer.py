"""The harness as an HTTP/1.1 client that sends exactly the octets it is given."""

from __future__ import annotations

import functools
import os
import time
from typing import Self

from conformance.harness.case.attempt import Attempt
from conformance.harness.net.incoming import RST, SILENCE
from conformance.harness.net.outgoing import MOMENT, PACE
from conformance.harness.net.segmentation import Segments
from conformance.harness.net.stream import Stream
from conformance.http.answers import ACCEPTED, describe
from conformance.http.exchange import Exchange
from conformance.http.listener import Listener
from conformance.http.placeholders import fill, value_of
from conformance.http.reader import REPEATED, Incomplete, Malformed, ResponseReader
from conformance.http.wire import Answer, Closed, Garbage, Response, Silent
from conformance.model import not_applicable

LIMIT = 1 << 20  # octets received on a connection before we call it endless
KEPT = 200  # octets kept of what is no response
PAUSE = 0.05  # seconds
PLAIN = b"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"
SENTINEL = b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
FOR_COMPARISON = "well-formed, for comparison"
KEEPS_NONE = "the target keeps no connection open, so a close tells nothing"
LOSES_ONE = "the target loses a request that arrives in one segment with another: see RFC 9112 §9.3.2"


class Http:
    """A connection on which octets go out as written, but for the placeholders in them."""

    def __init__(self, attempt: Attempt, window: int = 0) -> None:
        self.attempt, self.limit, self._window = attempt, LIMIT, window
        self._stream: Stream | None = None
        self.reader = ResponseReader()
        self.kept = False  # whether the target said that it keeps the connection, on which the case relies

    def open(self) -> Self:
        """Connect, if that has not happened: a case that turns out not to be applicable costs the target nothing."""
        self._stream = self._stream or self.attempt.connect(self._window)
        return self

    @property
    def stream(self) -> Stream:
        """The connection, opened when it is first needed."""
        stream = self.open()._stream
        assert stream
        return stream

    @functools.cached_property
    def _listener(self) -> Listener:
        return Listener(self.attempt, self.reader, self.stream.number)

    # what goes out

    def send(self, octets: bytes) -> None:
        """Send, with the placeholders filled in."""
        filled = self.fill(octets)
        self.limit += REPEATED * len(filled)
        self.stream.send(filled)

    def fill(self, octets: bytes) -> bytes:
        """Replace the placeholders of ``octets``."""
        return fill(octets, self._value)

    def _value(self, name: str, written: bytes) -> bytes:
        return value_of(name, written, self.attempt, self.own)

    @functools.cached_property
    def own(self) -> bytes:
        """The name of a file that nobody has made before, on another connection or in another run."""
        return b"conformance-" + os.urandom(8).hex().encode("ascii")

    def send_in_segments(self, octets: bytes, sizes: list[int], since: int = 0) -> None:
        """Send so many octets at a time, so that each may be read by itself, then the rest.

        The first ``since`` octets, counted with the placeholders filled in, go out together.
        """
        octets = self.fill(octets)
        for size in [since, *sizes]:
            self.stream.send(octets[:size])
            self.let_read()
            octets = octets[size:]
        self.stream.send(octets)

    def pause(self, seconds: float = PAUSE) -> None:
        """Let the target read what it has, and then time to do something with it."""
        self.stream.let_read()
        self.attempt.pause(seconds)

    def let_read(self) -> None:
        """Let the target read what it has: as long as it takes, where that can be seen, and a moment at most."""
        self.attempt.transcript.note(" ", f"paused {MOMENT} s", self.stream.number)
        self.stream.let_read()

    def cut(self, size: int) -> None:
        """From now on, send in segments of so many octets."""
        self.stream.segments = Segments(size, size)

    def half_close(self) -> None:
        """Send FIN and go on reading."""
        self.stream.half_close()

    def reset(self) -> None:
        """End the connection with RST."""
        self.stream.reset()

    def open_another(self) -> Http:
        """A second connection to the same target, open at once."""
        return Http(self.attempt).open()

    def open_with_window(self, window: int) -> Http:
        """A second connection, with a receive buffer of so many octets: the target is kept waiting for room."""
        return Http(self.attempt, window).open()

    def reconnect(self) -> Http:
        """Another connection instead of this one, which is closed first: a target may serve one at a time."""
        self.close()
        return self.open_another()

    # what comes back

    def answer(self, octets: bytes) -> Answer:
        """Send, and return the final answer to the first request in ``octets``."""
        self.send(octets)
        answer = self.receive(octets)
        if self.kept and isinstance(answer, Closed):
            self._require_kept_open()
        return answer

    def receive(self, request: bytes = b"GET") -> Answer:
        """The next final answer. ``request`` is what it answers: its first word decides about content (HEAD)."""
        interim: list[Response] = []
        while True:
            answer = self._next(request.lstrip(b"\r\n").partition(b"\r\n")[0])
            if isinstance(answer, Response) and answer.status < 200 and answer.status != 101:
                interim.append(answer)
                continue
            if isinstance(answer, Response):
                answer.interim = interim
            return answer

    def receive_any(self, request: bytes = b"GET") -> Answer:
        """The next answer, be it interim (1xx) or final."""
        return self._next(request.partition(b"\r\n")[0])

    def exchange(self, octets: bytes) -> Exchange:
        """Send ``octets`` and the sentinel in one stream; read until the sentinel's answer, or what comes instead."""
        self.send(octets + SENTINEL)
        exchange = self._read_answers([octets, SENTINEL])
        if exchange.lost:
            self.require_two_in_a_segment()
        return exchange

    def pipeline(self, *requests: bytes) -> Exchange:
        """Send the requests in one segment; read as many final answers, or what comes instead."""
        self.send(b"".join(requests))
        return self._read_answers(list(requests))

    def answers(self, *requests: bytes) -> Exchange:
        """Read as many final answers as there are requests, or what comes instead; nothing is sent."""
        return self._read_answers(list(requests))

    def remainder(self) -> bytes:
        """Everything that still comes, be it HTTP or not, until the target closes, falls silent, or does not end."""
        octets, deadline = bytearray(self.reader.rest), time.monotonic() + self.attempt.patience
        while len(octets) < self.limit and isinstance(heard := self.stream.receive(deadline), bytes):
            octets += heard
        return bytes(octets)

    def require_persistence(self, request: bytes = PLAIN) -> None:
        """Have a request answered, and go on with the connection; not applicable where it does not stay open."""
        self.kept = self.answer(request).persists
        if not self.kept:
            not_applicable(KEEPS_NONE)

    def _require_kept_open(self) -> None:
        """Not applicable where the target closes without a word: a plain request in this place is lost as well."""
        with self.attempt.aside(FOR_COMPARISON):
            other = self.reconnect()
            if other.answer(PLAIN).persists and not isinstance(other.answer(PLAIN), Response):
                not_applicable(KEEPS_NONE)
            other.close()

    def require_two_in_a_segment(self) -> None:
        """Not applicable where a second request in one segment is lost even behind the plainest one."""
        with self.attempt.aside(FOR_COMPARISON):
            other = self.reconnect()
            if other.pipeline(PLAIN, SENTINEL).lost:
                not_applicable(LOSES_ONE)
            other.close()

    def served_last(self, octets: bytes) -> bool:
        """Send a request that asks for a close: whether it is served and the connection closed after it.

        No sentinel follows, for a client must not send one, and a server may then drop its answer (RFC 9112 §9.6).
        """
        answer = self.answer(octets)
        return answer in ACCEPTED and self.closes_after(answer)

    def closes_after(self, answer: Answer) -> bool:
        """Whether the connection closes, other than by the idle timeout of a target that announced to keep it open."""
        return b"keep-alive" not in answer.members("Connection") and isinstance(self.after(), Closed)

    def require_absolute_form(self) -> Http:
        """A fresh connection to the target, which serves the absolute-form; not applicable where it does not."""
        request = b"GET {scheme}://{host}{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        if self.answer(request) not in ACCEPTED:
            not_applicable("the target does not serve the absolute-form of a request-target")
        return self.open_another()

    def listed(self, answer: Answer) -> bytes:
        """The field lines that the application was shown, as it lists them in its answer to ``{headers}``."""
        self.attempt.require_capability("echo_headers")
        return answer.content

    def after(self) -> Answer:
        """What follows the last answer: ``Closed``, ``Silent`` (the connection is open), or more than was due."""
        return self.receive()

    def _read_answers(self, requests: list[bytes]) -> Exchange:
        answers: list[Response] = []
        for request in requests:
            answer = self.receive(request)
            if not isinstance(answer, Response):
                self._tell(*answers, answer)
                return Exchange(answers, answer, self)
            answers.append(answer)
        self._tell(*answers)
        return Exchange(answers, Silent(), self)

    def _tell(self, *answers: Answer) -> None:
        """Let a failure say all that came back, not only the last of it."""
        self.attempt.observed("; then ".join(describe(answer) for answer in answers))

    def _next(self, request: bytes) -> Answer:
        answer = self._read(request, time.monotonic())
        self._listener.note(answer, self.fill(request))
        self.attempt.observed(
            describe(answer),
            silent=isinstance(answer, Silent),
            suspect=isinstance(answer, Closed) and not answer.partial,
        )
        return answer

    def _read(self, request: bytes, started: float) -> Answer:
        """Read until a whole response is there, the stream ends, or patience does."""
        try:
            return self._read_response(request, started)
        except Malformed as error:
            return Garbage(str(error), self.reader.rest[:KEPT])

    def _read_response(self, request: bytes, started: float) -> Answer:
        received = 0
        while not (response := self.reader.next(request)):
            heard = self._hear(started, received)
            if heard == SILENCE:
                return Silent(self.reader.rest)
            if not isinstance(heard, bytes):
                return self._ended(heard, request)
            received += len(heard)
            self.reader.feed(heard)
            if received > self.limit:
                return Garbage("endless", self.reader.rest[:KEPT])
        return response

    def _hear(self, started: float, received: int) -> bytes | str:
        """What comes next of an answer: a large content may take longer than a small one, a drip may not."""
        deadline = started + self.attempt.patience * (1 + received / PACE)
        late = received and time.monotonic() > deadline  # not sooner: what came late may have made it whole
        return SILENCE if late else self.stream.receive(deadline)

    def _ended(self, how: str, request: bytes) -> Answer:
        if not self.reader.started:
            return Closed(how)
        partial = self.reader.rest
        self.reader.feed(b"")
        try:
            response = self.reader.next(request)
        except Incomplete:
            return Closed(how, partial)
        if response and how == RST:  # content delimited by the close: cut off perhaps, but its head is whole
            response.missing = RST
        return response or Closed(how, partial)

    def close(self) -> None:
        if self._stream:
            self._stream.close()
