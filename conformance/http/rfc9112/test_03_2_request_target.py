"""RFC 9112 §3.2  Request Target: what it says of Host."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.grammar import CONTROLS
from conformance.http.helpers.resources import END_OF_HEAD, answer_on_new_connection
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.model import SERVER, not_applicable

section = RFC9112.section("3.2", "Request Target")

MISSING_HOST = section.must(
    "missing-host",
    role=SERVER,
    text="Answer 400 to an HTTP/1.1 request that has no Host field.",
    hint="Look for Host once the field section is complete, whatever the form of the request-target.",
)


@verifies(MISSING_HOST)
@pytest.mark.parametrize(
    "request_line",
    [
        pytest.param(b"GET {path} HTTP/1.1", marks=pytest.mark.cause),
        b"HEAD {path} HTTP/1.1",
        b"OPTIONS * HTTP/1.1",
        b"GET {scheme}://{host}{path} HTTP/1.1",
    ],
)
def test_a_request_without_host_is_rejected(http: Http, request_line: bytes) -> None:
    answer = http.answer(request_line + b"\r\nX-A: b\r\n\r\n")
    if answer.status != 400:
        require_served_with_host(http, request_line)
    assert answer.status == 400


def require_served_with_host(http: Http, request_line: bytes) -> None:
    """Not applicable if the target refuses the request with Host, too, such as a method that it does not implement."""
    with http.attempt.aside("with Host, for comparison"):
        answer = answer_on_new_connection(http, request_line + b"\r\n" + END_OF_HEAD)
    if answer in REJECTED:
        not_applicable("the target refuses the same request with Host, so a refusal does not show that it needs Host")


@verifies(MISSING_HOST)
@pytest.mark.parametrize(
    "field_line", [b"Hosts: {host}", b"Hos: {host}", b"X-Host: {host}", b"X-Forwarded-Host: {host}"]
)
def test_another_field_is_not_host(http: Http, field_line: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\n" + field_line + b"\r\n\r\n")
    assert answer.status == 400


REPEATED_HOST = section.must(
    "repeated-host",
    role=SERVER,
    text="Answer 400 to a request that has more than one Host field line, even if they agree.",
    hint="Count the lines before a table by name overwrites or joins them; names are case-insensitive.",
    rests_on=(MISSING_HOST,),
)


@verifies(REPEATED_HOST)
@pytest.mark.parametrize(
    "field_lines",
    [
        b"Host: {host}\r\nHost: other.example",
        b"Host: other.example\r\nHost: {host}",
        b"Host: {host}\r\nHost: {host}",
        b"Host: {host}\r\nhOST: {host}",
        b"Host: {host}\r\nX-A: b\r\nHost: {host}",
        b"Host: {host}\r\nHost:",
        b"Host:\r\nHost: {host}",
        b"Host: {host}\r\nHost: {host}\r\nHost: {host}",
    ],
)
def test_more_than_one_host_is_rejected(http: Http, field_lines: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\n" + field_lines + b"\r\n\r\n")
    assert answer.status == 400


@verifies(REPEATED_HOST)
def test_more_than_one_host_is_rejected_in_http_1_0(http: Http) -> None:
    answer = http.answer(b"GET {path} HTTP/1.0\r\nHost: {host}\r\nHost: other.example\r\n\r\n")
    assert answer.status == 400


INVALID_HOST = section.must(
    "invalid-host",
    role=SERVER,
    text='Answer 400 to a request whose Host value is not uri-host [ ":" port ].',
    hint="Match the whole value against the grammar of RFC 9110 §7.2 before using any part of it.",
    rests_on=(MISSING_HOST,),
)


@verifies(INVALID_HOST)
@pytest.mark.parametrize(
    "host",
    [
        b"user@{host}",
        b"user:password@{host}",
        b"@{host}",
        b"{host}@other.example",
        b"{host}/",
        b"{host}/path",
        b"{host}?query",
        b"{host}#fragment",
        b"http://{host}",
        b"//{host}",
        b"###",
        b"*:*",
        b"{host}, {host}",
        b"{host}, other.example",
        b"{host} other.example",
        b"{host}\tother.example",
        b'"{host}"',
        b"%",
        b"a%2.example",
        b"a%zz.example",
    ],
)
def test_an_invalid_host_is_rejected(http: Http, host: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: " + host + b"\r\n\r\n")
    assert answer.status == 400


# what is printable, but neither unreserved nor sub-delims (RFC 3986 §2.2, §2.3)
NOT_ALLOWED = [bytes([octet]) for octet in b' "#/<>?@[\\]^`{|}']


@verifies(INVALID_HOST)
@pytest.mark.parametrize("octet", NOT_ALLOWED, ids=lambda octet: "backslash" if octet == b"\\" else None)
def test_a_delimiter_within_the_host_is_rejected(http: Http, octet: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: a" + octet + b"b.example\r\n\r\n")
    assert answer.status == 400


@verifies(INVALID_HOST)
@pytest.mark.parametrize("octet", CONTROLS)
def test_a_control_character_within_the_host_is_rejected(http: Http, octet: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: a" + octet + b"b.example\r\n\r\n")
    assert answer.status == 400


@verifies(INVALID_HOST)
@pytest.mark.parametrize(
    "octets", [b"\x80", b"\x85", b"\xa0", b"\xe9", b"\xff", "é".encode(), "\u3002".encode(), "\u017f".encode()]
)
def test_an_octet_outside_of_ascii_within_the_host_is_rejected(http: Http, octets: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: a" + octets + b"b.example\r\n\r\n")
    assert answer.status == 400


@verifies(INVALID_HOST)
@pytest.mark.parametrize("host", [b"user@{host}", b"{host}/path", b"a\x00b.example"])
def test_an_invalid_host_is_rejected_in_http_1_0(http: Http, host: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.0\r\nHost: " + host + b"\r\n\r\n")
    assert answer.status == 400


@verifies(INVALID_HOST)
@pytest.mark.parametrize("fold", [b"\r\n ", b"\r\n\t", b"\r\n Host: "])
def test_a_fold_within_the_host_is_rejected(http: Http, fold: bytes) -> None:
    """A fold is rejected, or becomes SP (§5.2), and a host has no SP."""
    head = b"GET {path} HTTP/1.1\r\nHost: {host}%bother.example\r\nConnection: close\r\n\r\n"
    answer = http.answer(head % fold)
    if answer.status != 400 and http.reconnect().answer(head % fold.replace(b"\r\n", b"")).status == 400:
        not_applicable("the target does not read this fold as SP, which cases of §5.2 judge")
    assert answer.status == 400
