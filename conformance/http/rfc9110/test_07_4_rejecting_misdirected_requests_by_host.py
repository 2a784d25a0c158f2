"""RFC 9110 §7.4  Rejecting Misdirected Requests: what a server may make of the host that a request names."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REFUSED
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER

section = RFC9110.section("7.4", "Rejecting Misdirected Requests")

ANY_HOST = section.may(
    "decide-by-host",
    role=SERVER,
    text="Serve, redirect or reject (4xx, best 421, or a close) a request for a host that the server need not know.",
    hint="Any of them is right for any valid host; failing on it (5xx, silence) is not.",
)


@verifies(ANY_HOST)
@pytest.mark.parametrize(
    "host",
    [
        b"conformance.example",
        b"conformance.example:80",
        b"conformance.example.",
        b"com",
        b"192.0.2.1",
        b"0.0.0.0",
        b"256.256.256.256",
        b"1.2.3.4.5",
        b"a_b.example",
        b"-a.example",
        b"a..b.example",
        b".",
        b"~",
        b"a!$&'()*+,;=b.example",
        b"a%2Db.example",
        b"%00",
        b"%C3%A9.example",
        b"xn--9ca.example",
        b"[v1.a:b]",
        b"a" * 64 + b".example",
        pytest.param(b"a." * 127 + b"example", id="128 labels"),
    ],
)
def test_a_request_for_another_host_is_served_or_rejected(http: Http, host: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: " + host + b"\r\n\r\n")
    assert answer in ACCEPTED or answer in REFUSED
