"""RFC 9112 §5  Field Syntax, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9112 import RFC9112
from conformance.http.wire import Field
from conformance.model import SENDER

section = RFC9112.section("5", "Field Syntax")

FIELD_LINE = section.implied(
    "field-lines-have-a-colon-in-responses",
    role=SENDER,
    text="A field line is a name, a colon and a value.",
    hint="Write nothing between the status line and the empty line that is not name: value.",
)


@verifies(FIELD_LINE)
def test_every_field_line_has_a_colon(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        return None if b":" in line.raw else f"a field line without a colon: {line.raw[:60]!r}"

    responses.each_field(fault, trailers=True)
