"""RFC 3986 §3.2.2  Host: what it says of a request-target in absolute-form."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.authorities import INVALID_IP_LITERALS
from conformance.http.peer import Http
from conformance.http.rfc3986 import RFC3986
from conformance.model import SERVER

section = RFC3986.section("3.2.2", "Host")

HOST = section.should(
    "host-in-target",
    role=SERVER,
    text="Answer 400 to a URI whose host is neither an address in square brackets nor a name of allowed characters: "
    "it makes the request line invalid (RFC 9112 §3.2).",
    hint="Square brackets enclose an IPv6 address, and occur nowhere else; colons occur in them and before the port "
    "only.",
)


@verifies(HOST)
@pytest.mark.parametrize(
    "host",
    [
        *INVALID_IP_LITERALS,
        b"[127.0.0.1]",
        b"a%",
        b"a%zz",
        b"a<b",
        b'a"b',
        b"a\\b",
        b"a^b",
        b"a|b",
        b"a\x00b",
        b"a\x7fb",
        b"a\xe9b",
    ],
    ids=repr,
)
def test_an_invalid_host_in_the_target_is_rejected(http: Http, host: bytes) -> None:
    answer = http.require_absolute_form().answer(b"GET {scheme}://" + host + b"{path} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert answer.status == 400
