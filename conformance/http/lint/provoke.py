"""Sends a standard set of plain requests, so that the cases on all responses have some to judge in every run."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import partial

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.run_view import RunView
from conformance.harness.case.target import Target
from conformance.harness.net.stream import SILENCE
from conformance.http.buffer import Incomplete
from conformance.http.heads import Malformed
from conformance.http.peer import Http
from conformance.http.reader import ResponseReader
from conformance.http.requests import SENTINEL
from conformance.http.wire import Response, is_final, is_interim
from conformance.model import Endless, Inconclusive, NotApplicable

GET_1_1 = b"GET %b HTTP/1.1\r\nHost: {host}\r\n\r\n"
GET_1_0 = b"GET %b HTTP/1.0\r\nHost: {host}\r\n\r\n"
CONTENT = b"hello"
ANSWERS = 16  # that are received when the octets of a whole connection are sent again
EXPECTING = b" HTTP/1.%d\r\nHost: {host}\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"

PLAIN_REQUESTS = (
    GET_1_1 % b"{path}",
    GET_1_0 % b"{path}",
    b"HEAD {path} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"OPTIONS {path} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: {host}\r\n\r\n",
    GET_1_1 % b"/conformance/there-is-no-such-path",
    b"CONFORMANCE {path} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"GET {path} HTTP/2.0\r\nHost: {host}\r\n\r\n",
    b"GET {path} HTTP/1.1\r\n\r\n",
    b"GET {path} HTTP/1.1\r\nHost: {host}\r\nNot a field line\r\n\r\n",
)
BY_CAPABILITY = (
    *(
        form % b"{%b}" % name
        for name in (b"path_static", b"chunked_resp", b"trailers", b"early_hints")
        for form in (GET_1_1, GET_1_0)
    ),
    *(GET_1_1 % b"{%b}" % name for name in (b"path_204", b"path_401", b"redirect", b"upgrade", b"set_cookie")),
    b"GET {trailers} HTTP/1.1\r\nHost: {host}\r\nTE: trailers\r\nConnection: TE\r\n\r\n",
    *(
        b"GET {path_static} HTTP/1.1\r\nHost: {host}\r\n" + line + b"\r\n\r\n"
        for line in (b"Range: bytes=0-0", b"Range: bytes=-1", b"Range: bytes=999999999-", b"Accept-Encoding: gzip")
    ),
    b"OPTIONS {patch} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"PATCH {patch} HTTP/1.1\r\nHost: {host}\r\nContent-Type: conformance/unknown\r\nContent-Length: 0\r\n\r\n",
    b"PATCH {path_405} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n",
)


def provoke(target: Target, run: RunView) -> None:
    """Send each request once, several at a time, and add the responses to those received in the run."""
    tasks = [partial(_ask, target, run, request) for request in (*PLAIN_REQUESTS, *BY_CAPABILITY, *_pages(target))]
    tasks += [partial(_ask_again, target, run, GET_1_1 % path) for path in (b"{path}", b"{path_static}")]
    tasks += [partial(_ask, target, run, b"POST {body}" + EXPECTING % minor, CONTENT) for minor in (1, 0)]
    for received in target.clock.side_by_side(tasks, target.jobs):
        run.keep(received)


def send_again(attempt: Attempt, octets: bytes) -> None:
    """Send what was sent on one connection, without looking at it, and record the responses."""
    http = Http(attempt)
    http.stream.send(octets)
    with contextlib.suppress(Inconclusive):
        for _ in range(ANSWERS):
            if not isinstance(http.receive_any(octets), Response):
                break


def _pages(target: Target) -> Iterator[bytes]:
    for path in target.capabilities.get("pages", "").split(","):
        if path:
            yield GET_1_1 % path.encode("latin-1")


def _ask(target: Target, run: RunView, request: bytes, content: bytes = b"") -> list[Response]:
    """Return the responses to one request; after silence, it is sent a second time with full patience."""
    attempt = _attempt(target, run, target.quick, request, content)
    answered = any(is_final(response) for response in attempt.received)
    silent = (attempt.silent and not answered) or any(response.missing == SILENCE for response in attempt.received)
    if silent and not run.mostly_silent:
        attempt = _attempt(target, run, target.patience, request, content)
    return attempt.received


def _ask_again(target: Target, run: RunView, request: bytes) -> list[Response]:
    """Send the request again with the validators of its answer as a condition, to receive a 304."""
    received = _ask(target, run, request)
    answer = next((response for response in received if response.status == 200), None)
    for name, condition in (("ETag", b"If-None-Match"), ("Last-Modified", b"If-Modified-Since")):
        for value in answer.values(name)[:1] if answer else ():
            received += _ask(target, run, request.removesuffix(b"\r\n") + condition + b": " + value + b"\r\n\r\n")
    return received


def _attempt(target: Target, run: RunView, patience: float, request: bytes, content: bytes) -> Attempt:
    """Send one request and collect the responses; none if the target lacks a capability that it needs."""
    attempt = Attempt(target, patience, run=run)
    with contextlib.suppress(Inconclusive, NotApplicable):
        _exchange(Http(attempt), request, content)
    attempt.close()
    for response in attempt.received:
        response.harmless = True
    return attempt


def _exchange(http: Http, request: bytes, content: bytes) -> None:
    http.send(request)
    answer = http.receive_any(request)
    if content and not (isinstance(answer, Response) and is_final(answer)):
        http.send(content)  # the target asked for it by 100, or waits for it in silence
        answer = http.receive_any(request)
    while isinstance(answer, Response) and is_interim(answer):
        answer = http.receive_any(request)
    if isinstance(answer, Response):
        _record_what_follows(http, answer)


def _record_what_follows(http: Http, answer: Response) -> None:
    """Record what follows a final response: there should be nothing before the answer to the next request."""
    if answer.status == 101 or answer.framing == "close":
        return
    if answer.persists:
        http.send(SENTINEL)
    octets = http.remainder()
    answer.followed = _before_the_next(octets) if answer.persists else octets


def _before_the_next(octets: bytes) -> bytes:
    """Return the octets before the last response; there should be one response and nothing before it."""
    finals, reader = list[bytes](), ResponseReader()
    reader.feed(octets)
    reader.feed(b"")
    try:
        while len(finals) < 2 and (response := reader.next(b"GET")):
            finals += [octets[: len(octets) - len(reader.rest)]] if not is_interim(response) else []
    except (Malformed, Incomplete, Endless):
        if not finals and not octets.startswith(b"HTTP/"):
            return octets
    return finals[0] if len(finals) > 1 else b""
