"""RFC 3986 §3.2.2  Host: what it says of the Host field of a request."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REFUSED
from conformance.http.helpers.authorities import INVALID_IP_LITERALS
from conformance.http.peer import Http
from conformance.http.rfc3986 import RFC3986
from conformance.http.rfc9112.test_03_2_request_target import MISSING_HOST
from conformance.http.wire import Answer
from conformance.model import SERVER, not_applicable

section = RFC3986.section("3.2.2", "Host")

IP_LITERAL = section.implied(
    "ip-literal-in-host-field",
    role=SERVER,
    text="An IPv6 address in square brackets is a valid host in the Host field, with a port or without.",
    hint="Look for the colon of the port behind the closing bracket only.",
)


@verifies(IP_LITERAL)
@pytest.mark.parametrize(
    "host",
    [
        b"[::1]",
        b"[::1]:80",
        b"[::]:8080",
        b"[2001:db8::1]:80",
        b"[2001:DB8:0:0:0:0:0:1]",
        b"[::ffff:192.0.2.1]:80",
        b"[1:2:3:4:5:6:7:8]",
    ],
)
def test_an_ipv6_address_in_brackets_is_accepted(http: Http, host: bytes) -> None:
    if served_as(http, b"192.0.2.1:80") not in ACCEPTED:
        not_applicable("the target serves no address but its own")
    answer = served_as(http.reconnect(), host)
    assert answer in ACCEPTED or (answer in REFUSED and answer.status not in (400, None))


BRACKETS = section.implied(
    "brackets-in-host-field",
    role=SERVER,
    text="Square brackets enclose an IPv6 address, or an address of a future version, and nothing else: any other Host "
    "value with brackets, or with colons outside of them, is invalid and answered 400 (RFC 9112 §3.2).",
    hint="Parse what is between the brackets as an address; after the closing one comes a colon or the end.",
    rests_on=(MISSING_HOST,),
)


@verifies(BRACKETS)
@pytest.mark.parametrize(
    "host",
    [
        *INVALID_IP_LITERALS,
        b"::1",
        b"::1:80",
        b"2001:db8::1",
        b"::1]:80",
        b"[::1][::1]",
        b"[::1.2.3]",
        b"[192.0.2.1]",
        b"[ ::1 ]",
        b"[v1]",
        b"[v.a]",
        b"[vg.a]",
    ],
)
def test_what_is_no_address_in_brackets_is_rejected(http: Http, host: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: " + host + b"\r\n\r\n")
    assert answer.status == 400


CASE_INSENSITIVE = section.implied(
    "host-field-is-case-insensitive",
    role=SERVER,
    text="The host in the Host field is case-insensitive.",
    hint="Convert the host to lower case before you compare it.",
)


@verifies(CASE_INSENSITIVE)
@pytest.mark.parametrize("host", [b"CONFORMANCE.EXAMPLE", b"Conformance.Example:80"])
def test_a_host_is_served_in_upper_case_as_in_lower(http: Http, host: bytes) -> None:
    lower = served_as(http, host.lower())
    if lower.status is None:
        not_applicable("the target does not answer requests for other hosts")
    assert served_as(http.reconnect(), host).status == lower.status


def served_as(http: Http, host: bytes) -> Answer:
    """The answer to a request for a host, on a connection that ends with it."""
    return http.answer(b"GET {path} HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
