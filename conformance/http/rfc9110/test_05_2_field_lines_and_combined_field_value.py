"""RFC 9110 §5.2  Field Lines and Combined Field Value"""

from __future__ import annotations

import re

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.persistence import closes_after_request, require_close_found
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.strategies.well_formed import options_on_lines
from conformance.model import RECIPIENT

section = RFC9110.section("5.2", "Field Lines and Combined Field Value")

COMBINED = section.implied(
    "lines-combine",
    role=RECIPIENT,
    text="Field lines of the same name are one value: the list of their values, in order, separated by commas.",
    hint="Keep every line of a list-based field; a table that keeps the first or the last one loses members.",
)


@verifies(COMBINED)
@pytest.mark.parametrize(
    "field_lines",
    [
        b"Connection: x-a\r\nConnection: close",
        b"Connection: close\r\nConnection: x-a",
        b"Connection: x-a\r\nconnection: close",
        b"Connection: x-a\r\nX-A: b\r\nConnection: close",
        b"Connection: close\r\nX-A: b\r\nConnection: x-a",
        b"Connection: x-a\r\nConnection: close\r\nConnection: x-b",
        b"Connection:\r\nConnection: close",
        b"Connection: close\r\nConnection:",
    ],
)
def test_an_option_is_found_on_any_line(http: Http, field_lines: bytes) -> None:
    http = require_close_found(http, b"x-a, close")
    assert http.served_then_closed(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + field_lines + b"\r\n\r\n")


@verifies(COMBINED)
@examples(options_on_lines)
def test_an_option_is_found_on_any_of_several_lines(http: Http, lines: bytes) -> None:
    closed = closes_after_request(http, b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: " + lines + b"\r\n\r\n")
    if not closed:
        require_close_found(http.reconnect(), re.sub(rb"\r\n(X-A: b\r\n)?Connection: ", b", ", lines))
    assert closed
