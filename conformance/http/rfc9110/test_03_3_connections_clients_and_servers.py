"""RFC 9110 §3.3  Connections, Clients, and Servers"""

from __future__ import annotations

from conformance.harness.outcome import not_applicable
from conformance.harness.plugin import verifies
from conformance.http.peer import Http, must_tell
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Response

section = RFC9110.section("3.3", "Connections, Clients, and Servers")

IN_ISOLATION = section.implied(
    "request-in-isolation",
    role="server",
    text="A request is understood by itself: what came before it on the connection has no part in it.",
    hint="Make the state of a request (fields, content, options) anew for each; do not reuse what the last one left.",
)

SAME_USER_AGENT = section.must_not(
    "not-the-same-user-agent",
    role="server",
    text="Do not take two requests on one connection for requests of one user agent.",
    hint="Authenticate each request, not the connection: a proxy may send those of many users over one.",
    untestable="it needs credentials that the target accepts",
)


@verifies(IN_ISOLATION)
def test_fields_of_an_earlier_request_do_not_stay(http: Http) -> None:
    first = http.answer(b"GET {echo_headers} HTTP/1.1\r\nHost: {host}\r\nX-Earlier: conformance-earlier\r\n\r\n")
    must_tell(b"conformance-earlier" in first.content, "the path does not list the fields of the request")
    second = http.answer(b"GET {echo_headers} HTTP/1.1\r\nHost: {host}\r\nX-Later: conformance-later\r\n\r\n")
    if not isinstance(second, Response):
        not_applicable("the connection does not persist")
    assert b"conformance-later" in second.content
    assert b"conformance-earlier" not in second.content


@verifies(IN_ISOLATION)
def test_content_of_an_earlier_request_does_not_stay(http: Http) -> None:
    http.attempt.capability("echo")
    first = b"POST {echo} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 20\r\n\r\n" + b"earlier " * 2 + b"end."
    second = b"POST {echo} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\nlater"
    must_tell(http.answer(first).content == b"earlier earlier end.", "the path does not return content")
    answer = http.answer(second)
    if not isinstance(answer, Response):
        not_applicable("the connection does not persist")
    assert answer.content == b"later"
