"""RFC 9112 §5.1  Field Line Parsing"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_05_field_syntax import ONE_LINE_ONE_FIELD
from conformance.http.rfc9112.test_06_3_message_body_length_chunked import DECODED_OR_REFUSED
from conformance.model import SERVER

section = RFC9112.section("5.1", "Field Line Parsing")

NO_SPACE_BEFORE_COLON = section.must(
    "no-space-before-colon",
    role=SERVER,
    text="Answer 400 to a request that has whitespace between a field name and its colon.",
    hint="Split the field line at the first colon and reject a name that is not a token.",
)


FOUND = pytest.mark.rests_on(ONE_LINE_ONE_FIELD, DECODED_OR_REFUSED)


@verifies(NO_SPACE_BEFORE_COLON)
@pytest.mark.parametrize(
    "field_line",
    [
        b"X-A : b",
        b"X-A\t: b",
        b"X-A  : b",
        b"X-A \t : b",
        b"X-A :",
        b"X-A :b",
        b"Content-Length : 0",
        b"Content-Length\t: 0",
        pytest.param(b"Transfer-Encoding : chunked", marks=FOUND),
        pytest.param(b"Transfer-Encoding\t: chunked", marks=FOUND),
        b"Connection : close",
        b"Host : {host}",
        b"Host\t: {host}",
    ],
)
def test_space_before_the_colon_is_rejected(http: Http, field_line: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + field_line + b"\r\n\r\n")
    assert answer.status == 400


@verifies(NO_SPACE_BEFORE_COLON)
@pytest.mark.parametrize("name", [b"Host ", b"Host\t", b"Host \t "])
def test_space_before_the_colon_of_the_only_host_is_rejected(http: Http, name: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\n" + name + b": {host}\r\n\r\n")
    assert answer.status == 400


@verifies(NO_SPACE_BEFORE_COLON)
@pytest.mark.parametrize("field_line", [b"X-A : b", b"X-A\t: b"])
def test_space_before_the_colon_is_rejected_in_http_1_0(http: Http, field_line: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.0\r\nHost: {host}\r\n" + field_line + b"\r\n\r\n")
    assert answer.status == 400
