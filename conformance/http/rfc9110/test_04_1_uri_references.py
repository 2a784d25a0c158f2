"""RFC 9110 §4.1  URI References"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.twins import require_served
from conformance.http.peer import Http
from conformance.http.requests import GET_AND_CLOSE
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9112.test_03_request_line import EIGHT_THOUSAND_OCTETS as REQUEST_LINE_OF_8000
from conformance.model import RECIPIENT

section = RFC9110.section("4.1", "URI References")

EIGHT_THOUSAND_OCTETS = section.should(
    "uri-of-8000-octets",
    role=RECIPIENT,
    text="Support URIs of 8000 octets in protocol elements.",
    hint="The line that carries the URI is longer than it: make the limit of a line larger than 8000 octets.",
)


@verifies(EIGHT_THOUSAND_OCTETS)
@pytest.mark.rests_on(REQUEST_LINE_OF_8000)
def test_a_target_of_8000_octets_is_supported(http: Http) -> None:
    uri = http.fill(b"{scheme}://{host}{path}?").ljust(8000, b"a")
    exchange = http.require_absolute_form().exchange(b"GET " + uri + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    if not exchange.accepted:
        short = GET_AND_CLOSE % b"{scheme}://{host}{path}?a"
        require_served(http, short, "the target does not serve a URI with a short query: see RFC 9112 §3.2.2")
    assert exchange.accepted


@verifies(EIGHT_THOUSAND_OCTETS)
def test_a_referer_of_8000_octets_is_supported(http: Http) -> None:
    uri = http.fill(b"{scheme}://{host}{path}?").ljust(8000, b"a")
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nReferer: " + uri + b"\r\n\r\n")
    assert exchange.accepted
