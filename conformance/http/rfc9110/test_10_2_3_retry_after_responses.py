"""RFC 9110 §10.2.3  Retry-After, in responses"""

from __future__ import annotations

import re

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Field
from conformance.model import SERVER

section = RFC9110.section("10.2.3", "Retry-After")

DATE_OR_SECONDS = section.implied(
    "retry-after-is-a-date-or-seconds",
    role=SERVER,
    text="A Retry-After is a date, or a number of seconds in decimal digits.",
    hint="Send whole seconds, without sign, fraction or unit.",
)


@verifies(DATE_OR_SECONDS)
def test_every_retry_after_is_a_date_or_seconds(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        """Whether what begins like a date is one is the matter of §5.6.7."""
        return (
            None if re.fullmatch(rb"[0-9]+|[A-Za-z].*", line.value) else f"neither date nor seconds: {line.raw[:60]!r}"
        )

    responses.each_field(fault, "Retry-After", needs="pages")
