"""RFC 9110 §8.6  Content-Length, in responses"""

from __future__ import annotations

import re

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Field, Response
from conformance.model import SENDER, SERVER

section = RFC9110.section("8.6", "Content-Length")

DIGITS = section.implied(
    "content-length-is-digits-in-responses",
    role=SENDER,
    text="A Content-Length is one or more digits and nothing else.",
    hint="Write one Content-Length, as a non-negative decimal number.",
)


@verifies(DIGITS)
def test_every_content_length_is_digits(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        return None if re.fullmatch(rb"[0-9]+", line.value) else f"not 1*DIGIT: {line.raw[:60]!r}"

    responses.each_field(fault, "Content-Length")


NOT_WITHOUT_CONTENT = section.must_not(
    "no-content-length-without-content",
    role=SERVER,
    text="A response of status 1xx or 204 has no Content-Length.",
    hint="These responses end with the empty line; leave Content-Length out, even if it would be 0.",
)


@verifies(NOT_WITHOUT_CONTENT)
@pytest.mark.parametrize(("kind", "needs"), [("1xx", "early_hints"), ("204", "path_204")], ids=["1xx", "204"])
def test_what_has_no_content_has_no_content_length(responses: Responses, kind: str, needs: str) -> None:
    def fault(response: Response) -> str | None:
        return f"Content-Length in a {response.status}" if response.values("Content-Length") else None

    responses.each(fault, where=lambda response: response.is_of(kind), needs=needs)
