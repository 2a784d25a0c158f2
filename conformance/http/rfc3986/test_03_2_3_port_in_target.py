"""RFC 3986 §3.2.3  Port: what it says of a request-target in absolute-form."""

from __future__ import annotations

import pytest

from conformance.harness.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.peer import Http
from conformance.http.rfc3986 import RFC3986

section = RFC3986.section("3.2.3", "Port")

DIGITS = section.should(
    "port-in-target",
    role="server",
    text="Answer 400 to a URI whose port is not decimal digits: it makes the request line invalid (RFC 9112 §3.2).",
    hint="Match ASCII digits; functions that parse numbers also take signs, spaces, underscores and other digits.",
)

LARGE_PORT = section.may(
    "large-port-in-target",
    role="server",
    text="The grammar sets no limit to a port: a server may reject one that TCP does not have, or not look at it.",
    hint="Both are right; failing to answer is not.",
)


@verifies(DIGITS)
@pytest.mark.parametrize(
    "port",
    [
        b"80x",
        b"x",
        b"-1",
        b"+80",
        b"0x50",
        b"8_0",
        b"8.0",
        b"80,",
        b":80",
        b"80:80",
        b"80:",
        b"%38%30",
        "８０".encode(),
    ],
)
def test_a_port_that_is_no_number_is_rejected(http: Http, port: bytes) -> None:
    answer = http.absolute().answer(b"GET {scheme}://127.0.0.1:" + port + b"{path} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert answer.status == 400


@verifies(LARGE_PORT)
@pytest.mark.parametrize("port", [b"0", b"65536", b"99999", b"4294967376", b"18446744073709551696", b"9" * 100])
def test_a_port_out_of_range_is_rejected_or_not_looked_at(http: Http, port: bytes) -> None:
    exchange = http.absolute().exchange(
        b"GET {scheme}://127.0.0.1:" + port + b"{path} HTTP/1.1\r\nHost: {host}\r\n\r\n"
    )
    assert exchange.accepted or exchange.answer in REJECTED
