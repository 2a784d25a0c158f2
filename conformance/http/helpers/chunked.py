"""For the cases on the chunked transfer coding (RFC 9112 §7.1): heads, well-formed content, preconditions."""

from __future__ import annotations

from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.exchange import Exchange
from conformance.http.facts import CHUNKED, holds
from conformance.http.helpers.framing import content_taken, takes_content
from conformance.http.helpers.persistence import require_answer_in_1_1
from conformance.http.peer import Http
from conformance.http.requests import SENTINEL, UPLOAD
from conformance.http.wire import Response
from conformance.model import not_applicable

HEAD = UPLOAD + b"Transfer-Encoding: chunked\r\n\r\n"
HELLO = b"5\r\nhello\r\n0\r\n\r\n"  # the content "hello"
WITH_TRAILER = b"5\r\nhello\r\n0\r\nX: y\r\n\r\n"
WORLD = b"5\r\nworld\r\n0\r\n\r\n"  # follows an error in the chunks, so it must not be read


def require_transfer_codings(http: Http, octets: bytes) -> Exchange:
    """Exchange octets with a Transfer-Encoding; not applicable if the target answers in HTTP/1.0, or with 411."""
    exchange = http.exchange(octets)
    answer = exchange.answer
    if answer in ACCEPTED and isinstance(answer, Response) and answer.version < (1, 1):
        not_applicable("the target answers in HTTP/1.0, which has no transfer codings")
    if answer.status == 411:
        not_applicable("the target takes no content without Content-Length (411), as RFC 9112 §6.3 permits")
    return exchange


def exchange_chunked(http: Http, octets: bytes) -> Exchange:
    """Exchange octets that are chunked in some way; not applicable if well-formed chunks are not understood."""
    exchange = require_transfer_codings(http, octets)
    require_chunked(http)
    return exchange


def decoded(http: Http, octets: bytes, content: bytes) -> bool:
    """Whether the chunks are read as this content; not applicable if the simplest chunks are not understood."""
    if content_taken(require_transfer_codings(http, octets), content):
        return True
    require_chunked(http)
    return False


def require_chunked(http: Http) -> None:
    """Not applicable if the target takes no chunked content at all: a case of RFC 9112 §6.1 reports that."""
    http.fill(UPLOAD)  # not applicable if the target has no path that reads content
    if not holds(CHUNKED, http.attempt):
        not_applicable("the target does not take well-formed chunked content: see RFC 9112 §6.1 and §7.1")


def require_trailers(http: Http) -> None:
    """Not applicable if the target does not read a trailer section, and takes it for the next request."""
    if not takes_content(http.compare(HEAD + WITH_TRAILER)):
        not_applicable("the target does not read a trailer section: see RFC 9112 §7.1")


def require_http_1_1(http: Http) -> None:
    """Not applicable if a plain HTTP/1.1 request is answered in HTTP/1.0: RFC 9112 does not bind such a server."""
    with http.attempt.aside():
        require_answer_in_1_1(http.answer(SENTINEL))
        http.close()


def require_no_wait(exchange: Exchange) -> None:
    """Not applicable if the target waits at malformed chunks: cases of RFC 9112 §2.2 ask for 400, and report that."""
    if exchange.still_waiting:
        not_applicable("the target waits at such chunks: see bad-chunks of RFC 9112 §2.2")


def stopped_at_error(exchange: Exchange) -> bool:
    """Whether nothing behind an error in the chunks was read: rejected, or served without it and then closed.

    An application that does not notice how its content ended may answer 200. Behind the error stands "world".
    """
    require_no_wait(exchange)
    return exchange.answer in REJECTED or (exchange.served_then_closed and b"world" not in exchange.content)
