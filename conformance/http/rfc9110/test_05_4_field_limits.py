"""RFC 9110 §5.4  Field Limits"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REFUSED
from conformance.http.helpers.large import answer_to_large, seen_slowly
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER

section = RFC9110.section("5.4", "Field Limits")

TOO_LARGE = section.must(
    "too-large",
    role=SERVER,
    text="Answer a fitting 4xx to a request with a field line, a value or a set of fields that is larger than the "
    "server wishes to process.",
    hint="Bound what is read, and answer 431 (RFC 6585 §5) before the connection is closed.",
)


def numbered(count: int, value: bytes) -> bytes:
    return b"".join(b"X-%d: %b\r\n" % (number, value) for number in range(count))


@verifies(TOO_LARGE)
@pytest.mark.parametrize(
    "field_lines",
    [
        pytest.param(b"X-A: " + b"b" * 8_000 + b"\r\n", id="a line of 8 kB"),
        pytest.param(b"X-A: " + b"b" * 70_000 + b"\r\n", id="a line of 70 kB"),
        pytest.param(b"X-A: " + b"b" * 100_000 + b"\r\n", id="a line of 100 kB"),
        pytest.param(b"X-A: " + b"b, " * 33_000 + b"\r\n", id="a list of 33,000 members"),
        pytest.param(b"X" * 100_000 + b": b\r\n", id="a name of 100 kB"),
        pytest.param(numbered(100, b"b"), id="100 lines"),
        pytest.param(numbered(150, b"b"), id="150 lines"),
        pytest.param(numbered(80, b"b" * 90), id="8 kB of lines"),
        pytest.param(numbered(10_000, b"b"), id="10,000 lines"),
        pytest.param(b"X-A: b\r\n" * 10_000, id="10,000 lines of one name"),
        pytest.param(numbered(200, b"b" * 4_000), id="200 lines of 4 kB"),
        pytest.param(b"Cookie: " + b"a=b; " * 20_000 + b"c=d\r\n", id="a cookie of 100 kB"),
    ],
)
def test_large_fields_are_served_or_answered_4xx(http: Http, field_lines: bytes) -> None:
    request = b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + field_lines + b"\r\n"
    exchange = http.exchange(request)
    answer = seen_slowly(http, request, exchange.answer)
    assert exchange.accepted or (answer in REFUSED and answer.status is not None)


@verifies(TOO_LARGE)
@pytest.mark.parametrize("octets", [1_000, 10_000], ids=["1 kB", "10 kB"])
def test_a_long_host_is_served_or_answered_4xx(http: Http, octets: int) -> None:
    answer = answer_to_large(http, b"GET {path} HTTP/1.1\r\nHost: " + b"a" * octets + b"\r\n\r\n")
    assert answer.status is not None
    assert answer.status < 500
