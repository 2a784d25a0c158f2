"""RFC 9110 §6.5.1  Limitations on Use of Trailers, in every response"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110.test_06_5_1_limitations_on_use_of_trailers import (
    HEADER_ONLY,
    NO_HEADER_FIELDS_AS_TRAILERS,
)
from conformance.http.wire import Response


@verifies(NO_HEADER_FIELDS_AS_TRAILERS)
def test_no_trailer_is_a_field_that_is_needed_before_the_content(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        wrong = [line.name for line in response.trailers if line.name in HEADER_ONLY]
        return f"not allowed as trailers: {wrong}" if wrong else None

    responses.each(fault, where=lambda response: response.trailers, needs="trailers")
