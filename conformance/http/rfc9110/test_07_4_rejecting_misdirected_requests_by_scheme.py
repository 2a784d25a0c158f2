"""RFC 9110 §7.4  Rejecting Misdirected Requests: what a server may make of the scheme that a request names."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import DECLINED, REJECTED
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER, not_applicable

section = RFC9110.section("7.4", "Rejecting Misdirected Requests")

HTTPS_OVER_TLS = section.must(
    "https-only-over-tls",
    role=SERVER,
    text="Reject a request for an https resource that did not come over a secured connection, unless a trusted "
    "gateway sent it.",
    hint="Look at the scheme of an absolute-form: https on a plain connection is 421 (or 400).",
)


@verifies(HTTPS_OVER_TLS)
@pytest.mark.parametrize("target", [b"https://{host}{path}", b"HTTPS://{host}{path}", b"https://{host}{path}?a=b"])
def test_https_on_a_plain_connection_is_rejected(http: Http, target: bytes) -> None:
    if http.fill(b"{scheme}") == b"https":
        not_applicable("the connection is secured")
    answer = http.require_absolute_form().answer(b"GET " + target + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert answer in DECLINED


ANY_SCHEME = section.may(
    "decide-by-scheme",
    role=SERVER,
    text="Serve or reject a request whose target has a scheme that the server may not know.",
    hint="Accept it or reject it, but send an answer.",
)


@verifies(ANY_SCHEME)
@pytest.mark.parametrize(
    "target",
    [
        b"ftp://{host}{path}",
        b"ws://{host}{path}",
        b"x-conformance://{host}{path}",
        b"file:///etc/hostname",
        b"mailto:a@b",
        b"urn:a:b",
        b"a:",
    ],
)
def test_another_scheme_is_served_or_rejected(http: Http, target: bytes) -> None:
    exchange = http.require_absolute_form().exchange(b"GET " + target + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert exchange.accepted or exchange.answer in REJECTED
