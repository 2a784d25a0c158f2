"""RFC 3986 §3.2.3  Port: what it says of a request-target in absolute-form."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.helpers.authorities import INVALID_PORTS, LARGE_PORTS
from conformance.http.peer import Http
from conformance.http.rfc3986 import RFC3986
from conformance.model import SERVER

section = RFC3986.section("3.2.3", "Port")

DIGITS = section.should(
    "port-in-target",
    role=SERVER,
    text="Answer 400 to a URI whose port is not decimal digits: it makes the request line invalid (RFC 9112 §3.2).",
    hint="Match ASCII digits; functions that parse numbers also take signs, spaces, underscores and other digits.",
)


@verifies(DIGITS)
@pytest.mark.parametrize("port", [*INVALID_PORTS, b"80x", b"%38%30"])
def test_a_port_that_is_no_number_is_rejected(http: Http, port: bytes) -> None:
    answer = http.require_absolute_form().answer(
        b"GET {scheme}://127.0.0.1:" + port + b"{path} HTTP/1.1\r\nHost: {host}\r\n\r\n"
    )
    assert answer.status == 400


LARGE_PORT = section.may(
    "large-port-in-target",
    role=SERVER,
    text="The grammar sets no limit to a port: a server may reject one that TCP does not have, or not look at it.",
    hint="Accept it or reject it, but send an answer.",
)


@verifies(LARGE_PORT)
@pytest.mark.parametrize("port", LARGE_PORTS)
def test_a_port_out_of_range_is_rejected_or_not_looked_at(http: Http, port: bytes) -> None:
    exchange = http.require_absolute_form().exchange(
        b"GET {scheme}://127.0.0.1:" + port + b"{path} HTTP/1.1\r\nHost: {host}\r\n\r\n"
    )
    assert exchange.accepted or exchange.answer in REJECTED
