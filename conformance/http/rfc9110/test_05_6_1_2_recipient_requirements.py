"""RFC 9110 §5.6.1.2  Lists: Recipient Requirements"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.persistence import require_close_found
from conformance.http.helpers.twins import passed_with_tabs
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import RECIPIENT

section = RFC9110.section("5.6.1.2", "Recipient Requirements")

EMPTY_MEMBERS = section.must(
    "ignore-empty-members",
    role=RECIPIENT,
    text="Ignore a reasonable number of empty members in a list.",
    hint="Split at commas, strip SP and HTAB, and leave out what is empty.",
)


@verifies(EMPTY_MEMBERS)
@pytest.mark.parametrize(
    "value",
    [
        b",close",
        b"close,",
        b", close",
        b"close ,",
        b",,close,,",
        b" , , close , , ",
        b"\t,\tclose\t,\t",
        b"x-a,,close",
        b"x-a , ,close,x-b",
        b"close,\t,x-a",
    ],
)
def test_empty_members_hide_no_other(http: Http, value: bytes) -> None:
    members = [member for member in value.translate(None, b" \t").split(b",") if member]
    http = require_close_found(http, b", ".join(members if len(members) > 1 else [b"x-a", *members]))
    closed = http.served_then_closed(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: " + value + b"\r\n\r\n")
    assert passed_with_tabs(http, value, closed)


@verifies(EMPTY_MEMBERS)
@pytest.mark.parametrize("value", [b",", b", ,", b",,,,"])
@pytest.mark.parametrize("name", [b"Connection", b"Accept", b"Accept-Encoding", b"If-None-Match"])
def test_a_list_of_empty_members_is_accepted(http: Http, name: bytes, value: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + name + b": " + value + b"\r\n\r\n")
    assert exchange.accepted
