"""RFC 9110 §7.6.1  Connection"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.helpers.persistence import closes_after_request, is_answered_once
from conformance.http.helpers.twins import passed_with_tabs
from conformance.http.helpers.upgrade import HANDSHAKE, protocol_of, switches_nothing
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9112.test_09_6_tear_down import CLOSE_WHEN_ASKED
from conformance.http.strategies.well_formed import options
from conformance.http.wire import Closed
from conformance.model import INTERMEDIARY, RECIPIENT, SERVER

section = RFC9110.section("7.6.1", "Connection")

CASE_INSENSITIVE = section.implied(
    "option-case-insensitive",
    role=RECIPIENT,
    text="Connection options are case-insensitive.",
    hint="Bring each option to lower case before you compare it.",
    rests_on=(CLOSE_WHEN_ASKED,),
)


@verifies(CASE_INSENSITIVE)
@pytest.mark.parametrize("option", [b"CLOSE", b"Close", b"cLOSe"])
def test_close_in_any_case_closes(http: Http, option: bytes) -> None:
    assert closes_after_request(http, b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: " + option + b"\r\n\r\n")


LIST = section.implied(
    "list-of-options",
    role=RECIPIENT,
    text="Connection holds a list of options: each option counts, wherever it stands.",
    hint="Split the value at the commas, strip the whitespace, and ignore empty members.",
    rests_on=(CLOSE_WHEN_ASKED,),
)


@verifies(LIST)
@pytest.mark.parametrize(
    "lines",
    [
        b"Connection: foo, close",
        b"Connection: close, foo",
        b"Connection: foo,close",
        b"Connection: close,foo",
        b"Connection: foo ,\tclose",
        b"Connection: foo, close, bar",
        b"Connection: close,",
        b"Connection: , close",
        b"Connection: ,,close",
    ],
)
def test_close_anywhere_in_the_list_closes(http: Http, lines: bytes) -> None:
    closed = closes_after_request(http, b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + lines + b"\r\n\r\n")
    assert passed_with_tabs(http, lines, closed)


@verifies(LIST)
@examples(options)
def test_close_anywhere_in_any_list_closes(http: Http, options: bytes) -> None:
    closed = closes_after_request(http, b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: " + options + b"\r\n\r\n")
    assert passed_with_tabs(http, options, closed)


MALFORMED_OPTION = section.robustness(
    "malformed-option",
    role=SERVER,
    text="A Connection field whose members are no tokens is refused or ignored; it confuses nothing else.",
    hint="Compare the members with the options that you know, and pass over the others.",
)


@verifies(MALFORMED_OPTION)
@pytest.mark.parametrize("value", [b"@@", b'"foo"', b"foo bar", b"foo=bar", b"foo;bar", b"\xff", b"/"])
def test_a_member_that_is_no_token_is_refused_or_ignored(http: Http, value: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: " + value + b"\r\n\r\n")
    assert exchange.answer in ACCEPTED or exchange.answer in REJECTED
    assert is_answered_once(exchange) or isinstance(exchange.end, Closed)


# "ought to be ignored by the recipient": no key word of BCP 14, hence not a MUST
WITHOUT_OPTION = section.should(
    "field-without-option",
    role=RECIPIENT,
    text="Ignore a connection-specific field, such as Upgrade, that Connection does not list.",
    hint="A field that is not listed has come through an intermediary that did not know it.",
)


@verifies(WITHOUT_OPTION)
@pytest.mark.parametrize("lines", [b"", b"Connection: foo\r\n"], ids=["none", "other"])
def test_an_upgrade_that_connection_does_not_list_is_ignored(http: Http, lines: bytes) -> None:
    upgrade = b"Upgrade: " + protocol_of(http) + b"\r\n" + HANDSHAKE
    answer = http.open_another().answer(b"GET {upgrade} HTTP/1.1\r\nHost: {host}\r\n" + lines + upgrade + b"\r\n")
    assert switches_nothing(http, answer) or answer.status not in (None, 101)


REMOVED_WHEN_FORWARDING = section.must(
    "remove-before-forwarding",
    role=INTERMEDIARY,
    text="Remove the fields that Connection names, and Connection itself, before you forward a message.",
    hint="Read Connection first, then copy the other fields.",
    untestable="it needs an origin server of our own behind the target",
)
