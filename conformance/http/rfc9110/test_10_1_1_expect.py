"""RFC 9110 §10.1.1  Expect"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.persistence import require_answer_in_1_1
from conformance.http.peer import Http
from conformance.http.requests import GET
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_15_2_informational_1xx import NO_CONTENT as INTERIM_ENDS
from conformance.http.rfc9112.test_09_6_tear_down import ANNOUNCE
from conformance.http.wire import Answer, Closed, NoAnswer, Response
from conformance.model import RECIPIENT, SERVER, inconclusive_unless, not_applicable

section = RFC9110.section("10.1.1", "Expect")

FRAMINGS = {
    "length": (b"Content-Length: 5\r\n", b"hello"),
    "chunked": (b"Transfer-Encoding: chunked\r\n", b"5\r\nhello\r\n0\r\n\r\n"),
}
FRAMED = pytest.mark.parametrize(("framing", "content"), FRAMINGS.values(), ids=FRAMINGS)
MISSING = b"POST /conformance-no-such-path HTTP/1.1\r\nHost: {host}\r\nExpect: 100-continue\r\n"

AT_ONCE = section.must(
    "continue-or-final-at-once",
    role=SERVER,
    text="To an HTTP/1.1 request that expects 100-continue and announces content, send 100 or a final status at once.",
    hint="Decide by method, target and fields; then send `HTTP/1.1 100 Continue` and an empty line, and read.",
)


@verifies(AT_ONCE)
@FRAMED
@pytest.mark.parametrize("request_", [b"{upload}", b"POST {path}"], ids=["upload", "path"])
def test_a_client_that_waits_is_answered(http: Http, request_: bytes, framing: bytes, content: bytes) -> None:
    answer = prompt(http, head(framing, request_))
    if isinstance(answer, NoAnswer):
        late = prompt(http, content)
        if late.status == 100:
            not_applicable("the target sends the 100 after the content, which continue-not-after-content reports")
        require_answer_in_1_1(late)
    assert isinstance(answer, Response)


NOT_AFTER_CONTENT = section.must_not(
    "continue-not-after-content",
    role=SERVER,
    text="Do not wait for the content before you send 100.",
    hint="The client waits for the 100: send it, and flush it, before the first read of content.",
)


@verifies(NOT_AFTER_CONTENT)
@FRAMED
def test_a_100_does_not_wait_for_the_content(http: Http, framing: bytes, content: bytes) -> None:
    answer = prompt(http, head(framing))
    if isinstance(answer, NoAnswer):
        answer = prompt(http, content)
        inconclusive_unless(isinstance(answer, Response), "there was no answer, not even after the content")
        assert answer.status != 100


FINAL_AFTER_CONTINUE = section.must(
    "final-after-continue",
    role=SERVER,
    text="After a 100, and the content, send a final status.",
    hint="After the 100, read the content and send exactly one final response.",
    rests_on=(INTERIM_ENDS,),
)


@verifies(FINAL_AFTER_CONTINUE)
@FRAMED
def test_a_final_response_follows_a_100(http: Http, framing: bytes, content: bytes) -> None:
    if prompt(http, head(framing)).status != 100:
        not_applicable("the target did not ask for the content")
    assert isinstance(http.answer(content), Response)


MAY_OMIT = section.may(
    "continue-may-be-omitted",
    role=SERVER,
    text="A request whose content comes along with its head is served as usual, with a 100 or without.",
    hint="Take the octets that are in the buffer already for the content.",
    rests_on=(FINAL_AFTER_CONTINUE,),
)


@verifies(MAY_OMIT)
def test_a_client_that_does_not_wait_is_served(http: Http) -> None:
    framing, content = FRAMINGS["length"]
    exchange = http.exchange(head(framing) + content)
    assert exchange.answer.status == 417 or exchange.accepted
    assert exchange.answer.status == 417 or exchange.content == b"hello"


NO_CONTENT = section.may(
    "continue-without-content",
    role=SERVER,
    text="A request that expects 100-continue and has no content is served as usual, with a 100 or without.",
    hint="If the framing fields announce no content, do not wait for any.",
)


@verifies(NO_CONTENT)
@pytest.mark.parametrize("framing", [b"", b"Content-Length: 0\r\n"], ids=["none", "length-0"])
def test_an_expectation_without_content_is_served(http: Http, framing: bytes) -> None:
    exchange = http.exchange(head(framing, b"GET {path}"))
    assert exchange.answer.status == 417 or exchange.accepted


CASE_INSENSITIVE = section.implied(
    "expect-case-insensitive",
    role=RECIPIENT,
    text="The value of Expect is case-insensitive.",
    hint="Bring the value to lower case before you compare it.",
)


@verifies(CASE_INSENSITIVE)
@pytest.mark.parametrize("expect", [b"100-Continue", b"100-CONTINUE", b"100-cONTINUE"])
def test_100_continue_is_known_in_any_case(http: Http, expect: bytes) -> None:
    framing, _ = FRAMINGS["length"]
    if prompt(http, head(framing)).status != 100:
        not_applicable("the target did not ask for the content")
    http.close()
    assert prompt(http.open_another(), head(framing, expect=expect)).status == 100


UNKNOWN = section.may(
    "unknown-expectation",
    role=SERVER,
    text="Answer 417 to an expectation other than 100-continue, or serve the request.",
    hint="Answer 417 if the value is not 100-continue, or ignore the field.",
)


@verifies(UNKNOWN)
@pytest.mark.parametrize("expect", [b"conformance", b"conformance=1", b'conformance="a, b";c=d', b"200-ok"])
def test_an_unknown_expectation_is_refused_with_417_or_ignored(http: Http, expect: bytes) -> None:
    answer = http.answer(head(b"", b"GET {path}", expect))
    assert answer.status == 417 or answer in ACCEPTED


IGNORE_IN_1_0 = section.must(
    "ignore-in-http-1.0",
    role=SERVER,
    text="Ignore 100-continue in an HTTP/1.0 request: neither send 100 nor refuse it for its sake.",
    hint="Look at the version of the request before you look at Expect: HTTP/1.0 does not know 1xx.",
)


@verifies(IGNORE_IN_1_0)
def test_an_expectation_in_http_1_0_is_ignored(http: Http) -> None:
    framing, content = FRAMINGS["length"]
    octets = head(framing).replace(b"HTTP/1.1", b"HTTP/1.0")
    http.send(octets)
    http.pause()
    http.send(content)
    answer = http.receive_any(octets)
    inconclusive_unless(isinstance(answer, Response), "there was no answer")
    assert answer.status not in (100, 417)


FRAMING_STAYS = section.implied(
    "content-after-final",
    role=SERVER,
    text="A final status in place of 100 does not change the framing: content that still comes is read, or cut off.",
    hint="Discard as many octets as were announced, or close the connection; never read them as a request.",
)


@verifies(FRAMING_STAYS)
def test_content_after_a_final_status_is_not_a_request(http: Http) -> None:
    size = len(http.fill(GET))
    require_final_before_content(http, MISSING + b"Content-Length: %d\r\n\r\n" % size)
    exchange = http.exchange(GET)
    assert len(exchange.answers) <= 1
    inconclusive_unless(isinstance(exchange.end, Closed), "the content was neither read nor cut off")


TELL_INTENTION = section.should(
    "tell-close-or-continue",
    role=SERVER,
    text="With a final status sent before the content was read, tell whether the connection closes.",
    hint="If you close after the final status, send `Connection: close`; otherwise read the content and continue.",
    rests_on=(ANNOUNCE,),
)


@verifies(TELL_INTENTION)
def test_a_connection_closes_after_a_final_status_as_it_says(http: Http) -> None:
    answer = require_final_before_content(http, MISSING + b"Content-Length: 5\r\n\r\n")
    require_answer_in_1_1(answer)
    exchange = http.exchange(b"hello")
    assert isinstance(exchange.end, Closed) if not answer.persists else len(exchange.answers) == 1


def head(framing: bytes, request: bytes = b"{upload}", expect: bytes = b"100-continue") -> bytes:
    return request + b" HTTP/1.1\r\nHost: {host}\r\n" + framing + b"Expect: " + expect + b"\r\n\r\n"


def prompt(http: Http, octets: bytes) -> Answer:
    """What a head whose content is held back is answered: 100 or final; other interim responses are passed over."""
    http.send(octets)
    while (answer := http.receive_any(octets)).status in range(102, 200):
        continue
    return answer


def require_final_before_content(http: Http, octets: bytes) -> Answer:
    """The final answer to a head whose content is held back; not applicable where the target wants the content."""
    answer = prompt(http, octets)
    if not isinstance(answer, Response) or answer.status == 100:
        not_applicable("the target wants the content even where it will refuse it")
    return answer
