"""RFC 9110 §5.1  Field Names"""

from __future__ import annotations

import string

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.framing import framed_by_length
from conformance.http.helpers.persistence import require_close_heeded
from conformance.http.helpers.twins import frames_nothing, reads_no_chunks
from conformance.http.peer import Http
from conformance.http.requests import UPLOAD
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9112.test_05_field_syntax import ONE_LINE_ONE_FIELD
from conformance.http.strategies.well_formed import names_in_any_case, token
from conformance.model import RECIPIENT

section = RFC9110.section("5.1", "Field Names")

CASE_INSENSITIVE = section.implied(
    "case-insensitive",
    role=RECIPIENT,
    text="Field names are case-insensitive.",
    hint="Convert a name to lower case, ASCII letters only, before it is looked up.",
)


@verifies(CASE_INSENSITIVE)
@pytest.mark.parametrize("name", [b"connection", b"CONNECTION", b"cOnNeCtIoN", b"ConnectioN"])
def test_connection_is_found_in_any_case(http: Http, name: bytes) -> None:
    http = require_close_heeded(http)
    assert http.served_then_closed(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + name + b": close\r\n\r\n")


@verifies(CASE_INSENSITIVE)
@pytest.mark.parametrize("name", [b"host", b"HOST", b"hOsT"])
def test_host_is_found_in_any_case(http: Http, name: bytes) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\n" + name + b": {host}\r\n\r\n")
    assert answer in ACCEPTED


@verifies(CASE_INSENSITIVE)
@pytest.mark.parametrize("name", [b"content-length", b"CONTENT-LENGTH", b"cOnTeNt-LeNgTh"])
def test_content_length_is_found_in_any_case(http: Http, name: bytes) -> None:
    assert framed_by_length(http, UPLOAD + name + b": 5\r\n\r\nhello", b"hello")


@verifies(CASE_INSENSITIVE)
@examples(names_in_any_case)
def test_host_and_content_length_are_found_in_any_case(http: Http, names: tuple[bytes, bytes]) -> None:
    octets = b"{upload} HTTP/1.1\r\n%b: {host}\r\nX-A: b\r\n%b: 5\r\n\r\nhello" % names
    assert framed_by_length(http, octets, b"hello")


NAME_IS_A_TOKEN = section.implied(
    "name-is-a-token",
    role=RECIPIENT,
    text="A field name is any token: every tchar is legal in it, at every place.",
    hint="The characters of a token are listed in §5.6.2; letters, digits and hyphens are only some of them.",
)

TCHARS = [bytes([octet]) for octet in b"!#$%&'*+-.^_`|~"]
LETTERS, DIGITS = string.ascii_letters.encode(), string.digits.encode()


@verifies(NAME_IS_A_TOKEN)
@pytest.mark.parametrize("tchar", [*TCHARS, LETTERS, DIGITS])
def test_every_tchar_is_legal_within_a_name(http: Http, tchar: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX" + tchar + b"A: b\r\n\r\n")
    assert exchange.accepted


@verifies(NAME_IS_A_TOKEN)
@pytest.mark.parametrize("tchar", [*TCHARS, b"X", b"0"])
def test_every_tchar_is_legal_as_a_whole_name(http: Http, tchar: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + tchar + b": b\r\n\r\n")
    assert exchange.accepted


@verifies(NAME_IS_A_TOKEN)
@examples(token)
def test_any_token_is_a_name(http: Http, name: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + name + b": b\r\n\r\n")
    assert exchange.accepted


UNKNOWN_IGNORED = section.should(
    "ignore-unrecognized",
    role=RECIPIENT,
    text="Ignore fields that are not recognized.",
    hint="A field of a name that means nothing to the server changes nothing in its answer.",
)


@verifies(UNKNOWN_IGNORED)
@pytest.mark.parametrize(
    "name", [b"Conformance", b"X-Conformance", b"Content-Conformance", b"If-Conformance", b"Proxy-A"]
)
def test_an_unrecognized_field_is_ignored(http: Http, name: bytes) -> None:
    exchange = http.exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + name + b': a="b", c; d=e\r\n\r\n')
    assert exchange.accepted


EXACT_NAME = section.implied(
    "exact-name",
    role=RECIPIENT,
    text="A name that only resembles that of a known field is another field, not a spelling of the known one.",
    hint="Names differ in case at most. Look fields up before _ and - are made alike, as CGI does.",
    rests_on=(ONE_LINE_ONE_FIELD,),
)


@verifies(EXACT_NAME)
@pytest.mark.parametrize(
    "name",
    [
        b"Content_Length",
        b"Content.Length",
        b"ContentLength",
        b"Content-Length_",
        b"X-Content-Length",
        b"Content-Lengths",
        b"Content-Length-",
        b"Content--Length",
    ],
)
def test_what_resembles_content_length_is_not_used_for_framing(http: Http, name: bytes) -> None:
    assert frames_nothing(http, name + b": 4")


@verifies(EXACT_NAME)
@pytest.mark.parametrize(
    "name",
    [
        b"Transfer_Encoding",
        b"Transfer.Encoding",
        b"TransferEncoding",
        b"Transfer-Encoding_",
        b"X-Transfer-Encoding",
        b"Transfer-Encoding-X",
    ],
)
def test_what_resembles_transfer_encoding_is_not_used_for_framing(http: Http, name: bytes) -> None:
    assert reads_no_chunks(http, name + b": chunked")
