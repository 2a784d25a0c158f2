"""The harness as an HTTP/1.1 client that sends exactly the octets it is given."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field

from conformance.harness.attempt import Attempt
from conformance.harness.outcome import inconclusive, not_applicable
from conformance.harness.segments import Segments
from conformance.harness.stream import FIN, MOMENT, RST, SILENCE
from conformance.harness.transcript import show
from conformance.http.overhear import Listener
from conformance.http.reader import Incomplete, Malformed, ResponseReader
from conformance.http.wire import (
    Answer,
    Closed,
    Garbage,
    Response,
    Silent,
)

LIMIT = 1 << 20  # octets received on a connection before we call it endless
PAUSE = 0.05  # seconds
SENTINEL = b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
_PLACEHOLDER = re.compile(rb"\{([a-z_0-9]+)\}")


class _Rejected:
    """A final 4xx or 5xx, or the connection closed without an answer."""

    def __contains__(self, answer: object) -> bool:
        return isinstance(answer, Closed) or (isinstance(answer, Response) and answer.status >= 400)

    def __repr__(self) -> str:
        return "rejected (4xx, 5xx, FIN or RST)"


class _Accepted:
    """A final 2xx or 3xx: the request was understood and served."""

    def __contains__(self, answer: object) -> bool:
        return isinstance(answer, Response) and 200 <= answer.status < 400

    def __repr__(self) -> str:
        return "accepted (2xx or 3xx)"


class _Declined(_Rejected):
    """Rejected, or redirected elsewhere: whatever it is, the request was not served."""

    def __contains__(self, answer: object) -> bool:
        redirected = isinstance(answer, Response) and 300 <= answer.status < 400
        return redirected or super().__contains__(answer)

    def __repr__(self) -> str:
        return "declined (3xx, 4xx, 5xx, FIN or RST)"


class _Refused:
    """A final 4xx, or the connection closed without an answer: decided against the request, without failing on it."""

    def __contains__(self, answer: object) -> bool:
        return isinstance(answer, Closed) or (isinstance(answer, Response) and 400 <= answer.status < 500)

    def __repr__(self) -> str:
        return "refused (4xx, FIN or RST)"


REJECTED, DECLINED, ACCEPTED, REFUSED = _Rejected(), _Declined(), _Accepted(), _Refused()


@dataclass
class Exchange:
    """What came back for the octets of a case and the sentinel request that followed them in the same stream.

    ``answers`` are the final responses in order, ``end`` is what followed them where the sentinel's did not.
    """

    answers: list[Response]
    end: Answer
    peer: Http
    _content: bytes | None = field(default=None, repr=False)

    @property
    def answer(self) -> Answer:
        """The answer to the octets of the case."""
        return self.answers[0] if self.answers else self.end

    @property
    def sentinel(self) -> bool:
        """Whether the second answer is the one to the sentinel, served as usual."""
        return len(self.answers) == 2 and self.answers[1] in ACCEPTED

    @property
    def accepted(self) -> bool:
        """Served, and the next request began where the RFC says: it was served too, or the connection was closed."""
        closed = len(self.answers) == 1 and isinstance(self.end, Closed)
        return self.answer in ACCEPTED and (self.sentinel or closed)

    @property
    def rejected(self) -> bool:
        """Refused, and the rest of the stream not taken for a request: 4xx, 5xx or nothing, then closed."""
        return self.answer in REJECTED and len(self.answers) <= 1 and isinstance(self.end, Closed)

    @property
    def waiting(self) -> bool:
        """The target took the octets for the beginning of something longer."""
        return not self.answers and isinstance(self.end, Silent)

    @property
    def closed(self) -> bool:
        """Served, and then the connection closed: nothing that followed in the stream was answered."""
        return self.answer in ACCEPTED and len(self.answers) == 1 and isinstance(self.end, Closed)

    @property
    def content(self) -> bytes:
        """The content of the case's request as the target took it, by its echo."""
        return self.peer.taken(self)


class Http:
    """A connection on which octets go out as written.

    In what is sent, ``{host}`` stands for the target's authority, ``{scheme}`` for its scheme, ``{path}`` for a path
    that is served, ``{upload}`` for a method and a path that take content, ``{headers}`` for the path that lists the
    field lines it received or, where there is none, ``{path}``, and ``{name}`` for the value of any other capability; a
    capability that the target lacks ends the case as not applicable.
    """

    def __init__(self, attempt: Attempt, window: int = 0) -> None:
        self.attempt, self.limit = attempt, LIMIT
        self.stream = attempt.connect(window)
        self.reader = ResponseReader()
        self.listener = Listener(attempt, self.reader, self.stream.number)

    # what goes out

    def send(self, octets: bytes) -> None:
        """Send, with the placeholders filled in."""
        self.stream.send(self.fill(octets))

    def fill(self, octets: bytes) -> bytes:
        """Replace the placeholders of ``octets``."""
        return _PLACEHOLDER.sub(lambda match: self._value(match[1].decode("ascii"), match[0]), octets)

    def _value(self, name: str, written: bytes) -> bytes:
        target = self.attempt.target
        if name == "host":
            return target.authority.encode("ascii")
        if name == "scheme":
            return target.url.scheme.encode("ascii")
        if name == "upload":
            return self._upload()
        if name == "headers":
            name = "echo_headers" if "echo_headers" in target.capabilities else "path"
        name = "path_ok" if name == "path" else name
        if name not in target.protocol.capabilities:
            return written
        return self.attempt.capability(name).encode("latin-1")

    def _upload(self) -> bytes:
        """``POST`` and a path that reads the whole content, or ``PUT`` and a name of our own."""
        capabilities = self.attempt.target.capabilities
        if path := capabilities.get("echo") or capabilities.get("body"):
            return b"POST " + path.encode("latin-1")
        if "put" not in capabilities:
            not_applicable("needs a path that reads the content of a request", "--cap echo=/path (or body=, or put=)")
        own = b"conformance-%x-%d" % (id(self.attempt), self.stream.number)
        return b"PUT " + self.attempt.capability("put").encode("latin-1") + own

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
        """Let the target read what it has."""
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

    def again(self) -> Http:
        """A second connection to the same target."""
        return Http(self.attempt)

    def narrow(self, window: int) -> Http:
        """A second connection, with a receive buffer of so many octets: the target is kept waiting for room."""
        return Http(self.attempt, window)

    def anew(self) -> Http:
        """Another connection instead of this one, which is closed first: a target may serve one at a time."""
        self.close()
        return self.again()

    # what comes back

    def answer(self, octets: bytes) -> Answer:
        """Send, and return the final answer to the first request in ``octets``."""
        self.send(octets)
        return self.receive(octets)

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
        return self._read_answers([octets, SENTINEL])

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

    def persist(self) -> None:
        """Have a plain request answered, and go on with the connection; not applicable where it does not stay open."""
        if not self.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").persists:
            not_applicable("the target keeps no connection open, so a close tells nothing")

    def served_last(self, octets: bytes) -> bool:
        """Send a request that asks for a close: whether it is served and the connection closed after it.

        No sentinel follows, for a client must not send one, and a server may then drop its answer (RFC 9112 §9.6).
        """
        answer = self.answer(octets)
        return answer in ACCEPTED and self.closes_after(answer)

    def closes_after(self, answer: Answer) -> bool:
        """Whether the connection closes, other than by the idle timeout of a target that announced to keep it open."""
        return b"keep-alive" not in answer.members("Connection") and isinstance(self.after(), Closed)

    def absolute(self) -> Http:
        """A fresh connection to the target, which serves the absolute-form; not applicable where it does not."""
        request = b"GET {scheme}://{host}{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        if self.answer(request) not in ACCEPTED:
            not_applicable("the target does not serve the absolute-form of a request-target")
        return self.again()

    def listed(self, answer: Answer) -> bytes:
        """The field lines that the application was shown, as it lists them in its answer to ``{headers}``."""
        self.attempt.capability("echo_headers")
        return answer.content

    def after(self) -> Answer:
        """What follows the last answer: ``Closed``, ``Silent`` (the connection is open), or more than was due."""
        return self.receive()

    def taken(self, exchange: Exchange) -> bytes:
        """The octets that the target took for the content of the request it answered first."""
        capabilities = self.attempt.target.capabilities
        if "echo" in capabilities:
            return exchange.answer.content
        if "put" not in capabilities or "body" in capabilities:
            not_applicable("needs echo", "--cap echo=/path")
        path = self._upload().removeprefix(b"PUT ")
        request = b"GET " + path + b" HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        return self.again().answer(request).content

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
        self.attempt.actual = "; then ".join(describe(answer) for answer in answers)

    def _next(self, request: bytes) -> Answer:
        answer = self._read(request, time.monotonic())
        self.listener.note(answer, self.fill(request))
        self.attempt.observed(
            describe(answer),
            silent=isinstance(answer, Silent),
            suspect=isinstance(answer, Closed) and not answer.partial,
        )
        return answer

    def _read(self, request: bytes, started: float) -> Answer:
        """Read until a whole response is there, the stream ends, or patience does."""
        received = 0
        try:
            while not (response := self.reader.next(request)):
                # a large content may take longer than a small one, a drip may not
                deadline = started + self.attempt.patience * (1 + received / (256 * 1024))
                if received and time.monotonic() > deadline:  # not sooner: what came late may have made it whole
                    return Silent(self.reader.rest)
                heard = self.stream.receive(deadline)
                if heard == SILENCE:
                    return Silent(self.reader.rest)
                if heard in (FIN, RST):
                    return self._ended(str(heard), request)
                assert isinstance(heard, bytes)
                received += len(heard)
                self.reader.feed(heard)
                if self._flood(received):
                    return Garbage("endless", self.reader.rest[:200])
        except Malformed as error:
            return Garbage(str(error), self.reader.rest[:200])
        return response

    def _flood(self, received: int) -> bool:
        return received > self.limit

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
        self.stream.close()


def describe(answer: Answer) -> str:
    """What the target did, in one line."""
    if isinstance(answer, Response):
        line = answer.head.partition(b"\n")[0].rstrip(b"\r")
        return f"{show(line, 80)}, {len(answer.content)} octets of content"
    partial = (
        f", after {show(answer.partial, 60)}"
        if isinstance(answer, Closed | Silent | Garbage) and answer.partial
        else ""
    )
    if isinstance(answer, Closed):
        return f"{answer.how} and no answer" + partial
    return (f"not HTTP/1.x: {answer.why}" if isinstance(answer, Garbage) else "silence") + partial


def must_tell(seen: bool, what: str) -> None:
    """End the case as inconclusive where the oracle saw nothing."""
    if not seen:
        inconclusive(what)
