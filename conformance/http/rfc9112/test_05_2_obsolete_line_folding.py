"""RFC 9112 §5.2  Obsolete Line Folding"""

from __future__ import annotations

import re

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.persistence import require_close_found, require_close_heeded
from conformance.http.peer import Http
from conformance.http.requests import UPLOAD
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_05_field_syntax import ONE_LINE_ONE_FIELD
from conformance.http.rfc9112.test_06_1_transfer_encoding import framed_by_the_length
from conformance.model import SERVER, inconclusive

section = RFC9112.section("5.2", "Obsolete Line Folding")

OBS_FOLD = section.must(
    "reject-or-unfold",
    role=SERVER,
    text="Answer 400 to a request with a folded field line, or read each fold (OWS CRLF RWS) as one or more SP.",
    hint="A line that begins with SP or HTAB is no field line of its own: reject it, or append it to the one before.",
)


@verifies(OBS_FOLD)
@pytest.mark.parametrize(
    "fold",
    [
        b"\r\n ",
        b"\r\n\t",
        b" \r\n ",
        b"\t\r\n\t",
        b"\r\n  \t ",
        b"\r\n \r\n ",
        b"\r\n\t\r\n\t",
        b"\r\n " * 10,
    ],
)
def test_a_folded_value_is_rejected_or_unfolded(http: Http, fold: bytes) -> None:
    answer = http.answer(b"GET {headers} HTTP/1.1\r\nHost: {host}\r\nX-Folded: before" + fold + b"after\r\n\r\n")
    if answer.status == 400:
        return
    assert answer in ACCEPTED
    seen = re.search(rb"before.*after|before|after", http.require_echoed_fields(answer), re.DOTALL)
    if not seen:
        inconclusive("the list of field lines does not show this one")
    assert re.fullmatch(rb"before[ \t]* [ \t]*after", seen[0])


@verifies(OBS_FOLD)
@pytest.mark.parametrize(
    "field_lines",
    [
        b"Connection:\r\n close",
        b"Connection:\r\n\tclose",
        b"Connection: \t \r\n \t close",
        b"Connection:\r\n \r\n close",
        b"Connection: close\r\n ",
        b"X-A: b\r\n \r\nConnection: close",
        b"X-A: b\r\n\t\r\nConnection: close",
        b"X-A: b\r\n c\r\nConnection: close",
    ],
)
def test_a_fold_is_rejected_or_hides_nothing(http: Http, field_lines: bytes) -> None:
    http = require_close_heeded(http)
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + field_lines + b"\r\n\r\n")
    assert answer.status == 400 or (answer in ACCEPTED and http.closes_without_keep_alive(answer))


@verifies(OBS_FOLD)
@pytest.mark.parametrize("value", [b"x-a,\r\n close", b"x-a\r\n , close", b"x-a\r\n\t,\r\n\tclose", b"close,\r\n x-a"])
def test_a_list_with_folds_is_rejected_or_unfolded(http: Http, value: bytes) -> None:
    http = require_close_found(http, b", ".join(value.replace(b"\r\n", b"").translate(None, b" \t").split(b",")))
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: " + value + b"\r\n\r\n")
    assert answer.status == 400 or (answer in ACCEPTED and http.closes_without_keep_alive(answer))


@verifies(OBS_FOLD)
@pytest.mark.rests_on(ONE_LINE_ONE_FIELD)
@pytest.mark.parametrize("field_line", [b" Content-Length: 4", b"\tContent-Length: 4", b" \r\n Content-Length: 4"])
def test_a_folded_line_is_no_field_of_its_own(http: Http, field_line: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A: b\r\n" + field_line + b"\r\n\r\n")
    assert exchange.answer.status == 400 or exchange.accepted


@verifies(OBS_FOLD)
@pytest.mark.rests_on(ONE_LINE_ONE_FIELD)
@pytest.mark.parametrize("space", [b" ", b"\t"])
def test_a_folded_line_does_not_chunk_the_body(http: Http, space: bytes) -> None:
    request = UPLOAD + b"Content-Length: 10\r\n%b\r\n\r\n0\r\n\r\nhello"
    assert framed_by_the_length(http, request, b"X: y\r\n" + space + b"Transfer-Encoding: chunked")


@verifies(OBS_FOLD)
@pytest.mark.parametrize("host", [b"\r\n {host}", b" \r\n\t{host}", b" {host}\r\n "])
def test_a_fold_around_the_host_is_rejected_or_unfolded(http: Http, host: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost:" + host + b"\r\n\r\n")
    assert answer.status == 400 or answer in ACCEPTED
