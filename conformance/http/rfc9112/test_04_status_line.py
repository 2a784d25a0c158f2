"""RFC 9112 §4  Status Line, in responses"""

from __future__ import annotations

import re

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9112 import RFC9112
from conformance.http.wire import STATUS_LINE as FORM
from conformance.http.wire import Response
from conformance.model import SERVER

section = RFC9112.section("4", "Status Line")

ENDS_AFTER_CODE = re.compile(rb"HTTP/[0-9]\.[0-9] [0-9]{3}")

STATUS_LINE = section.implied(
    "status-line",
    role=SERVER,
    text="A status line is HTTP-version SP three digits SP and an optional reason phrase of visible characters, SP and "
    "HTAB.",
    hint="Write one space, not two and no tab, between version, status code and reason phrase.",
)


@verifies(STATUS_LINE)
def test_every_status_line_has_the_form(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        line = status_line(response)
        return None if FORM.fullmatch(line) or ENDS_AFTER_CODE.fullmatch(line) else f"status line {line[:60]!r}"

    responses.each(fault, among=responses.heads)


SPACE_AFTER_CODE = section.must(
    "space-after-the-status-code",
    role=SERVER,
    text="The space after the status code is sent even where the reason phrase is absent.",
    hint="An empty reason phrase leaves a status line that ends with a space.",
)


@verifies(SPACE_AFTER_CODE)
def test_a_space_follows_every_status_code(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        line = status_line(response)
        return f"no space after the status code: {line!r}" if ENDS_AFTER_CODE.fullmatch(line) else None

    responses.each(fault)


def status_line(response: Response) -> bytes:
    return response.head.partition(b"\n")[0].removesuffix(b"\r")
