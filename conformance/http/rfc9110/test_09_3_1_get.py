"""RFC 9110 §9.1 and §9.3.1: the methods that every server has."""

from __future__ import annotations

import pytest

from conformance.harness.outcome import not_applicable
from conformance.harness.plugin import verifies
from conformance.http.peer import ACCEPTED, Http
from conformance.http.rfc9110 import RFC9110

section = RFC9110.section("9.1", "Overview")

GET_AND_HEAD = section.must(
    "get-and-head",
    role="server",
    text="A general-purpose server supports the methods GET and HEAD.",
    hint="Answer GET with the representation, HEAD with the same field lines and no content.",
)


@pytest.mark.baseline
@verifies(GET_AND_HEAD)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
def test_get_and_head_are_supported(http: Http, method: bytes) -> None:
    answer = http.answer(method + b" {path} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    if answer.status in (401, 403, 404, 410):
        not_applicable("the path is not served", "--cap path_ok=/path")
    assert answer in ACCEPTED
