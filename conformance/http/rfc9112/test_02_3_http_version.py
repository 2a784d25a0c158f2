"""RFC 9112 §2.3  HTTP Version"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.wire import Garbage
from conformance.model import SERVER

section = RFC9112.section("2.3", "HTTP Version")

VERSION = section.should(
    "malformed-version",
    role=SERVER,
    text='Answer 400 (§2.2), or 505, to a request line that does not end with "HTTP/" DIGIT "." DIGIT.',
    hint="Match exactly eight octets: two single digits, no sign, no space, no other name, nothing after them.",
)


@verifies(VERSION)
@pytest.mark.parametrize(
    "version",
    [
        b"HTTP",
        b"HTTP/",
        b"HTTP/1",
        b"HTTP/1.",
        b"HTTP/.1",
        b"HTTP/.",
        b"HTTP/1.10",
        b"HTTP/1.11",
        b"HTTP/11.1",
        b"HTTP/01.1",
        b"HTTP/1.01",
        b"HTTP/1.1.1",
        b"HTTP/4294967297.1",
        b"HTTP/257.1",
        b"HTTP/1.4294967297",
        b"HTTP/1.257",
        b"HTTP/ 1.1",
        b"HTTP /1.1",
        b"HTTP/1 .1",
        b"HTTP/1. 1",
        b"HTTP/1,1",
        b"HTTP/1:1",
        b"HTTP/11",
        b"HTTP1.1",
        b"HTTP-1.1",
        b"HTTP\\1.1",
        b"HTTP//1.1",
        b"HTTP/a.b",
        b"HTTP/x.1",
        b"HTTP/1.x",
        b"HTTP/-1.1",
        b"HTTP/+1.1",
        b"HTTP/1.-1",
        b"HTTP/1.+1",
        "HTTP/１.１".encode(),
        b"HTTP/1.1x",
        b"HTTP/1.1 x",
        b"HTTP/1.1;x",
        b"HTTP/1.1/",
        b"HTTP/1.1\x00",
        b"HTTP/1.\x001",
        b"HTTP/1\x00.1",
        b"HTTP/1\r.1",
        b"HTTP/\r1.1",
        b"HTTP/1.1\xa0",
        b"1.1",
        b"HTPP/1.1",
        b"HTT/1.1",
        b"HTTPS/1.1",
        b"XHTTP/1.1",
        b"RTSP/1.0",
        b"SIP/2.0",
        b"ICY/1.1",
    ],
    ids=repr,
)
def test_a_malformed_version_is_rejected(http: Http, version: bytes) -> None:
    answer = http.answer(b"GET {path} " + version + b"\r\nHost: {host}\r\n\r\n")
    assert answer.status in (400, 505)


CASE_SENSITIVE = section.should(
    "version-is-case-sensitive",
    role=SERVER,
    text='Answer 400 (§2.2), or 505, to a version whose name is not "HTTP" in upper case.',
    hint="Compare octets; do not turn the request line into upper case first.",
)


@verifies(CASE_SENSITIVE)
@pytest.mark.parametrize("version", [b"http/1.1", b"Http/1.1", b"HTTp/1.1", b"hTTP/1.1"])
def test_a_version_in_other_case_is_rejected(http: Http, version: bytes) -> None:
    answer = http.answer(b"GET {path} " + version + b"\r\nHost: {host}\r\n\r\n")
    assert answer.status in (400, 505)


NO_VERSION = section.should(
    "no-version",
    role=SERVER,
    text="Answer 400 (§2.2) to a request line without a version, or answer as HTTP/0.9 does: never with an HTTP/1.x "
    "success.",
    hint="A line of two words is most often a target with a space in it, not a request in HTTP/0.9 (appendix C.1).",
)


@verifies(NO_VERSION)
@pytest.mark.parametrize(
    "head",
    [b"GET {path}\r\n", b"GET {path}\r\n\r\n", b"GET {path}\r\nHost: {host}\r\n\r\n", b"GET {path}HTTP/1.1\r\n\r\n"],
)
def test_a_request_line_without_version_gets_no_http_1_success(http: Http, head: bytes) -> None:
    exchange = http.exchange_at_once(head)  # if the target waits for more than this line, the sentinel ends the head
    assert exchange.answer in REJECTED or isinstance(exchange.answer, Garbage)
