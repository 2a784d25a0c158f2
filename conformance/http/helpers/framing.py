"""What the cases on message framing share (RFC 9112 §6.3, §9.3, §11.2): where does the target see a request begin?"""

from __future__ import annotations

from typing import NoReturn

from conformance.http.answers import ACCEPTED
from conformance.http.exchange import Exchange
from conformance.http.peer import FOR_COMPARISON, SENTINEL, Http
from conformance.http.wire import Answer, Closed, Garbage, Response, Silent
from conformance.model import inconclusive, inconclusive_unless, not_applicable

GET = b"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"
EMBEDDED = b"GET /conformance-embedded HTTP/1.1\r\nHost: {host}\r\n\r\n"  # hidden in content; nothing else asks for it
UPLOAD = b"{upload} HTTP/1.1\r\nHost: {host}\r\n"  # the head of a request with content, up to the fields that frame it
POST = UPLOAD + b"Content-Length: 5\r\n\r\nhello"


def with_length(start: bytes, content: bytes, fields: bytes = b"") -> bytes:
    """A request of method and target ``start`` with ``content`` and its length."""
    return start + b" HTTP/1.1\r\nHost: {host}\r\n" + fields + b"Content-Length: %d\r\n\r\n" % len(content) + content


def took(exchange: Exchange, content: bytes) -> bool:
    """Whether the request was served with exactly this content.

    That is seen by its echo; where there is none, by the sentinel: it is only served where it began in the right place.
    """
    capabilities = exchange.peer.attempt.target.capabilities
    if exchange.sentinel and "body" in capabilities and "echo" not in capabilities:
        return exchange.accepted
    return exchange.accepted and exchange.content == content


def measured(http: Http, octets: bytes, content: bytes) -> bool:
    """Whether a Content-Length frames this content; not applicable where it does not in the plainest request."""
    if took(http.exchange(octets), content):
        return True
    require_length(http)
    return False


def require_length(http: Http) -> None:
    """End the case where the target takes no content by its length at all: that is a verdict of RFC 9112 §6.3."""
    require_content_taken(
        http, POST, "the target does not take as much content as Content-Length says: see RFC 9112 §6.3"
    )


def require_content_taken(http: Http, octets: bytes, otherwise: str) -> None:
    """End the case as not applicable where the target does not take a well-formed request with the content "hello"."""
    twin = compare(http, octets, SENTINEL)
    if not twin.accepted or ("echo" in http.attempt.target.capabilities and twin.answer.content != b"hello"):
        not_applicable(otherwise)


def require_head_without_content(first: Answer, behind: Answer) -> None:
    """End the case as not applicable where content follows an answer to HEAD: what it hides cannot be seen."""
    if isinstance(first, Response) and first.request.startswith(b"HEAD ") and isinstance(behind, Garbage):
        not_applicable("the target sends content in answer to HEAD: see RFC 9110 §9.3.2")


def overhear(http: Http, octets: bytes) -> Exchange:
    """Exchange octets, and read one answer more than is due: the one to a request that was hidden in them."""
    return http.pipeline(octets, SENTINEL, b"")


def ended(exchange: Exchange) -> bool:
    """Whether the target closed, or said that it would and takes its time (RFC 9112 §9.6: in stages)."""
    says_close = bool(exchange.answers) and not exchange.answers[-1].persists
    return isinstance(exchange.end, Closed) or (isinstance(exchange.end, Silent) and says_close)


def took_no_content(exchange: Exchange) -> bool:
    """Whether the request ended with its head: the sentinel behind it was served, or the connection ended before it."""
    return exchange.sentinel or (len(exchange.answers) < 2 and ended(exchange))


def in_step(exchange: Exchange) -> bool:
    """Whether the next request that the target saw, if any, was the sentinel (what it overheard is in ``exchange``)."""
    answers, end = exchange.answers, exchange.end
    require_head_without_content(exchange.answer, end)
    if len(answers) < 2 and ended(exchange):
        return True
    if exchange.lost:
        exchange.peer.require_two_in_a_segment()
    inconclusive_unless(
        len(answers) > 1 or not isinstance(end, Silent), "the target neither went on nor closed the connection"
    )
    if len(answers) == 2 and answers[1] in ACCEPTED:
        return True
    inconclusive_unless(
        compare(exchange.peer, GET, SENTINEL).sentinel, "the target does not serve two plain requests either"
    )
    return False


def smuggled(http: Http, octets: bytes, legal: bytes = POST) -> bool:
    """Whether ``EMBEDDED`` within ``octets`` was answered.

    Its answer is known from a second connection, where it follows ``legal``; whoever does not answer it there is not
    judged.
    """
    exchange = overhear(http, http.fill(octets))
    inconclusive_unless(
        bool(exchange.answers) or not isinstance(exchange.end, Silent), "the target neither answered nor closed"
    )
    twin = compare(http, legal, EMBEDDED, SENTINEL)
    if len(twin.answers) < 2:
        _cannot(twin)
    _, embedded, *sentinel = _statuses(twin)
    if embedded == 400 or (embedded < 400 and not sentinel):
        inconclusive("the answer to the request that is hidden cannot be told from others")
    return _statuses(exchange)[1:].count(embedded) > sentinel.count(embedded)


def compare(http: Http, *requests: bytes) -> Exchange:
    """Send well-formed requests on another connection; what is said of a failed case stays about its own octets."""
    with http.attempt.aside(FOR_COMPARISON):
        other = http.reconnect()
        exchange = other.pipeline(*requests)
        other.close()
    return exchange


def _statuses(exchange: Exchange) -> list[int]:
    return [answer.status for answer in exchange.answers]


def _cannot(twin: Exchange) -> NoReturn:
    """Why the target shows nothing: by closing, it excludes what is asked about, or it does not do what it should."""
    if twin.answers and isinstance(twin.end, Closed):
        not_applicable("the target answers one request on a connection, so that nothing can be hidden behind it")
    not_applicable("the target does not answer two well-formed requests in one stream: see RFC 9112 §6.3 and §9.3")
