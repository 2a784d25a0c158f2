"""RFC 9112 §3.2.4  asterisk-form"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.model import SERVER

section = RFC9112.section("3.2.4", "asterisk-form")

SERVER_WIDE_OPTIONS = section.should(
    "server-wide-options",
    role=SERVER,
    text="Answer OPTIONS * for the server as a whole, or, where OPTIONS is not implemented or allowed, by 501 or 405 "
    "(RFC 9110 §9.1).",
    hint="Look at the target before you look for a resource: * names none, and is not malformed.",
)


@verifies(SERVER_WIDE_OPTIONS)
def test_options_for_the_server_is_answered(http: Http) -> None:
    answer = http.answer(b"OPTIONS * HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert answer.status is not None
    assert 200 <= answer.status < 300 or answer.status in (405, 501)


ONLY_FOR_OPTIONS = section.should(
    "only-for-options",
    role=SERVER,
    text="Reject * with any method but OPTIONS: it makes the request line invalid (§3.2).",
    hint="* is not another name of /.",
)


@verifies(ONLY_FOR_OPTIONS)
@pytest.mark.parametrize("method", [b"GET", b"HEAD", b"POST", b"TRACE"])
def test_an_asterisk_is_rejected_without_options(http: Http, method: bytes) -> None:
    answer = http.answer(method + b" * HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n")
    assert answer in REJECTED


ASTERISK_ALONE = section.should(
    "asterisk-alone",
    role=SERVER,
    text="Reject a target that begins with * and goes on: it makes the request line invalid (§3.2).",
    hint="Compare the whole target with *.",
)


@verifies(ASTERISK_ALONE)
@pytest.mark.parametrize("method", [b"GET", b"OPTIONS"])
@pytest.mark.parametrize("target", [b"*?x", b"*?", b"*/", b"*/x", b"**", b"*.*", b"*a"])
def test_an_asterisk_with_more_is_rejected(http: Http, target: bytes, method: bytes) -> None:
    answer = http.answer(method + b" " + target + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert answer in REJECTED
