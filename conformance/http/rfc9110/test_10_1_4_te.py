"""RFC 9110 §10.1.4  TE"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.framing import framed_by_length
from conformance.http.peer import Http
from conformance.http.requests import UPLOAD
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER

section = RFC9110.section("10.1.4", "TE")

OPTIONAL = section.implied(
    "te-is-an-offer",
    role=SERVER,
    text="TE tells what the client could take in a response; a request is served whatever it lists.",
    hint="TE is not Transfer-Encoding: it says nothing of the request's own body. It may be ignored.",
)


@verifies(OPTIONAL)
@pytest.mark.parametrize(
    "value",
    [
        b"trailers",
        b"Trailers",
        b"chunked",
        b"deflate",
        b"trailers, deflate;q=0.5",
        b"gzip;q=0",
        b"frob;a=b;q=0.001, frob2",
        b'frob;a="b,c"',
        b"",
    ],
)
def test_a_request_with_te_is_served(http: Http, value: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: TE\r\nTE: " + value + b"\r\n\r\n")
    assert exchange.accepted


@verifies(OPTIONAL)
def test_te_chunks_no_body(http: Http) -> None:
    fields = b"TE: chunked\r\nConnection: TE\r\nContent-Length: 10\r\n\r\n"
    assert framed_by_length(http, UPLOAD + fields + b"0\r\n\r\nhello", b"0\r\n\r\nhello")
