"""RFC 9110 §2.4  Error Handling: field values that make no sense."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REFUSED
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_10_1_4_te import OPTIONAL as AN_OFFER
from conformance.model import RECIPIENT

section = RFC9110.section("2.4", "Error Handling")

RECOVER = section.may(
    "recover-from-invalid-field",
    role=RECIPIENT,
    text="Recover from a request field whose value is invalid, or that should appear once and appears twice; or reject "
    "the request.",
    hint="Ignoring the field and answering 400 are both right; failing on it (5xx, silence) is not.",
)


@verifies(RECOVER)
@pytest.mark.parametrize(
    "field_line",
    [
        b"Date: yesterday",
        b"Date: Fri, 31 Feb 2026 25:61:61 GMT",
        b"Trailer: ;;;",
        b"Trailer: Content-Length",
        pytest.param(b"TE: ;q=5, \xff", marks=pytest.mark.rests_on(AN_OFFER)),
        b"Accept: text/\x80;q=x",
        b"Accept-Encoding: gzip;q=",
        b"Accept-Language: ;;",
        b"Accept-Charset: \xff",
        b"Content-Type: no type",
        b"Content-Type: text/plain; charset=no-such",
        b"Content-Encoding: no-such",
        b"Content-Language: 1",
        b"Expect: \xff",
        b"From: \xff",
        b"Max-Forwards: -1",
        b"Referer: http://[",
        b"User-Agent: (((",
        b"Upgrade: ///",
        b"Via: 1.1",
        b"Cookie: ===;;;",
        b"Authorization: Basic !",
        b"If-Modified-Since: never",
        b"If-None-Match: W/",
        b"Range: bytes=z-a",
    ],
)
def test_an_invalid_value_is_rejected_or_recovered_from(http: Http, field_line: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + field_line + b"\r\n\r\n")
    assert answer in ACCEPTED or answer in REFUSED


@verifies(RECOVER)
@pytest.mark.parametrize(
    "field_lines",
    [
        b"Content-Type: text/plain\r\nContent-Type: text/html",
        b"Content-Type: text/plain\r\ncontent-type: text/plain",
        b"Authorization: Basic YTpi\r\nAuthorization: Basic Yzpk",
        b"User-Agent: a\r\nUser-Agent: b",
        b"Referer: http://a.example/\r\nReferer: http://b.example/",
        b"From: a@a.example\r\nFrom: b@b.example",
        b"Max-Forwards: 1\r\nMax-Forwards: 2",
        b"Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nDate: Sun, 06 Nov 1994 08:49:38 GMT",
        b"If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:38 GMT",
        b"Range: bytes=0-0\r\nRange: bytes=1-1",
    ],
)
def test_a_repeated_singleton_is_rejected_or_recovered_from(http: Http, field_lines: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + field_lines + b"\r\n\r\n")
    assert answer in ACCEPTED or answer in REFUSED
