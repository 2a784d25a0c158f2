"""RFC 9110 §5.3  Field Order"""

from __future__ import annotations

from itertools import permutations

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REFUSED
from conformance.http.helpers.chunked import exchange_chunked
from conformance.http.helpers.framing import framed_by_length
from conformance.http.helpers.persistence import require_close_heeded
from conformance.http.helpers.twins import passed_with_tabs
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.strategies.well_formed import ordered_lines
from conformance.http.wire import Response, Silent
from conformance.model import RECIPIENT, SENDER, SERVER, inconclusive_unless

section = RFC9110.section("5.3", "Field Order")

ORDER = section.implied(
    "order-is-not-significant",
    role=RECIPIENT,
    text="The order in which fields of different names come changes nothing.",
    hint="Read the whole field section before any field is interpreted.",
)


def orders(*lines: bytes) -> list[tuple[bytes, ...]]:
    return list(permutations(lines))


def in_short(lines: tuple[bytes, ...]) -> str:
    return ",".join(line.partition(b":")[0].decode() for line in lines)


@verifies(ORDER)
@pytest.mark.parametrize("lines", orders(b"Host: {host}", b"X-A: b", b"Connection: close"), ids=in_short)
def test_order_changes_nothing_for_host_and_connection(http: Http, lines: tuple[bytes, ...]) -> None:
    http = require_close_heeded(http)
    assert http.served_then_closed(b"GET {path} HTTP/1.1\r\n" + joined(lines) + b"\r\n")


@verifies(ORDER)
@pytest.mark.parametrize(
    "lines", orders(b"Host: {host}", b"Content-Length: 5", b"Content-Type: text/plain"), ids=in_short
)
def test_order_changes_nothing_for_content_length(http: Http, lines: tuple[bytes, ...]) -> None:
    assert framed_by_length(http, b"{upload} HTTP/1.1\r\n" + joined(lines) + b"\r\nhello", b"hello")


@verifies(ORDER)
@pytest.mark.parametrize(
    "lines", orders(b"Host: {host}", b"Transfer-Encoding: chunked", b"Content-Type: text/plain"), ids=in_short
)
def test_order_changes_nothing_for_transfer_encoding(http: Http, lines: tuple[bytes, ...]) -> None:
    exchange = exchange_chunked(http, b"{upload} HTTP/1.1\r\n" + joined(lines) + b"\r\n5\r\nhello\r\n0\r\n\r\n")
    assert exchange.accepted
    assert exchange.content == b"hello"


@verifies(ORDER)
@examples(ordered_lines)
def test_order_changes_nothing_among_many_lines(http: Http, lines: bytes) -> None:
    framed = framed_by_length(http, b"{upload} HTTP/1.1\r\n" + lines + b"\r\nhello", b"hello")
    assert passed_with_tabs(http, lines, framed)


def joined(lines: tuple[bytes, ...]) -> bytes:
    return b"".join(line + b"\r\n" for line in lines)


WHOLE_SECTION = section.must_not(
    "apply-before-section-ends",
    role=SERVER,
    text="Do not apply a request to its target resource before the whole header section has come.",
    hint="Act when the empty line is read, not when the fields that matter are.",
)


@verifies(WHOLE_SECTION)
@pytest.mark.parametrize(
    "beginning",
    [
        b"GET {path} HTTP/1.1\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A: b\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nIf-Match",
    ],
)
def test_an_incomplete_section_is_waited_for(http: Http, beginning: bytes) -> None:
    answer = http.answer(beginning)
    assert isinstance(answer, Silent) or answer in REFUSED


@verifies(WHOLE_SECTION)
@pytest.mark.parametrize("after_host", [b"", b"\r\n", b"\r\nX-A: b\r\n", b"\r\n\r"])
def test_an_incomplete_put_creates_nothing(http: Http, after_host: bytes) -> None:
    name = b"{put}" + http.own_name
    http.send(b"PUT " + name + b" HTTP/1.1\r\nContent-Length: 0\r\nHost: {host}" + after_host)
    http.pause()
    http.reset()
    answer = http.reconnect().answer(b"GET " + name + b" HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
    inconclusive_unless(isinstance(answer, Response), "there was no answer")
    assert answer.status not in (200, 204) or answer.content, "there is a file without content"


SINGLETONS = section.must_not(
    "repeat-singletons",
    role=SENDER,
    text="Do not generate several field lines of one name unless the field is a list.",
    untestable="Binds who generates; the responses of a target are judged by the definitions of their fields.",
)
