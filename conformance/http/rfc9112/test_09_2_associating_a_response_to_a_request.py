"""RFC 9112 §9.2  Associating a Response to a Request"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.persistence import is_answered_once
from conformance.http.helpers.resources import remove, require_stored
from conformance.http.helpers.upgrade import WEBSOCKET
from conformance.http.peer import Http
from conformance.http.rfc9110.test_09_3_2_head import NO_CONTENT
from conformance.http.rfc9112 import RFC9112
from conformance.http.strategies.damage import damaged, requests_in, require_all_answers
from conformance.http.strategies.well_formed import query_and_fields
from conformance.http.wire import Closed, NoAnswer, Response, Silent
from conformance.model import SERVER, not_applicable

section = RFC9112.section("9.2", "Associating a Response to a Request")

ONE_FINAL_RESPONSE = section.implied(
    "one-final-response",
    role=SERVER,
    text="Each request gets one final response; nothing else is sent between two of them or after the last.",
    hint="A response to HEAD, a 204 and a 304 end with the empty line: any octet more is taken for the next response.",
    rests_on=(NO_CONTENT,),
)


END = b" HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
WELL_FORMED = {
    "OPTIONS": b"OPTIONS {path}" + END + b"\r\n",
    "unknown-method": b"conformance {path}" + END + b"\r\n",
    "missing": b"GET /conformance-no-such-path" + END + b"\r\n",
    "WebSocket": WEBSOCKET,
    "HTTP/1.0": b"GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n",
    "content": b"{upload}" + END + b"Content-Length: 5\r\n\r\nhello",
}


@verifies(ONE_FINAL_RESPONSE)
@pytest.mark.parametrize("octets", WELL_FORMED.values(), ids=WELL_FORMED)
def test_a_well_formed_request_gets_a_response(http: Http, octets: bytes) -> None:
    assert isinstance(http.answer(octets), Response)


@verifies(ONE_FINAL_RESPONSE)
@pytest.mark.parametrize("path", [b"{path}", b"/conformance-no-such-path"])
def test_a_response_to_head_leaves_the_next_one_intact(http: Http, path: bytes) -> None:
    exchange = http.exchange(b"HEAD " + path + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert is_answered_once(exchange)


@verifies(ONE_FINAL_RESPONSE)
def test_a_204_leaves_the_next_response_intact(http: Http) -> None:
    exchange = http.exchange(b"GET {path_204} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    if exchange.answer.status != 204:
        not_applicable("the path is not answered 204", "--cap path_204=/path")
    assert is_answered_once(exchange)


@verifies(ONE_FINAL_RESPONSE)
def test_a_304_leaves_the_next_response_intact(http: Http) -> None:
    tags = http.answer(b"GET {path_static} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").values("ETag")
    http.close()
    condition = b"If-None-Match: " + b"".join(tags) + b"\r\n"
    exchange = http.open_another().exchange(b"GET {path_static} HTTP/1.1\r\nHost: {host}\r\n" + condition + b"\r\n")
    if exchange.answer.status != 304:
        not_applicable("the path is not answered 304", "--cap path_static=/path")
    assert is_answered_once(exchange)


@verifies(ONE_FINAL_RESPONSE)
@pytest.mark.parametrize("method", [b"PUT", b"DELETE"])
def test_a_204_to_a_write_leaves_the_next_response_intact(http: Http, method: bytes) -> None:
    path = require_stored(http, b"old")
    length = b"Content-Length: 3\r\n\r\nnew" if method == b"PUT" else b"\r\n"
    exchange = http.reconnect().exchange(method + b" " + path + b" HTTP/1.1\r\nHost: {host}\r\n" + length)
    remove(http, path)
    if exchange.answer.status != 204:
        not_applicable("the request is not answered 204")
    assert is_answered_once(exchange)


@verifies(ONE_FINAL_RESPONSE)
@pytest.mark.parametrize("method", [b"GET", b"HEAD", b"OPTIONS"])
def test_nothing_follows_the_last_response(http: Http, method: bytes) -> None:
    http.answer(method + b" {path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\n\r\n")
    after = http.what_follows()
    assert isinstance(after, NoAnswer)
    assert isinstance(after, Closed | Silent)
    assert not after.partial.strip(b"\r\n")


@verifies(ONE_FINAL_RESPONSE)
@pytest.mark.parametrize("fields", [b"Content-Length: x", b"Transfer-Encoding: x", b"X A: b"])
def test_nothing_follows_a_refusal(http: Http, fields: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + fields + b"\r\n\r\n")
    after = http.what_follows() if isinstance(answer, Response) else answer
    assert isinstance(after, Closed | Silent)
    assert not after.partial.strip(b"\r\n")


@verifies(ONE_FINAL_RESPONSE)
@examples(damaged)
def test_no_request_is_served_twice(http: Http, octets: bytes) -> None:
    served = [answer for answer in require_all_answers(http, octets) if answer in ACCEPTED]
    assert len(served) <= requests_in(octets)


@verifies(ONE_FINAL_RESPONSE)
@examples(query_and_fields)
def test_no_response_to_head_has_content(http: Http, parts: tuple[bytes, bytes]) -> None:
    exchange = http.exchange(b"HEAD {path}%b HTTP/1.1\r\nHost: {host}\r\n%b\r\n" % parts)
    assert is_answered_once(exchange)
