"""RFC 9110 §15.6.6  505 HTTP Version Not Supported"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER, not_applicable

section = RFC9110.section("15.6.6", "505 HTTP Version Not Supported")

MAJOR_VERSIONS = [b"HTTP/2.0", b"HTTP/2.1", b"HTTP/3.0", b"HTTP/9.9"]

REFUSE_BY_505 = section.may(
    "refuse-major-version",
    role=SERVER,
    text="Refuse the major version of a request by 505 (or by 400, where its octets are not those of that version).",
    hint="When you reject a version for its major number, say so: 505.",
)


@verifies(REFUSE_BY_505)
@pytest.mark.parametrize("version", MAJOR_VERSIONS)
def test_another_major_version_is_served_or_refused_by_505(http: Http, version: bytes) -> None:
    answer = http.answer(b"GET {path} " + version + b"\r\nHost: {host}\r\n\r\n")
    assert answer in ACCEPTED or answer.status in (400, 505)


EXPLAIN = section.should(
    "explain-505",
    role=SERVER,
    text="Say in the content of a 505 why the version is not supported, and which protocols are.",
    hint="Send a line of text with the 505.",
)


@verifies(EXPLAIN)
@pytest.mark.parametrize("version", MAJOR_VERSIONS)
def test_a_505_explains_itself(http: Http, version: bytes) -> None:
    answer = http.answer(b"GET {path} " + version + b"\r\nHost: {host}\r\n\r\n")
    if answer.status != 505:
        not_applicable("the target does not answer 505")
    assert answer.content
