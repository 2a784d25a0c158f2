"""RFC 9112 §3.2.2  absolute-form"""

from __future__ import annotations

import re

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.twins import require_query, require_twin
from conformance.http.peer import Http
from conformance.http.rfc3986.test_03_2_2_host_in_field import IP_LITERAL as IP_LITERAL_IN_HOST
from conformance.http.rfc9112 import RFC9112
from conformance.model import SERVER, not_applicable

section = RFC9112.section("3.2.2", "absolute-form")

ABSOLUTE_FORM = section.must(
    "absolute-form",
    role=SERVER,
    text="Accept a request-target in absolute-form, that is a whole URI.",
    hint="Where the target does not begin with a slash, parse it as scheme://authority/path?query.",
)


@verifies(ABSOLUTE_FORM)
@pytest.mark.parametrize(
    ("start", "query"),
    [
        (b"GET {path}", b""),
        (b"GET {path}", b"?"),
        (b"GET {path}", b"?a=b"),
        (b"GET {path}", b"?a/b?c:d@e"),
        (b"HEAD {path}", b""),
        (b"OPTIONS {path}", b""),
        (b"{upload}", b""),
    ],
)
def test_a_whole_uri_is_served(http: Http, start: bytes, query: bytes) -> None:
    method, path = http.fill(start).split(b" ")
    content = b"Content-Length: 5\r\n\r\nhello" if start == b"{upload}" else b"\r\n"
    end = path + query + b" HTTP/1.1\r\nHost: {host}\r\n" + content
    exchange = http.exchange(method + b" {scheme}://{host}" + end)
    if not exchange.accepted and query:
        require_query(http, query[1:])
    elif not exchange.accepted and method != b"GET":
        plain = method + b" " + end
        require_twin(http, plain, lambda one: one.accepted, "the target does not serve this method in origin-form")
    assert exchange.accepted


@verifies(ABSOLUTE_FORM)
@pytest.mark.parametrize("end", [b"", b"?", b"?a=b", b"?/"])
def test_a_uri_without_a_path_is_understood(http: Http, end: bytes) -> None:
    answer = http.answer(b"GET {scheme}://{host}" + end + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    if answer not in ACCEPTED and answer.status != 404 and b"?" in end:
        require_query(http, end.partition(b"?")[2])
    assert answer in ACCEPTED or answer.status == 404


IP_LITERAL = section.must(
    "absolute-form-with-ip-literal",
    role=SERVER,
    text="Accept an absolute-form whose host is an IPv6 address in square brackets (RFC 3986 §3.2.2).",
    hint="Look for the colon of the port behind the closing bracket only.",
    rests_on=(IP_LITERAL_IN_HOST,),  # the address stands in Host as well
)


@verifies(IP_LITERAL)
@pytest.mark.parametrize(
    "host", [b"[::1]", b"[::1]:80", b"[2001:db8::1]:8080", b"[2001:DB8:0:0:0:0:0:1]", b"[::ffff:192.0.2.1]:80"]
)
def test_a_uri_with_an_ipv6_address_is_understood(http: Http, host: bytes) -> None:
    request = b"GET {scheme}://%b{path} HTTP/1.1\r\nHost: %b\r\nConnection: close\r\n\r\n"
    if http.answer(request % (b"192.0.2.1:80", b"192.0.2.1:80")) not in ACCEPTED:
        not_applicable("the target serves no address but its own")
    answer = http.open_another().answer(request % (host, host))
    assert answer in ACCEPTED or answer.status in (404, 421)


IGNORE_HOST = section.must(
    "absolute-form-beats-host",
    role=SERVER,
    text="Ignore the Host field of a request with an absolute-form, and use the host of the request-target instead.",
    hint="After parsing the target, replace what you know of the host by its authority.",
)


@verifies(IGNORE_HOST)
@pytest.mark.parametrize("method", [b"GET", b"OPTIONS"])
@pytest.mark.parametrize("host", [b"conformance.example", b"conformance.example:81"])
def test_another_host_changes_nothing(http: Http, method: bytes, host: bytes) -> None:
    request = method + b" {scheme}://{host}{path} HTTP/1.1\r\nHost: %b\r\nConnection: close\r\n\r\n"
    same = http.answer(request % b"{host}")
    if same not in ACCEPTED:
        not_applicable("the target does not serve the absolute-form of this request, which another case judges")
    assert http.reconnect().answer(request % host).status == same.status


@verifies(IGNORE_HOST)
@pytest.mark.parametrize("host", [b"conformance.example", b"conformance.example:1047"])
def test_a_redirect_does_not_name_the_host_that_is_to_be_ignored(http: Http, host: bytes) -> None:
    answer = http.require_absolute_form().answer(
        b"GET {scheme}://{host}{redirect} HTTP/1.1\r\nHost: " + host + b"\r\n\r\n"
    )
    locations = answer.values("Location")
    if not any(b"://" in location for location in locations):
        not_applicable("the redirect names no host", "--cap redirect=/path")
    locations = [location.replace(http.fill(b"{host}"), b"") for location in locations]
    assert not any(re.search(rb"conformance\.example|:1047(?![0-9])", location) for location in locations)
