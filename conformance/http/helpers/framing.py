"""For the cases on message framing (RFC 9112 §6.3, §9.3, §11.2): find out where, for the target, a request begins."""

from __future__ import annotations

from typing import NoReturn

from conformance.http.answers import ACCEPTED
from conformance.http.exchange import Exchange, ExchangePeer
from conformance.http.facts import LENGTH, holds
from conformance.http.peer import Http
from conformance.http.requests import POST
from conformance.http.wire import Answer, Closed, Garbage, Response, Silent
from conformance.model import inconclusive, inconclusive_unless, not_applicable

EMBEDDED = b"GET /conformance-embedded HTTP/1.1\r\nHost: {host}\r\n\r\n"  # hidden in content; nothing else asks for it

PLAIN = b"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\n\r\n"  # as browsers and curl ask


def with_length(start: bytes, content: bytes, fields: bytes = b"") -> bytes:
    """Return a request of method and target ``start`` with ``content`` and its length."""
    return start + b" HTTP/1.1\r\nHost: {host}\r\n" + fields + b"Content-Length: %d\r\n\r\n" % len(content) + content


def content_taken(exchange: Exchange, content: bytes) -> bool:
    """Whether the request was served with exactly this content.

    The echo shows it. A target without an echo serves the sentinel only if it began in the right place.
    """
    capabilities = exchange.peer.attempt.target.capabilities
    if exchange.sentinel_served and "body" in capabilities and "echo" not in capabilities:
        return exchange.accepted
    return exchange.accepted and exchange.content == content


def framed_by_length(http: Http, octets: bytes, content: bytes) -> bool:
    """Whether Content-Length frames this content; not applicable if it does not in a plain request either."""
    if content_taken(http.exchange(octets), content):
        return True
    require_length(http)
    return False


def require_length(http: ExchangePeer) -> None:
    """Not applicable if the target does not use Content-Length at all: cases of RFC 9112 §6.3 report that."""
    if not holds(LENGTH, http.attempt):
        not_applicable("the target does not take as much content as Content-Length says: see RFC 9112 §6.3")


def takes_content(exchange: Exchange) -> bool:
    """Whether the content "hello" was read.

    An echo shows what was read. Without one, it can only be seen that the target found the end of the content.
    """
    echoes = "echo" in exchange.peer.attempt.target.capabilities
    return exchange.accepted and (not echoes or exchange.answer.content == b"hello")


def require_whole(answer: Answer) -> None:
    """Not applicable if only a part of the content came: cases on all responses report that."""
    if isinstance(answer, Response) and answer.missing:
        not_applicable(f"the content is not whole ({answer.missing}): see RFC 9112 §6.3 and RFC 9110 §8.6")


def lacking(answer: Answer) -> str:
    """What an answer lacks of which the head came, or what is wrong with its chunks; empty if its end was found."""
    if isinstance(answer, Closed | Silent):
        return answer.lacks
    return answer.why if isinstance(answer, Garbage) and answer.why.startswith("chunk-") else ""


def require_head_without_content(first: Answer, behind: Answer) -> None:
    """Not applicable if content follows an answer to HEAD: the next answer cannot be found then."""
    if isinstance(first, Response) and first.request.startswith(b"HEAD ") and isinstance(behind, Garbage):
        not_applicable("the target sends content in answer to HEAD: see RFC 9110 §9.3.2")


def is_closing(exchange: Exchange) -> bool:
    """Whether the target closed, or announced it and closes later, in stages (RFC 9112 §9.6)."""
    says_close = bool(exchange.answers) and not exchange.answers[-1].persists
    return exchange.closed or (isinstance(exchange.end, Silent) and says_close)


def ends_with_head(exchange: Exchange) -> bool:
    """Whether the target took the head for the whole request: it served the sentinel behind it, or closed before."""
    return exchange.sentinel_served or (len(exchange.answers) < 2 and is_closing(exchange))


def only_sentinel_follows(exchange: Exchange) -> bool:
    """Whether no request that was hidden in the content was answered: the next answer, if any, is to the sentinel."""
    answers, end = exchange.answers, exchange.end
    require_head_without_content(exchange.answer, end)
    if len(answers) < 2 and is_closing(exchange):
        return True
    if exchange.second_ignored:
        require_length(exchange.peer)
    inconclusive_unless(
        len(answers) > 1 or not isinstance(end, Silent), "the target neither went on nor closed the connection"
    )
    return len(answers) == 2 and answers[1] in ACCEPTED


def smuggled(http: Http, octets: bytes, legal: bytes = POST) -> bool:
    """Whether ``EMBEDDED``, which is hidden in ``octets``, was answered.

    A second connection, on which it openly follows ``legal``, shows what its answer looks like; a target that does not
    answer it there is not judged.
    """
    http.require_pair()
    exchange = http.exchange(http.fill(octets), extra=1)
    inconclusive_unless(
        bool(exchange.answers) or not isinstance(exchange.end, Silent), "the target neither answered nor closed"
    )
    comparison = http.compare(legal + EMBEDDED, extra=1)
    if len(comparison.answers) < 2:
        _not_comparable(comparison)
    _, embedded, *sentinel = _statuses(comparison)
    if embedded == 400 or (embedded < 400 and not sentinel):
        inconclusive("the answer to the request that is hidden cannot be told from others")
    return _statuses(exchange)[1:].count(embedded) > sentinel.count(embedded)


def _statuses(exchange: Exchange) -> list[int]:
    return [answer.status for answer in exchange.answers]


def _not_comparable(comparison: Exchange) -> NoReturn:
    """Say why the comparison shows nothing: the target closes, so nothing can be hidden, or ignores the second."""
    if comparison.answers and isinstance(comparison.end, Closed):
        not_applicable("the target answers one request on a connection, so that nothing can be hidden behind it")
    not_applicable("the target does not answer two well-formed requests in one stream: see RFC 9112 §6.3 and §9.3")
