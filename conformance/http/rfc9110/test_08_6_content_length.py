"""RFC 9110 §8.6  Content-Length, in requests"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.framing import framed_by_length
from conformance.http.peer import Http
from conformance.http.requests import UPLOAD
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9112.test_09_3_persistence_body import READ_OR_CLOSE
from conformance.model import RECIPIENT, SENDER

section = RFC9110.section("8.6", "Content-Length")

DECIMAL = section.implied(
    "leading-zeros",
    role=RECIPIENT,
    text="Content-Length is 1*DIGIT, a decimal number: leading zeros change nothing.",
    hint="Convert with base 10 explicitly, so that a leading zero does not mean octal.",
)


@verifies(DECIMAL)
@pytest.mark.parametrize(
    ("length", "size"),
    [
        (b"00", 0),
        (b"0000000000", 0),
        (b"05", 5),
        (b"005", 5),
        (b"010", 10),
        (b"017", 17),
        (b"08", 8),
        (b"0010", 10),
        (b"000000000000005", 5),
    ],
    ids=["00", "ten-zeros", "05", "005", "010", "017", "08", "0010", "14-zeros-5"],
)
def test_leading_zeros_do_not_change_the_length(http: Http, length: bytes, size: int) -> None:
    assert framed_by_length(http, UPLOAD + b"Content-Length: " + length + b"\r\n\r\n" + b"x" * size, b"x" * size)


LARGE = section.must(
    "large-numerals",
    role=RECIPIENT,
    text="Expect large decimal numerals: no overflow and no loss of precision turns them into another length.",
    hint="Check the number of digits, or use integers without a limit; answer 413 to what is more than you will read.",
    rests_on=(READ_OR_CLOSE,),
)


@verifies(LARGE)
@pytest.mark.parametrize(
    "length",
    [
        2**31,
        2**31 + 5,
        2**32,
        2**32 + 5,
        2**63 - 1,
        2**63,
        2**63 + 5,
        2**64 - 1,
        2**64,
        2**64 + 5,
        2**65 + 5,
        2**128 + 5,
        10**40 - 1,
        10**40 + 5,
        10**399 + 5,
    ],
    ids=[
        "2^31", "2^31+5", "2^32", "2^32+5", "2^63-1", "2^63", "2^63+5", "2^64-1", "2^64", "2^64+5", "2^65+5",
        "2^128+5", "10^40-1", "10^40+5", "10^399+5",
    ],
)  # fmt: skip
def test_a_large_length_is_not_taken_for_a_small_one(http: Http, length: int) -> None:
    exchange = http.exchange(UPLOAD + b"Content-Length: %d\r\n\r\nhello" % length)
    assert len(exchange.answers) <= 1  # what follows is content, be it read, discarded or cut off
    assert exchange.answer not in ACCEPTED


REPEATED = section.may(
    "repeated-value",
    role=RECIPIENT,
    text="A Content-Length that repeats the same value in a list is replaced by one instance of it, or rejected.",
    untestable="both reactions are right; the length that is taken is judged in RFC 9112 §6.3, equal-content-lengths",
)

NO_FORWARDING = section.must_not(
    "forward-no-incorrect-length",
    role=SENDER,
    text="Forward no message whose Content-Length is known to be incorrect, or does not match the grammar.",
    untestable="an origin server forwards nothing; for a gateway, its backend would have to be seen as well",
)
