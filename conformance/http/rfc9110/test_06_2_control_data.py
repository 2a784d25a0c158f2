"""RFC 9110 §6.2  Control Data: the protocol version"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Answer, Garbage, Response
from conformance.model import RECIPIENT, SERVER, not_applicable

section = RFC9110.section("6.2", "Control Data")

HIGHER_MINOR = section.should(
    "higher-minor-version",
    role=RECIPIENT,
    text="Process a request of a higher minor version as one of the highest that the server knows of that major "
    "version.",
    hint="Compare the major version only; treat HTTP/1.2 as HTTP/1.1.",
)


@verifies(HIGHER_MINOR)
@pytest.mark.parametrize("version", [b"HTTP/1.2", b"HTTP/1.3", b"HTTP/1.9"])
def test_a_higher_minor_version_is_processed(http: Http, version: bytes) -> None:
    exchange = http.exchange(b"GET {path} " + version + b"\r\nHost: {host}\r\n\r\n")
    assert exchange.accepted


KNOWN_VERSION = section.must_not(
    "version-not-conformed-to",
    role=SERVER,
    text="Send a version to which the server does not conform, such as one that does not exist.",
    hint="Do not copy the version of the request into the status line.",
)


@verifies(KNOWN_VERSION)
@pytest.mark.cause
@pytest.mark.parametrize(
    "version", [b"HTTP/1.2", b"HTTP/1.9", b"HTTP/0.9", b"HTTP/0.0", b"HTTP/2.0", b"HTTP/3.0", b"HTTP/9.9"]
)
def test_no_version_is_sent_that_does_not_exist(http: Http, version: bytes) -> None:
    answer = http.answer(b"GET {path} " + version + b"\r\nHost: {host}\r\n\r\n")
    assert version_of(answer) in (None, (1, 0), (1, 1))


OWN_VERSION = section.should(
    "highest-own-version",
    role=SERVER,
    text="Send the highest version that the server conforms to and whose major version is not above the request's.",
    hint="Write your own version into the status line, not that of the request: HTTP/1.1 also in answer to HTTP/1.0.",
    rests_on=(KNOWN_VERSION,),  # who repeats the version of every request, 1.2 among them, does so for 1.0 too
)


@verifies(OWN_VERSION)
@pytest.mark.parametrize("version", [b"HTTP/1.0", b"HTTP/1.2", b"HTTP/1.9"])
def test_the_version_is_the_same_whatever_the_minor_version_of_the_request(http: Http, version: bytes) -> None:
    own = version_of(http.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    if own is None:
        not_applicable("the target does not answer a plain GET")
    assert version_of(http.open_another().answer(b"GET {path} " + version + b"\r\nHost: {host}\r\n\r\n")) == own


MAJOR_ZERO = section.should(
    "major-version-0",
    role=SERVER,
    text="Answer a request of major version 0 with no success of a higher major version.",
    hint="Answer 505 or 400 to HTTP/0.9 in a request line.",
)


@verifies(MAJOR_ZERO)
@pytest.mark.parametrize("version", [b"HTTP/0.9", b"HTTP/0.0", b"HTTP/0.1"])
def test_major_version_0_gets_no_http_1_success(http: Http, version: bytes) -> None:
    answer = http.answer(b"GET {path} " + version + b"\r\nHost: {host}\r\n\r\n")
    own = version_of(answer)
    no_higher = own is not None and own[0] == 0  # which is a false label, and judged by version-not-conformed-to
    assert no_higher or answer in REJECTED or isinstance(answer, Garbage)


def version_of(answer: Answer) -> tuple[int, int] | None:
    """The version in the status line, if there is one."""
    return answer.version if isinstance(answer, Response) else None
