"""RFC 9112 §3.2.1  origin-form"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.model import SERVER

section = RFC9112.section("3.2.1", "origin-form")

QUERY = section.implied(
    "query",
    role=SERVER,
    text='An origin-form is a path and, after "?", an optional query, which may be empty and may have "/" and "?" in '
    "it.",
    hint="Cut the target at the first ? before you look the path up.",
)


@verifies(QUERY)
@pytest.mark.parametrize(
    "query",
    [
        b"",
        b"a",
        b"a=b",
        b"a=b&c=d",
        b"?",
        b"/",
        b"/../",
        b"//",
        b"http://a/",
        b":@",
        b"!$&'()*+,;=",
        b"-._~",
        b"%20",
        b"%C3%A9",
        b"%c3%a9",
        b"%23",
        b"%25",
        b"a?b?c",
        b"a" * 1000,
    ],
)
def test_a_path_with_a_query_is_served(http: Http, query: bytes) -> None:
    exchange = http.exchange(b"GET {path}?" + query + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert exchange.accepted
