"""RFC 9110 §3.3  Connections, Clients, and Servers"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.helpers.framing import require_head_without_content
from conformance.http.helpers.resources import require_etag, require_last_modified
from conformance.http.peer import Http
from conformance.http.requests import GET_AND_CLOSE
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Answer, Closed, Response, Silent
from conformance.model import SERVER, inconclusive_unless, not_applicable

section = RFC9110.section("3.3", "Connections, Clients, and Servers")

IN_ISOLATION = section.implied(
    "request-in-isolation",
    role=SERVER,
    text="A request is understood by itself: what came before it on the connection has no part in it.",
    hint="Make the state of a request (fields, content, options) anew for each; do not reuse what the last one left.",
)


@verifies(IN_ISOLATION)
def test_fields_of_an_earlier_request_do_not_stay(http: Http) -> None:
    first = http.answer(b"GET {echo_headers} HTTP/1.1\r\nHost: {host}\r\nX-Earlier: conformance-earlier\r\n\r\n")
    inconclusive_unless(b"conformance-earlier" in first.content, "the path does not list the fields of the request")
    second = http.answer(b"GET {echo_headers} HTTP/1.1\r\nHost: {host}\r\nX-Later: conformance-later\r\n\r\n")
    if not isinstance(second, Response):
        not_applicable("the connection does not persist")
    assert b"conformance-later" in second.content
    assert b"conformance-earlier" not in second.content


@verifies(IN_ISOLATION)
def test_content_of_an_earlier_request_does_not_stay(http: Http) -> None:
    http.attempt.require_capability("echo")
    first = b"POST {echo} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 20\r\n\r\n" + b"earlier " * 2 + b"end."
    second = b"POST {echo} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\nlater"
    inconclusive_unless(http.answer(first).content == b"earlier earlier end.", "the path does not return content")
    answer = http.answer(second)
    if not isinstance(answer, Response):
        not_applicable("the connection does not persist")
    assert answer.content == b"later"


@verifies(IN_ISOLATION)
def test_a_get_after_head_is_answered_with_content(http: Http) -> None:
    if not http.answer(GET_AND_CLOSE % b"{path}").content:
        not_applicable("a plain GET is answered without content", "--cap path_ok=/path")
    http = http.reconnect()
    head = http.answer(b"HEAD {path} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    require_persistent(head)
    second = http.answer(GET_AND_CLOSE % b"{path}")
    require_head_without_content(head, second)
    require_answer_begun(http, second)
    assert second.content


@verifies(IN_ISOLATION)
@pytest.mark.parametrize("line", [b"If-None-Match: {etag}", b"If-Modified-Since: {date}", b"Range: bytes=0-0"])
def test_a_condition_or_range_of_an_earlier_request_does_not_stay(http: Http, line: bytes) -> None:
    if b"{etag}" in line:
        line = line.replace(b"{etag}", require_etag(http))
    if b"{date}" in line:
        line = line.replace(b"{date}", require_last_modified(http))
    http = http.reconnect()
    first = http.answer(b"GET {path_static} HTTP/1.1\r\nHost: {host}\r\n" + line + b"\r\n\r\n")
    if first.status not in (206, 304):
        not_applicable("the field has no effect on the target")
    require_persistent(first)
    second = http.answer(GET_AND_CLOSE % b"{path_static}")
    require_answer_begun(http, second)
    assert second.status != first.status


def require_persistent(answer: Answer) -> None:
    """Not applicable if the target says that it closes behind this answer: what follows need not be read."""
    if isinstance(answer, Response) and not answer.persists:
        not_applicable("the connection does not persist")


def require_answer_begun(http: Http, answer: Answer) -> None:
    """Not applicable if the connection has ended instead of a second answer: a server may close at any time."""
    if isinstance(answer, Closed) and not (answer.partial or http.reader.partial):
        not_applicable("the connection does not persist")


ALIKE = section.implied(
    "alike-on-every-connection",
    role=SERVER,
    text="The same octets are understood alike on every connection: which one it is, and what came before on others, "
    "has no part in it.",
    hint="Keep nothing of a request beyond its end: no option, no buffer, no count of errors that changes the parser.",
)

DOUBTFUL = {  # each is whole, and some servers take it
    "plain": b"GET {path}?alike HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "HTTP/1.0": b"GET {path}?alike HTTP/1.0\r\n\r\n",
    "HTTP/1.2": b"GET {path}?alike HTTP/1.2\r\nHost: {host}\r\n\r\n",
    "http/1.1": b"GET {path}?alike http/1.1\r\nHost: {host}\r\n\r\n",
    "two spaces": b"GET  {path}?alike HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "tab": b"GET\t{path}?alike HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "space in the target": b"GET {path}?alike b HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "fragment": b"GET {path}?alike#b HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "8-bit target": b"GET {path}?alike=\xff HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "absolute-form": b"GET {scheme}://{host}{path}?alike HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "get": b"get {path}?alike HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "bare LF": b"GET {path}?alike HTTP/1.1\nHost: {host}\n\n",
    "empty line first": b"\r\nGET {path}?alike HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "whitespace first": b"GET {path}?alike HTTP/1.1\r\n X-A: b\r\nHost: {host}\r\n\r\n",
    "no Host": b"GET {path}?alike HTTP/1.1\r\nX-A: b\r\n\r\n",
    "empty Host": b"GET {path}?alike HTTP/1.1\r\nHost:\r\n\r\n",
    "two Hosts": b"GET {path}?alike HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n",
    "space before a colon": b"GET {path}?alike HTTP/1.1\r\nHost: {host}\r\nX-A : b\r\n\r\n",
    "folded": b"GET {path}?alike HTTP/1.1\r\nHost: {host}\r\nX-A: b\r\n c\r\n\r\n",
    "no colon": b"GET {path}?alike HTTP/1.1\r\nHost: {host}\r\nX-A\r\n\r\n",
    "NUL": b"GET {path}?alike HTTP/1.1\r\nHost: {host}\r\nX-A: b\x00c\r\n\r\n",
    "8-bit value": b"GET {path}?alike HTTP/1.1\r\nHost: {host}\r\nX-A: \xff\r\n\r\n",
    "length of 0, twice": b"GET {path}?alike HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0, 0\r\n\r\n",
    "length of +0": b"GET {path}?alike HTTP/1.1\r\nHost: {host}\r\nContent-Length: +0\r\n\r\n",
}
BEFORE = (  # what others have sent meanwhile: nothing, a plain request, a malformed one, the beginning of one
    b"",
    b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
    b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A : b\r\n\r\n",
    b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A: b\r\n c",
)


@verifies(ALIKE)
@pytest.mark.parametrize("octets", DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_request_is_understood_alike_whatever_others_sent_before(http: Http, octets: bytes) -> None:
    http, first = require_read_after(http, b"", octets)
    if first == "waited with":
        not_applicable("the target waits for the rest of such a request")
    for before in BEFORE:
        http, again = require_read_after(http, before, octets)
        assert again == first


def require_read_after(http: Http, before: bytes, octets: bytes) -> tuple[Http, str]:
    """What becomes of a request, after other octets on another connection; and the connection that comes next."""
    http.send(before)
    http = http.reconnect()
    answer = http.answer(octets)
    if answer.status in (429, 503):
        not_applicable("the target is weary of requests")
    return http.reconnect(), what_became(answer)


def what_became(answer: Answer) -> str:
    if isinstance(answer, Silent):
        return "waited with"
    return "served" if answer in ACCEPTED else "rejected" if answer in REJECTED else "answered in no HTTP"


SAME_USER_AGENT = section.must_not(
    "not-the-same-user-agent",
    role=SERVER,
    text="Do not take two requests on one connection for requests of one user agent.",
    hint="Authenticate each request, not the connection: a proxy may send those of many users over one.",
    untestable="it needs credentials that the target accepts",
)
