"""For the cases on persistent connections (RFC 9112 §9): find out whether the target closes the connection."""

from __future__ import annotations

from conformance.harness.case.reading import Reading
from conformance.harness.net.stream import FIN, RST, SILENCE
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
"""Incomplete requests, by the part that is cut off."""


def require_answer_in_1_1(answer: Answer) -> None:
    """Not applicable if the target answers as an HTTP/1.0 server: RFC 9112 does not bind it."""
    if isinstance(answer, Response) and answer.version < (1, 1):
        not_applicable("the target answers in HTTP/1.0")


def require_close_heeded(http: Http) -> Http:
    """Return a connection that stays open, to a target that closes when it is asked to.

    Not applicable if the target keeps none open, or does not close on the option `close`: cases of RFC 9112 §9.6
    report that.
    """
    if not http.served_then_closed(SENTINEL):
        not_applicable("the target does not close when it is told to: see RFC 9112 §9.6")
    http = http.reconnect()
    http.require_persistence()
    return http


def require_close_found(http: Http, members: bytes) -> Http:
    """Return a connection that stays open, to a target that finds `close` among these plain members of Connection.

    Not applicable if the target does not find it: cases of RFC 9110 §7.6.1 report that.
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
    """Whether the target closes the connection. Octets that it sends before are ignored."""
    reading = Reading(http.attempt, http.stream)
    while (received := reading.next(http.limit)) not in (FIN, RST, SILENCE):
        continue
    ended = received in (FIN, RST)  # the connection may still end later, so this observation rests on silence
    http.attempt.observed(received if isinstance(received, str) else "no end", silent=not ended)
    return ended


def closes_after_request(http: Http, octets: bytes) -> bool:
    """Whether the target closes after its answer to ``octets``."""
    return closes_after_answer(http, http.answer(octets))


def closes_after_answer(http: Http, answer: Answer) -> bool:
    """Whether the target closes after ``answer``.

    If the answer does not announce it, the case sends another request and sees whether it is answered. So the case need
    not wait, and does not mistake a short idle timeout for the close that it asked for.
    """
    behind = http.answer(SENTINEL) if answer.persists else http.what_follows()
    require_head_without_content(answer, behind)
    http.require_whole_answers(behind)
    return isinstance(behind, Closed)
