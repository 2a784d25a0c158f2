"""RFC 9112 §3.1  Method"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.model import SERVER, not_applicable

section = RFC9112.section("3.1", "Method")

CASE_SENSITIVE = section.implied(
    "method-is-case-sensitive",
    role=SERVER,
    text="The method is case-sensitive: get is not GET, but another method, which the server does not know.",
    hint="Compare the octets of the method as they are.",
)


@verifies(CASE_SENSITIVE)
@pytest.mark.parametrize("method", [b"get", b"Get", b"gET", b"GEt"])
def test_get_in_other_case_is_not_get(http: Http, method: bytes) -> None:
    request = b" {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    if http.answer(b"XYZZY" + request) in ACCEPTED:
        not_applicable("the target serves any method alike")
    assert http.open_another().answer(method + request) not in ACCEPTED


TOKEN = section.should(
    "malformed-method",
    role=SERVER,
    text="Answer 400 (§2.2) to a request whose method is not a token: one octet at least, no delimiters, controls or "
    "8-bit octets.",
    hint="Match the method against the characters of a token (RFC 9110 §5.6.2) before you look it up.",
)

DELIMITERS = [bytes([octet]) for octet in b'"(),/:;<=>?@[\\]{}']


@verifies(TOKEN)
@pytest.mark.parametrize("octet", DELIMITERS, ids=repr)
def test_a_delimiter_within_the_method_is_rejected(http: Http, octet: bytes) -> None:
    answer = http.answer(b"G" + octet + b"T {path} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert answer.status == 400


CONTROLS = [bytes([octet]) for octet in (*range(0x21), 0x7F) if octet != 0x0A]  # SP too; LF would end the line


@verifies(TOKEN)
@pytest.mark.parametrize("octet", CONTROLS)
def test_a_control_character_within_the_method_is_rejected(http: Http, octet: bytes) -> None:
    answer = http.answer(b"G" + octet + b"T {path} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert answer.status == 400


@verifies(TOKEN)
@pytest.mark.parametrize("octets", [b"\x80", b"\x85", b"\xa0", b"\xc5", b"\xff", "É".encode(), "Ｅ".encode()])
def test_an_octet_outside_of_ascii_within_the_method_is_rejected(http: Http, octets: bytes) -> None:
    answer = http.answer(b"G" + octets + b"T {path} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert answer.status == 400


@verifies(TOKEN)
@pytest.mark.parametrize("line", [b" {path} HTTP/1.1", b"GET: {path} HTTP/1.1", b'"GET" {path} HTTP/1.1'])
def test_a_method_that_is_no_token_is_rejected(http: Http, line: bytes) -> None:
    answer = http.answer(line + b"\r\nHost: {host}\r\n\r\n")
    assert answer.status == 400
