"""RFC 9112 §5.2  Obsolete Line Folding, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9112 import RFC9112
from conformance.http.wire import Field
from conformance.model import SENDER

section = RFC9112.section("5.2", "Obsolete Line Folding")

NO_FOLDING = section.must_not(
    "no-folding-in-responses",
    role=SENDER,
    text="A sender folds no field line.",
    hint="Write each field on one line, however long; a line break within a value is not part of HTTP any more.",
)


@verifies(NO_FOLDING)
def test_no_field_line_is_folded(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        return f"a folded field line: {line.raw[:60]!r}" if b"\n" in line.raw else None

    responses.each_field(fault, trailers=True)
