"""RFC 9110 §5.5  Field Values"""

from __future__ import annotations

import re

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REFUSED, REJECTED
from conformance.http.grammar import VALUE_CONTROLS
from conformance.http.helpers.framing import framed_by_length
from conformance.http.helpers.persistence import require_close_found, require_close_heeded
from conformance.http.helpers.twins import passed_with_tabs
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.strategies.well_formed import whitespace_around
from conformance.model import RECIPIENT, inconclusive

section = RFC9110.section("5.5", "Field Values")

TRIMMED = section.must(
    "exclude-surrounding-whitespace",
    role=RECIPIENT,
    text="Leave out whitespace (SP, HTAB) before and after a field value before the value is evaluated.",
    hint="Strip SP and HTAB on both sides, in any number, also where there is none.",
)


@verifies(TRIMMED)
@pytest.mark.parametrize(
    "field_line",
    [
        b"Connection:close",
        b"Connection:  close",
        b"Connection:\tclose",
        b"Connection:close ",
        b"Connection:close\t",
        b"Connection: \t close \t ",
        pytest.param(b"Connection:" + b" " * 200 + b"close" + b"\t" * 200, id="200 SP and 200 HTAB"),
    ],
)
def test_whitespace_around_an_option_changes_nothing(http: Http, field_line: bytes) -> None:
    http = require_close_heeded(http)
    closed = http.served_then_closed(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + field_line + b"\r\n\r\n")
    assert passed_with_tabs(http, field_line, closed)


@verifies(TRIMMED)
@pytest.mark.parametrize("field_line", [b"Host:{host}", b"Host:\t{host}", b"Host: {host} ", b"Host: \t {host}\t \t"])
def test_whitespace_around_the_host_changes_nothing(http: Http, field_line: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\n" + field_line + b"\r\n\r\n")
    assert passed_with_tabs(http, field_line, answer in ACCEPTED)


@verifies(TRIMMED)
@pytest.mark.parametrize("before", [b"", b" ", b"\t", b" \t "])
@pytest.mark.parametrize("after", [b"", b" ", b"\t", b" \t "])
def test_whitespace_around_a_value_is_not_part_of_it(http: Http, before: bytes, after: bytes) -> None:
    field_lines = b"X-Control: zebra\r\nX-Trimmed:" + before + b"begin \t end" + after
    answer = http.answer(b"GET {headers} HTTP/1.1\r\nHost: {host}\r\n" + field_lines + b"\r\n\r\n")
    assert passed_with_tabs(http, field_lines, answer in ACCEPTED)
    plain, trimmed = (
        re.search(rb"([ \t]*)%b([ \t]*)" % value, http.require_echoed_fields(answer))
        for value in (b"zebra", b"begin.*end")
    )
    if not plain or not trimmed:
        inconclusive("the list of field lines does not show these")
    assert trimmed.groups() == plain.groups()


@verifies(TRIMMED)
@examples(whitespace_around)
def test_any_whitespace_around_a_length_changes_nothing(http: Http, whitespace: tuple[bytes, bytes]) -> None:
    octets = b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length:%b5%b\r\n\r\nhello" % whitespace
    assert passed_with_tabs(http, octets, framed_by_length(http, octets, b"hello"))


ANY_VALUE = section.implied(
    "any-value",
    role=RECIPIENT,
    text="A field value may be empty, and may hold every visible character, SP and HTAB.",
    hint="field-value = *field-content: nothing at all is a value too.",
)


@verifies(ANY_VALUE)
@pytest.mark.parametrize(
    "field_line",
    [
        b"X-A:",
        b"X-A: ",
        b"X-A:\t \t",
        b"X-A::",
        b"X-A: :b:",
        pytest.param(b"X-A:" + bytes(range(0x20, 0x7F)), id="X-A: all visible characters"),
        b"X-A: b\tc",
        b"X-A: b \t c",
    ],
)
def test_any_value_is_accepted(http: Http, field_line: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + field_line + b"\r\n\r\n")
    assert exchange.accepted


NO_NUL = section.must(
    "nul-in-value",
    role=RECIPIENT,
    text="Reject a message that has NUL within a field value, or replace it with SP.",
    hint="Look for NUL before the value is handed to anything that ends its strings with one.",
)


@verifies(NO_NUL)
@pytest.mark.parametrize("value", [b"before\0after", b"before\0\0after", b"before \0 after", b'"before\0after"'])
def test_nul_in_a_value_is_rejected_or_replaced(http: Http, value: bytes) -> None:
    answer = http.answer(b"GET {headers} HTTP/1.1\r\nHost: {host}\r\nX-Nul: " + value + b"\r\n\r\n")
    if answer in REJECTED:
        return
    seen = re.search(rb"before.*after", http.require_echoed_fields(answer))
    if not seen:
        inconclusive("the list of field lines does not show this one")
    assert re.fullmatch(rb"before +after", seen[0])


@verifies(NO_NUL)
@pytest.mark.parametrize("value", [b"\0close", b"close\0", b"x-a,\0close", b"close\0,x-a"])
def test_nul_beside_an_option_is_rejected_or_replaced(http: Http, value: bytes) -> None:
    http = require_close_found(http, b", ".join(option.strip(b"\0 ") for option in value.split(b",")))
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: " + value + b"\r\n\r\n")
    assert answer in REJECTED or http.closes_without_keep_alive(answer)


OTHER_CONTROLS = section.may(
    "retain-other-controls",
    role=RECIPIENT,
    text="A control character other than CR, LF and NUL within a field value is invalid: reject it, or retain it.",
    hint="Accept it or reject it by a 4xx; do not fail with a 5xx or without an answer.",
)


@verifies(OTHER_CONTROLS)
@pytest.mark.parametrize("octet", VALUE_CONTROLS)
def test_another_control_character_is_rejected_or_retained(http: Http, octet: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A: b" + octet + b"c\r\n\r\n")
    assert exchange.accepted or exchange.answer in REFUSED


OPAQUE = section.should(
    "obs-text-is-opaque",
    role=RECIPIENT,
    text="Treat octets from 80 to FF in field values as opaque data: neither an error nor whitespace.",
    hint="Handle values as octets, or as ISO-8859-1; strip SP and HTAB only, which is less than strip() does.",
)


@verifies(OPAQUE)
@pytest.mark.parametrize(
    "value",
    [
        pytest.param(bytes(range(0x80, 0x100)), id="80 to FF"),
        b"\x80",
        b"\x85",
        b"\xa0",
        b"\xff",
        b"caf\xe9",
        "café".encode(),
        "\U0001f600".encode(),
        b"\xc3",
    ],
)
def test_obs_text_is_accepted(http: Http, value: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A: " + value + b"\r\n\r\n")
    assert exchange.accepted


@verifies(OPAQUE)
@pytest.mark.parametrize("octet", [b"\x85", b"\xa0"])
def test_obs_text_is_not_whitespace(http: Http, octet: bytes) -> None:
    value = octet + b"begin" + octet + b"end" + octet
    answer = http.answer(b"GET {headers} HTTP/1.1\r\nHost: {host}\r\nX-Opaque: " + value + b"\r\n\r\n")
    assert answer in ACCEPTED
    seen = re.search(rb"(.)begin([^ \t]+)end(.?)", http.require_echoed_fields(answer), re.DOTALL)
    if not seen:
        inconclusive("the list of field lines does not show such octets")
    assert seen[1] not in b" \t:"
    assert seen[3] not in b"\r\n"
