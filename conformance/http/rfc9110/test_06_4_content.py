"""RFC 9110 §6.4  Content"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.twins import require_twin
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Response
from conformance.model import SERVER

section = RFC9110.section("6.4", "Content")

ANY_OCTETS = section.implied(
    "any-octets",
    role=SERVER,
    text="The content of a request is a stream of octets, whatever they are: it need not be text.",
    hint="Keep content as bytes, and decode only what the application wants as text: then a failure can be answered.",
)


@verifies(ANY_OCTETS)
@pytest.mark.parametrize(
    "content", [b"\xff\xfe\xfd\xfc", b"caf\xe9", "caf\xe9".encode()], ids=["8-bit", "Latin", "UTF-8"]
)
def test_content_that_is_not_ascii_is_answered(http: Http, content: bytes) -> None:
    answer = http.answer(post(content))
    if not isinstance(answer, Response):
        letters = post(b"a" * len(content))
        require_twin(http, letters, lambda exchange: bool(exchange.answers), "the target answers no POST to this path")
    assert isinstance(answer, Response)


def post(content: bytes) -> bytes:
    head = b"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(content)
    return head + content
