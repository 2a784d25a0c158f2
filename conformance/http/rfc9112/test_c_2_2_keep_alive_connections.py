"""RFC 9112 §C.2.2  Keep-Alive Connections"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.persistence import closes_after_answer
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_09_3_persistence import CLOSE_WHERE_NOT_PERSISTENT
from conformance.http.wire import Response
from conformance.model import SERVER

section = RFC9112.section("C.2.2", "Keep-Alive Connections")

# an appendix that tells of practice: no server must honour it, nor does a key word say how
NEGOTIATED = section.may(
    "keep-alive-is-negotiated",
    role=SERVER,
    text="A server may honour `keep-alive` of an HTTP/1.0 client; where it does, its response says `keep-alive` too, "
    "and where it says so, the connection stays open.",
    hint="Answer with `Connection: keep-alive` and Content-Length and go on reading, or close.",
    rests_on=(CLOSE_WHERE_NOT_PERSISTENT,),
)


@verifies(NEGOTIATED)
@pytest.mark.parametrize("option", [b"keep-alive", b"Keep-Alive", b"foo, keep-alive"])
def test_a_connection_with_http_1_0_persists_as_both_sides_say(http: Http, option: bytes) -> None:
    request = b"GET {path} HTTP/1.0\r\nHost: {host}\r\nConnection: " + option + b"\r\n\r\n"
    answer = http.answer(request)
    if b"keep-alive" not in answer.members("Connection"):
        assert closes_after_answer(http, answer)
        return
    second = http.answer(request)
    http.require_whole_answers(second)
    assert isinstance(second, Response)
