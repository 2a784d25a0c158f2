"""What no request should bring about, in responses."""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.robustness.test_4_strange_requests import section
from conformance.http.wire import Response
from conformance.model import SERVER

NO_INTERNAL_ERROR = section.should(
    "no-internal-error",
    role=SERVER,
    text="No request makes the server fail: a 500 tells of an error that nobody expected, and a client can ask for.",
    hint="Look up the exception in the server's log, and answer 400, 404, 414 or another 4xx in that case.",
)


@verifies(NO_INTERNAL_ERROR)
def test_no_request_makes_the_server_fail(responses: Responses) -> None:
    responses.each(failure)


def failure(response: Response) -> str | None:
    return "a 500" if response.status == 500 else None
