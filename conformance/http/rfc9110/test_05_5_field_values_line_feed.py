"""RFC 9110 §5.5  Field Values: LF within one."""

from __future__ import annotations

import re

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import RECIPIENT

section = RFC9110.section("5.5", "Field Values")

LINE_FEED = section.must(
    "line-feed-in-value",
    role=RECIPIENT,
    text="Reject a message with an LF within a field value, or replace it by SP; where a bare LF is taken for the end "
    "of the line (RFC 9112 §2.2), there is none in the value.",
    hint="Where a line ends at CRLF only, answer 400 to an LF that is left in it.",
)

KEPT = re.compile(rb"zebra(?:\n|\\n)horse(?! *[:=])")  # with a colon, it is a line of the list for a field "horse"


@verifies(LINE_FEED)
@pytest.mark.parametrize("value", [b"zebra\nhorse", b"a\nzebra\nhorse", b"zebra\nhorse a: b"])
def test_a_line_feed_does_not_become_part_of_a_value(http: Http, value: bytes) -> None:
    exchange = http.exchange(b"GET {headers} HTTP/1.1\r\nHost: {host}\r\nX-Zebra: " + value + b"\r\n\r\n")
    if exchange.answer not in REJECTED:
        assert exchange.answer in ACCEPTED
        assert not KEPT.search(http.require_echoed_fields(exchange.answer))
