"""RFC 3986 §3.2.3  Port: what it says of the Host field of a request."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REFUSED
from conformance.http.helpers.authorities import INVALID_PORTS, LARGE_PORTS
from conformance.http.peer import Http
from conformance.http.rfc3986 import RFC3986
from conformance.http.rfc9112.test_03_2_request_target import MISSING_HOST
from conformance.model import SERVER, not_applicable

section = RFC3986.section("3.2.3", "Port")

DIGITS = section.implied(
    "port-in-host-field",
    role=SERVER,
    text="A port is decimal digits and nothing else: any other Host value with a port is invalid and answered 400 "
    "(RFC 9112 §3.2).",
    hint="Match ASCII digits; functions that parse numbers also take signs, spaces, underscores and other digits.",
    rests_on=(MISSING_HOST,),
)


@verifies(DIGITS)
@pytest.mark.parametrize("port", [*INVALID_PORTS, b"8x", b"8 0", b" 80"])
def test_a_port_that_is_no_number_is_rejected(http: Http, port: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: conformance.example:" + port + b"\r\n\r\n")
    assert answer.status == 400


EMPTY_PORT = section.implied(
    "empty-port-in-host-field",
    role=SERVER,
    text="A Host value may end with a colon: an empty port means the default one, as if the colon were not there.",
    hint="The grammar is *DIGIT: convert to a number only where there is a digit.",
)


@verifies(EMPTY_PORT)
@pytest.mark.parametrize("host", [b"127.0.0.1", b"localhost", b"conformance.example"])
def test_an_empty_port_is_as_none(http: Http, host: bytes) -> None:
    request = b"GET {path} HTTP/1.1\r\nConnection: close\r\nHost: "
    if http.answer(request + host + b"\r\n\r\n") not in ACCEPTED:
        not_applicable("the target does not serve this host")
    assert http.reconnect().answer(request + host + b":\r\n\r\n") in ACCEPTED


LARGE_PORT = section.may(
    "large-port-in-host-field",
    role=SERVER,
    text="The grammar sets no limit to a port: a server may reject one that TCP does not have, or not look at it.",
    hint="Accept it or reject it by a 4xx; do not fail with a 5xx or without an answer.",
)


@verifies(LARGE_PORT)
@pytest.mark.parametrize("port", LARGE_PORTS)
def test_a_port_out_of_range_is_rejected_or_not_looked_at(http: Http, port: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: conformance.example:" + port + b"\r\n\r\n")
    assert answer in ACCEPTED or answer in REFUSED
