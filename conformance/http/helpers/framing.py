"""What the cases on message framing share (RFC 9112 §6.3, §9.3, §11.2): where does the target see a request begin?"""

from __future__ import annotations

from typing import NoReturn

from conformance.http.answers import ACCEPTED
from conformance.http.exchange import Client, Exchange
from conformance.http.peer import Http
from conformance.http.requests import GET, POST, SENTINEL
from conformance.http.wire import Answer, Closed, Garbage, Response, Silent
from conformance.model import inconclusive, inconclusive_unless, not_applicable

EMBEDDED = b"GET /conformance-embedded HTTP/1.1\r\nHost: {host}\r\n\r\n"  # hidden in content; nothing else asks for it


def with_length(start: bytes, content: bytes, fields: bytes = b"") -> bytes:
    """A request of method and target ``start`` with ``content`` and its length."""
    return start + b" HTTP/1.1\r\nHost: {host}\r\n" + fields + b"Content-Length: %d\r\n\r\n" % len(content) + content


def content_taken(exchange: Exchange, content: bytes) -> bool:
    """Whether the request was served with exactly this content.

    That is seen by its echo; where there is none, by the sentinel: it is only served where it began in the right place.
    """
    capabilities = exchange.peer.attempt.target.capabilities
    if exchange.sentinel_served and "body" in capabilities and "echo" not in capabilities:
        return exchange.accepted
    return exchange.accepted and exchange.content == content


def framed_by_length(http: Http, octets: bytes, content: bytes) -> bool:
    """Whether a Content-Length frames this content; not applicable where it does not in the plainest request."""
    if content_taken(http.exchange(octets), content):
        return True
    require_length(http)
    return False


def require_length(http: Client) -> None:
    """End the case where the target takes no content by its length at all: that is a verdict of RFC 9112 §6.3."""
    require_content_taken(
        http, POST, "the target does not take as much content as Content-Length says: see RFC 9112 §6.3"
    )


def require_content_taken(http: Client, octets: bytes, otherwise: str) -> None:
    """End the case as not applicable where the target does not take a well-formed request with the content "hello"."""
    twin = http.compare(octets, SENTINEL)
    if not twin.accepted or ("echo" in http.attempt.target.capabilities and twin.answer.content != b"hello"):
        not_applicable(otherwise)


def require_head_without_content(first: Answer, behind: Answer) -> None:
    """End the case as not applicable where content follows an answer to HEAD: what it hides cannot be seen."""
    if isinstance(first, Response) and first.request.startswith(b"HEAD ") and isinstance(behind, Garbage):
        not_applicable("the target sends content in answer to HEAD: see RFC 9110 §9.3.2")


def exchange_and_read_extra(http: Http, octets: bytes) -> Exchange:
    """Exchange octets, and read one answer more than is due: the one to a request that was hidden in them."""
    return http.pipeline(octets, SENTINEL, b"")


def is_closing(exchange: Exchange) -> bool:
    """Whether the target closed, or said that it would and takes its time (RFC 9112 §9.6: in stages)."""
    says_close = bool(exchange.answers) and not exchange.answers[-1].persists
    return isinstance(exchange.end, Closed) or (isinstance(exchange.end, Silent) and says_close)


def ends_with_head(exchange: Exchange) -> bool:
    """Whether the request ended with its head: the sentinel behind it was served, or the connection ended before it."""
    return exchange.sentinel_served or (len(exchange.answers) < 2 and is_closing(exchange))


def only_sentinel_follows(exchange: Exchange) -> bool:
    """Whether the next request that the target saw, if any, was the sentinel (what it overheard is in ``exchange``)."""
    answers, end = exchange.answers, exchange.end
    require_head_without_content(exchange.answer, end)
    if len(answers) < 2 and is_closing(exchange):
        return True
    if exchange.second_ignored:
        exchange.peer.require_two_in_a_segment()
    inconclusive_unless(
        len(answers) > 1 or not isinstance(end, Silent), "the target neither went on nor closed the connection"
    )
    if len(answers) == 2 and answers[1] in ACCEPTED:
        return True
    inconclusive_unless(
        exchange.peer.compare(GET, SENTINEL).sentinel_served, "the target does not serve two plain requests either"
    )
    return False


def smuggled(http: Http, octets: bytes, legal: bytes = POST) -> bool:
    """Whether ``EMBEDDED`` within ``octets`` was answered.

    Its answer is known from a second connection, where it follows ``legal``; whoever does not answer it there is not
    judged.
    """
    exchange = exchange_and_read_extra(http, http.fill(octets))
    inconclusive_unless(
        bool(exchange.answers) or not isinstance(exchange.end, Silent), "the target neither answered nor closed"
    )
    twin = http.compare(legal, EMBEDDED, SENTINEL)
    if len(twin.answers) < 2:
        _not_comparable(twin)
    _, embedded, *sentinel = _statuses(twin)
    if embedded == 400 or (embedded < 400 and not sentinel):
        inconclusive("the answer to the request that is hidden cannot be told from others")
    return _statuses(exchange)[1:].count(embedded) > sentinel.count(embedded)


def _statuses(exchange: Exchange) -> list[int]:
    return [answer.status for answer in exchange.answers]


def _not_comparable(twin: Exchange) -> NoReturn:
    """Why the target shows nothing: by closing, it excludes what is asked about, or it does not do what it should."""
    if twin.answers and isinstance(twin.end, Closed):
        not_applicable("the target answers one request on a connection, so that nothing can be hidden behind it")
    not_applicable("the target does not answer two well-formed requests in one stream: see RFC 9112 §6.3 and §9.3")
