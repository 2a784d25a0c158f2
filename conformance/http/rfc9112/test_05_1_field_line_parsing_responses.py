"""RFC 9112 §5.1  Field Line Parsing, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9112 import RFC9112
from conformance.http.wire import Field
from conformance.model import SENDER

section = RFC9112.section("5.1", "Field Line Parsing")

NO_SPACE_IN_RESPONSES = section.implied(
    "no-space-before-colon-in-responses",
    role=SENDER,
    text="No whitespace is allowed between a field name and its colon.",
    hint="Write the colon right after the name.",
)


@verifies(NO_SPACE_IN_RESPONSES)
def test_no_whitespace_stands_before_a_colon(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        name, colon, _ = line.raw.partition(b":")
        spaced = colon and name.strip(b" \t") and name.endswith((b" ", b"\t"))
        return f"whitespace before the colon: {line.raw[:60]!r}" if spaced else None

    responses.each_field(fault, trailers=True)
