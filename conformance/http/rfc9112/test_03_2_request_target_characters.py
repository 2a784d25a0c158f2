"""RFC 9112 §3.2  Request Target: targets that have none of the four forms."""

from __future__ import annotations

import re

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import DECLINED, REJECTED
from conformance.http.helpers.twins import require_query
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.wire import Answer
from conformance.model import SERVER

section = RFC9112.section("3.2", "Request Target")

NO_AUTOCORRECTION = section.should_not(
    "autocorrect-target",
    role=SERVER,
    text="Correct an invalid request-target and serve the request as if it had been sent that way.",
    hint="Do not join or cut the words of a request line that has more than three; do not cut a fragment off.",
)


@verifies(NO_AUTOCORRECTION)
@pytest.mark.parametrize(
    "line",
    [
        b"GET {path}?a b HTTP/1.1",
        b"GET {path}?a  b HTTP/1.1",
        b"GET {path}?a HTTP/1.1 HTTP/1.1",
        pytest.param(
            b"GET {path}#a HTTP/1.1", id=repr(b"GET {path}#a HTTP/1.1"), marks=pytest.mark.cause
        ),  # not in a query: who serves that may have passed it on as it is
        b"GET {path}\\ HTTP/1.1",
    ],
    ids=repr,
)
def test_an_invalid_target_is_not_corrected(http: Http, line: bytes) -> None:
    answer = http.answer(line + b"\r\nHost: {host}\r\n\r\n")
    assert answer in DECLINED


INVALID_TARGET = section.should(
    "invalid-target",
    role=SERVER,
    text="Answer a request line with an invalid request-target by 400, or by 301 with the target properly encoded.",
    hint="Match the target against the grammar of RFC 3986 before decoding it: pchar, / and ?, and %HH for all else.",
)

URI = re.compile(rb"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")


@verifies(INVALID_TARGET)
@pytest.mark.parametrize(
    "target",
    [b"foo", b"foo/bar", b"?a=b", b"#a", b"./", b"../", b"~", b".", b"%2F", b"\\", b"\\a", b":", b"1:"],
    ids=repr,
)
def test_a_target_without_a_slash_is_rejected(http: Http, target: bytes) -> None:
    answer = http.answer(b"GET " + target + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert refused_or_redirected(answer)


@verifies(INVALID_TARGET)
@pytest.mark.parametrize("between", [b" ", b"  ", b" b ", b" HTTP/1.1 "])
def test_a_space_within_the_target_is_rejected(http: Http, between: bytes) -> None:
    assert is_refused(http, b"{path}?a" + between + b"c")


@verifies(INVALID_TARGET)
@pytest.mark.rests_on(NO_AUTOCORRECTION)
@pytest.mark.parametrize("end", [b"#", b"#a", b"?a#b"])
def test_a_fragment_in_the_target_is_rejected(http: Http, end: bytes) -> None:
    assert is_refused(http, b"{path}" + end)


CONTROLS = [bytes([octet]) for octet in (*range(0x20), 0x7F) if octet != 0x0A]  # LF would end the line


@verifies(INVALID_TARGET)
@pytest.mark.parametrize("octet", CONTROLS)
def test_a_control_character_in_the_target_is_rejected(http: Http, octet: bytes) -> None:
    assert is_refused(http, b"{path}?a" + octet + b"b")


NOT_ASCII = [b"\x80", b"\x85", b"\xa0", b"\xc3\xa9", b"\xe9", b"\xff", "／".encode()]


@verifies(INVALID_TARGET)
@pytest.mark.parametrize("octets", NOT_ASCII)
def test_an_octet_outside_of_ascii_in_the_target_is_rejected(http: Http, octets: bytes) -> None:
    assert is_refused(http, b"{path}?a" + octets + b"b")


@verifies(INVALID_TARGET)
@pytest.mark.parametrize("octet", [bytes([octet]) for octet in b'"<>[\\]^`{|}'], ids=repr)
def test_a_character_that_no_uri_has_there_is_rejected(http: Http, octet: bytes) -> None:
    assert is_refused(http, b"{path}?a" + octet + b"b")


@verifies(INVALID_TARGET)
@pytest.mark.parametrize(
    "octets",
    [b"\x00", b"\x01", b"\t", b"\x7f", b"\xe9", b"\xc3\xa9", b'"', b"<", b"\\", b"^", b"[", b"|", b"{"],
    ids=repr,
)
def test_an_invalid_character_in_the_path_is_rejected(http: Http, octets: bytes) -> None:
    answer = http.answer(b"GET /a" + octets + b"b HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert refused_or_redirected(answer)


@verifies(INVALID_TARGET)
@pytest.mark.parametrize("triplet", [b"%", b"%2", b"%zz", b"%0g", b"%%20", b"% 20", b"%u0041", b"%+1", b"%-1", b"%0x"])
@pytest.mark.parametrize("before", [b"{path}?a", b"/a"])
def test_a_percent_sign_without_two_digits_is_rejected(http: Http, before: bytes, triplet: bytes) -> None:
    assert is_refused(http, before + triplet)


def is_refused(http: Http, target: bytes) -> bool:
    """Whether the target is refused or redirected; not applicable if its query is, and every other query as well."""
    answer = http.answer(b"GET " + target + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    if refused_or_redirected(answer):
        return True
    if answer in REJECTED and b"?" in target:
        require_query(http)
    return False


def refused_or_redirected(answer: Answer) -> bool:
    """400, or 301 to something that consists of the characters of a URI."""
    locations = answer.values("Location")
    redirected = answer.status == 301 and len(locations) == 1 and URI.fullmatch(locations[0]) is not None
    return answer.status == 400 or redirected
