"""RFC 9112 §4  Status Line"""

from __future__ import annotations

from conformance.harness.plugin import verifies
from conformance.http.responses import Responses
from conformance.http.rfc9112 import RFC9112
from conformance.http.wire import Response

section = RFC9112.section("4", "Status Line")

STATUS_LINE = section.implied(
    "status-line",
    role="server",
    text="A status line is HTTP-version SP three digits SP and an optional reason phrase.",
    hint="The space after the status code stays, even where the reason phrase is empty.",
)


@verifies(STATUS_LINE)
def test_every_status_line_has_the_form(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return "malformed status line" if "status line" in response.faults else None

    responses.each(fault)
