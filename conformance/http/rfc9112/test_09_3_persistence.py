"""RFC 9112 §9.3  Persistence"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.persistence import (
    closes_after_answer,
    closes_after_request,
    require_answer_in_1_1,
    require_close_found,
)
from conformance.http.peer import Http
from conformance.http.requests import GET
from conformance.http.rfc9112 import RFC9112
from conformance.http.wire import Response
from conformance.model import RECIPIENT, SERVER

section = RFC9112.section("9.3", "Persistence")

CLOSE_WHERE_NOT_PERSISTENT = section.must(
    "close-where-not-persistent",
    role=SERVER,
    text="A server that does not support persistent connections sends `Connection: close` in every final response.",
    hint="Without the option an HTTP/1.1 client takes the connection for open and loses its next request.",
)

ATTEMPTS = 3  # a connection may be closed at any time (§9.5); one that never persists is another matter


@verifies(CLOSE_WHERE_NOT_PERSISTENT)
def test_a_server_that_never_keeps_a_connection_says_so(http: Http) -> None:
    for _ in range(ATTEMPTS):
        first = http.answer(GET)
        require_answer_in_1_1(first)
        if b"close" in first.members("Connection") or isinstance(second := http.answer(GET), Response):
            return
        http.require_whole_answers(second)
        http.close()
        http = http.open_another()
    raise AssertionError(f"{ATTEMPTS} of {ATTEMPTS} connections end after one response that does not say `close`")


PERSISTENT = section.should(
    "persistent-connections",
    role=SERVER,
    text="Keep an HTTP/1.1 connection open after a response, and serve the next request on it.",
    hint="Read requests in a loop; leave it only after `close`, an error of framing, or an HTTP/1.0 request.",
    rests_on=(CLOSE_WHERE_NOT_PERSISTENT,),
)


@verifies(PERSISTENT)
def test_a_second_request_is_served_on_the_same_connection(http: Http) -> None:
    first = http.answer(GET)
    require_answer_in_1_1(first)
    assert first in ACCEPTED
    second = http.answer(GET)
    http.require_whole_answers(second)
    assert second in ACCEPTED


HTTP_1_0_CLOSES = section.implied(
    "http-1.0-closes",
    role=SERVER,
    text="A connection on which an HTTP/1.0 request without `keep-alive` came closes after the response.",
    hint="An HTTP/1.0 client may wait for the end of the connection to know the end of the content.",
)


@verifies(HTTP_1_0_CLOSES)
@pytest.mark.parametrize("fields", [b"", b"Connection: foo\r\n", b"Connection: keep-alive-not\r\n"])
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
def test_a_connection_with_http_1_0_closes(http: Http, method: bytes, fields: bytes) -> None:
    assert closes_after_request(http, method + b" {path} HTTP/1.0\r\nHost: {host}\r\n" + fields + b"\r\n")


CLOSE_WINS = section.implied(
    "close-before-keep-alive",
    role=RECIPIENT,
    text="Where the option `close` is present, the connection does not persist, whatever other options are there.",
    hint="Look for `close` first, then at the version, then for `keep-alive`.",
)


@verifies(CLOSE_WINS)
@pytest.mark.parametrize("options", [b"close, keep-alive", b"keep-alive, close"])
@pytest.mark.parametrize("version", [b"1.1", b"1.0"])
def test_close_wins_over_keep_alive(http: Http, version: bytes, options: bytes) -> None:
    http = require_close_found(http, options.replace(b"keep-alive", b"x-a"))
    line = b"GET {path} HTTP/" + version + b"\r\nHost: {host}\r\nConnection: "
    assert closes_after_request(http, line + options + b"\r\n\r\n")


SELF_DEFINED_LENGTH = section.implied(
    "self-defined-length",
    role=SERVER,
    text="A connection persists only after a response whose length is known without the end of the connection.",
    hint="To HTTP/1.0 that means Content-Length: such a client does not know chunked. Else close.",
)


@verifies(SELF_DEFINED_LENGTH)
@pytest.mark.parametrize("path", [b"{path}", b"{chunked_resp}", b"/conformance-no-such-path"])
def test_a_response_to_http_1_0_that_has_no_length_ends_the_connection(http: Http, path: bytes) -> None:
    answer = http.answer(b"GET " + path + b" HTTP/1.0\r\nHost: {host}\r\nConnection: keep-alive\r\n\r\n")
    known = isinstance(answer, Response) and answer.framing in ("length", "none")
    assert known or closes_after_answer(http, answer)
