"""RFC 8297 §2  HTTP Status Code 103: Early Hints, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc8297 import RFC8297
from conformance.http.wire import Response
from conformance.model import SERVER

section = RFC8297.section("2", "HTTP Status Code 103: Early Hints")

NEVER_FINAL = section.implied(
    "early-hints-are-not-final",
    role=SERVER,
    text="A 103 response hints at the fields of a final response, which follows it.",
    hint="After 103, send the response itself on the same connection.",
)


@verifies(NEVER_FINAL)
def test_a_final_response_follows_early_hints(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return f"{response.missing} after 103" if response.missing in ("FIN", "silence") else None

    responses.each(fault, where=lambda response: response.status == 103 and response.harmless, needs="early_hints")
