"""Twins: second requests, by which a case finds out why the target failed the first, before it accuses.

Some cases look for a field that the target must not read. If it does, they see silence, a missing answer, or one too
many. The target may do the same for another reason, such as an octet at which it stops reading. So the case sends a
twin: the same octets, with an unknown name in place of the known one. If the target does the same with the twin, it has
not read that field, and the case is not applicable. For other cases the twin is the plain form of their request.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.exchange import Exchange
from conformance.http.helpers.framing import ends_with_head
from conformance.http.helpers.resources import answer_on_new_connection
from conformance.http.peer import Http
from conformance.http.requests import GET_AND_CLOSE
from conformance.http.wire import Closed, Response
from conformance.model import not_applicable

SAME_WITH_ANOTHER = "the target does the same with an unknown field in this place, so it has not read the known one"
_KNOWN = re.compile(rb"(?i)(?<=len)g(?=th)|(?<=en)c(?=od)")  # in Content-Length and Transfer-Encoding, however spelt


def with_unknown_name(line: bytes) -> bytes:
    """Return the line with one letter replaced, so that it is no Content-Length or Transfer-Encoding any more."""
    return _KNOWN.sub(b"x", line)


def require_twin(http: Http, twin: bytes, passes: Callable[[Exchange], bool], otherwise: str) -> None:
    """Not applicable if the target does not pass with the octets ``twin`` either; ``otherwise`` is the reason."""
    exchange = http.compare(twin)
    with http.attempt.aside():
        passed = passes(exchange)
    if not passed:
        not_applicable(otherwise)


def frames_nothing(http: Http, line: bytes) -> bool:
    """Whether a GET with this line ends with its head; not applicable if it does not with an unknown name either."""
    head = b"GET {path} HTTP/1.1\r\nHost: {host}\r\n%b\r\n\r\n"
    if ends_with_head(http.exchange(head % line)):
        return True
    require_twin(http, head % with_unknown_name(line), ends_with_head, SAME_WITH_ANOTHER)
    return False


def reads_no_chunks(http: Http, line: bytes) -> bool:
    """Whether a last chunk behind a GET with this line is no content of it; not applicable if the twin is the same."""
    http.require_pair()  # else the octets of the chunk may be lost as a second request would be
    head = b"GET {path} HTTP/1.1\r\nHost: {host}\r\n%b\r\n\r\n0\r\n\r\n"
    if _leaves_the_chunk(http.exchange(head % line)):
        return True
    require_twin(http, head % with_unknown_name(line), _leaves_the_chunk, SAME_WITH_ANOTHER)
    return False


def _leaves_the_chunk(exchange: Exchange) -> bool:
    return exchange.answer in REJECTED or not exchange.sentinel_served


def require_answer(http: Http, octets: bytes) -> None:
    """Not applicable if the target neither answers these octets nor closes.

    Its silence to the same octets and a field more says nothing then.
    """
    with http.attempt.aside("nothing is hidden, for comparison"):
        answer = answer_on_new_connection(http, octets)
    if not isinstance(answer, Response | Closed):
        not_applicable("the target does not answer such octets, whatever comes with them")


def require_served(http: Http, octets: bytes, otherwise: str) -> None:
    """Not applicable if the target does not serve this request; ``otherwise`` is the reason."""
    with http.attempt.aside("well-formed, for comparison"):
        served = answer_on_new_connection(http, octets) in ACCEPTED
    if not served:
        not_applicable(otherwise)


def require_query(http: Http, query: bytes = b"a") -> None:
    """Not applicable if the target does not serve ``{path}`` with a short query, which RFC 9112 §3.2.1 wants."""
    plain = GET_AND_CLOSE % (b"{path}?" + query)
    require_served(http, plain, "the target does not serve a path with a short query: see RFC 9112 §3.2.1")


def passed_with_tabs(http: Http, octets: bytes, passed: bool) -> bool:
    """Return ``passed``; not applicable if it is false, ``octets`` have HTAB, and the target refuses HTAB in any value.

    RFC 9110 §5.5 wants HTAB accepted. Its own cases judge that, by values that mean nothing to the target.
    """
    if not passed and b"\t" in octets:
        plain = b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A: b\tc\r\nConnection: close\r\n\r\n"
        require_served(http, plain, "the target refuses HTAB in any value: see RFC 9110 §5.5")
    return passed
