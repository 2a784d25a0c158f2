"""RFC 9110 §6.6.2  Trailer, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Response
from conformance.model import SENDER

section = RFC9110.section("6.6.2", "Trailer")

ANNOUNCED = section.should(
    "trailers-are-announced",
    role=SENDER,
    text="A response with trailer fields names them in a Trailer field of its header section.",
    hint="Send Trailer before the content, with the names that may follow it.",
)


@verifies(ANNOUNCED)
def test_trailer_fields_are_announced(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        silent = {line.name for line in response.trailers} - set(response.members("Trailer"))
        return f"trailer fields that no Trailer field names: {sorted(silent)}" if silent else None

    responses.each(fault, where=lambda response: response.trailers, needs="trailers")
