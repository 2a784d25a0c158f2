"""RFC 9112 §2.2  Message Parsing: what ends a line, and what does not."""

from __future__ import annotations

import re

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.helpers.twins import frames_nothing, require_twin
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.wire import Silent
from conformance.model import RECIPIENT

section = RFC9112.section("2.2", "Message Parsing")

LINE_FEED = section.may(
    "bare-line-feed",
    role=RECIPIENT,
    text="A single LF may end a line, or make the message invalid.",
    hint="Whichever you choose, choose it for every line, so that the message has one meaning.",
)


@verifies(LINE_FEED)
@pytest.mark.parametrize(
    "head",
    [
        b"GET {path} HTTP/1.1\nHost: {host}\r\n\r\n",
        b"GET {path} HTTP/1.1\nHost: {host}\n\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\nX-A: b\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A: b\nX-C: d\r\nX-E: f\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\n\n",
        b"GET {path} HTTP/1.1\r\r\nHost: {host}\r\n\r\n",
    ],
)
def test_a_bare_line_feed_ends_a_line_or_is_rejected(http: Http, head: bytes) -> None:
    exchange = http.exchange(head)
    assert exchange.accepted or exchange.answer in REJECTED


CARRIAGE_RETURN = section.must(
    "bare-carriage-return",
    role=RECIPIENT,
    text="Reject an element with a CR that no LF follows, or replace each such CR by SP; it never ends a line.",
    hint="Split lines at CRLF (or LF) only, and answer 400 to a CR that is left in a line.",
)


@verifies(CARRIAGE_RETURN)
@pytest.mark.parametrize(
    "value",
    [b"zebra\rhorse", b"zebra\r horse", b"zebra\r\rhorse", b"zebra\rX-Horse: horse", b"zebra\r\r\rX-Horse: horse"],
)
def test_a_bare_carriage_return_in_a_value_is_rejected_or_becomes_a_space(http: Http, value: bytes) -> None:
    exchange = http.exchange(b"GET {headers} HTTP/1.1\r\nHost: {host}\r\nX-Zebra: " + value + b"\r\n\r\n")
    if exchange.answer not in REJECTED:
        listed = http.require_echoed_fields(exchange.answer) if exchange.accepted else b""
        dropped = b"zebra" not in listed.lower() and b"horse" not in listed.lower()
        assert exchange.accepted
        assert dropped or value.replace(b"\r", b" ") in listed


@verifies(CARRIAGE_RETURN)
@pytest.mark.parametrize(
    "head",
    [
        b"GET {headers} HTTP/1.1\rX-Zebra: zebra\r\nHost: {host}\r\n\r\n",
        b"GET {headers} HTTP/1.1\rHost: {host}\rX-Zebra: zebra\r\r",
        b"GET {headers} HTTP/1.1\rHost: {host}\rX-Zebra: zebra\r\n\r\n",
    ],
)
def test_a_bare_carriage_return_does_not_end_the_request_line(http: Http, head: bytes) -> None:
    exchange = http.exchange_at_once(head)  # if a CR does not end the head, the sentinel does
    if exchange.answer in ACCEPTED:
        assert not (exchange.sentinel_served and head.endswith(b"\r\r"))
        assert b"zebra" not in http.require_echoed_fields(exchange.answer)
    assert not isinstance(exchange.answer, Silent)


@verifies(CARRIAGE_RETURN)
@pytest.mark.parametrize(
    "end",
    [
        b"\r\n\rX",
        pytest.param(b"\n\rX", marks=pytest.mark.rests_on(LINE_FEED)),
        b"\r\rX",
        b"\r\r\r\rX",
        b"\r\n\r\rX",
    ],
)
def test_a_bare_carriage_return_does_not_end_the_field_section(http: Http, end: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A: b" + end)
    assert answer in REJECTED or isinstance(answer, Silent)


@verifies(CARRIAGE_RETURN)
def test_a_bare_carriage_return_does_not_begin_a_field(http: Http) -> None:
    assert frames_nothing(http, b"X: y\rContent-Length: 5")


OCTETS = section.must(
    "octets",
    role=RECIPIENT,
    text="Parse a message as octets in a superset of US-ASCII: only the octet LF ends a line, whatever stands around "
    "it.",
    hint="Split the lines before you decode anything; never use a function that knows the line ends of Unicode.",
)


@verifies(OCTETS)
@pytest.mark.parametrize(
    "octets",
    [
        b"\xc4\x8a",  # U+010A, in UTF-8: its low octet is LF
        b"\xe5\x98\x8a",  # U+560A: likewise
        b"\xe5\x98\x8d\xe5\x98\x8a",  # U+560D U+560A: a CRLF, to those who keep low octets
        b"\xc0\x8a",  # an overlong LF
        b"\xe0\x80\x8a",  # another
        b"\x85",  # NEL in ISO-8859-1
        b"\xc2\x85",  # NEL in UTF-8
        b"\xe2\x80\xa8",  # LINE SEPARATOR
        b"\xe2\x80\xa9",  # PARAGRAPH SEPARATOR
    ],
)
def test_what_is_not_a_line_feed_does_not_end_a_line(http: Http, octets: bytes) -> None:
    head = b"GET {headers} HTTP/1.1\r\nHost: {host}\r\nX-Zebra: zebra" + octets + b"X-Horse: horse\r\n\r\n"
    exchange = http.exchange(head)
    if exchange.answer not in REJECTED and not exchange.accepted:
        require_octets_accepted(http, octets)
    assert exchange.answer in REJECTED or (exchange.accepted and one_line(http.require_echoed_fields(exchange.answer)))


JOINED = re.compile(rb"zebra[^\r\n\"'<,;]*x-horse")  # the second field line as part of the first one's value


@verifies(OCTETS)
@pytest.mark.parametrize("octets", [b"\xc4", b"\xe5", b"\xe5\x98", b"\xf0\x9f", b"\xff", b"\x81", b"\x1b$B"])
def test_a_character_that_ends_too_early_takes_no_line_end_with_it(http: Http, octets: bytes) -> None:
    head = b"GET {headers} HTTP/1.1\r\nHost: {host}\r\nX-Zebra: zebra" + octets + b"\r\nX-Horse: horse\r\n\r\n"
    exchange = http.exchange(head)
    if exchange.answer not in REJECTED:
        if not exchange.accepted:
            require_octets_accepted(http, octets)
        assert exchange.accepted
        listed = http.require_echoed_fields(exchange.answer).lower()
        assert b"horse" in listed
        assert not JOINED.search(listed)


def require_octets_accepted(http: Http, octets: bytes) -> None:
    """Not applicable if the target neither serves nor rejects a request with these octets within a value."""
    within = b"GET {headers} HTTP/1.1\r\nHost: {host}\r\nX-Zebra: zebra" + octets + b"horse\r\n\r\n"
    what = "the target does not answer such octets, whatever stands around them"
    require_twin(http, within, lambda exchange: exchange.accepted or exchange.answer in REJECTED, what)


def one_line(content: bytes) -> bool:
    """Whether no line of the list has one of the animals without the other."""
    return all((b"zebra" in line) == (b"horse" in line) for line in content.lower().splitlines())
