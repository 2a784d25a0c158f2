"""What several cases on persistent connections ask of an answer (RFC 9112 §9)."""

from __future__ import annotations

import time

from conformance.harness.net.incoming import FIN, RST, SILENCE
from conformance.http.exchange import Exchange
from conformance.http.helpers.framing import require_head_without_content
from conformance.http.peer import Http
from conformance.http.requests import SENTINEL
from conformance.http.wire import Answer, Closed, Response
from conformance.model import not_applicable

CUT_OFF = {
    "nothing": b"",
    "method": b"GE",
    "field": b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A",
    "content": b"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n\r\nhello",
    "chunk": b"POST {path} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
}
"""Beginnings of requests, by what they end in."""


def require_answer_in_1_1(answer: Answer) -> None:
    """End the case as not applicable where the target answers as an HTTP/1.0 server, whom RFC 9112 does not bind."""
    if isinstance(answer, Response) and answer.version < (1, 1):
        not_applicable("the target answers in HTTP/1.0")


def require_close_heeded(http: Http) -> Http:
    """A connection that stays open, to a target that closes when it is told to; not applicable where either is not so.

    Whoever does not know the option `close` cannot show that it finds it: that is a verdict of RFC 9112 §9.6.
    """
    if not http.served_then_closed(SENTINEL):
        not_applicable("the target does not close when it is told to: see RFC 9112 §9.6")
    http = http.reconnect()
    http.require_persistence()
    return http


def require_close_found(http: Http, members: bytes) -> Http:
    """A connection that stays open, to a target that finds `close` in such a list of Connection, plainly written.

    Not applicable where it does not: that is a verdict of RFC 9110 §7.6.1.
    """
    if not http.served_then_closed(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: " + members + b"\r\n\r\n"):
        not_applicable(f"the target does not find close in the list {members.decode()}: see RFC 9110 §7.6.1")
    http = http.reconnect()
    http.require_persistence()
    return http


def is_answered_once(exchange: Exchange) -> bool:
    """Whether the target answered, and what followed is the sentinel's answer or the end of the connection."""
    return len(exchange.answers) == 2 or (len(exchange.answers) == 1 and isinstance(exchange.end, Closed))


def closes(http: Http) -> bool:
    """Whether the target closes the connection; what it sends before that, if only it ends, is no concern here."""
    deadline = time.monotonic() + http.attempt.patience
    while (heard := http.stream.receive(deadline)) not in (FIN, RST, SILENCE) and time.monotonic() < deadline:
        continue
    ended = heard in (FIN, RST)  # that it did not end rests on our patience
    http.attempt.observed(heard if isinstance(heard, str) else "no end", silent=not ended)
    return ended


def closes_after_request(http: Http, octets: bytes) -> bool:
    """Whether the target closes after its answer to ``octets``."""
    return closes_after_answer(http, http.answer(octets))


def closes_after_answer(http: Http, answer: Answer) -> bool:
    """Whether the target closes after ``answer``.

    Where it does not say so, the next request decides: it is cut off, or it is answered. So nobody waits, and the end
    of an idle connection that is given up early is not mistaken for a close that was asked for.
    """
    behind = http.answer(SENTINEL) if answer.persists else http.what_follows()
    require_head_without_content(answer, behind)
    return isinstance(behind, Closed)
