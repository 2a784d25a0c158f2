"""RFC 9112 §6.2  Content-Length, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9112 import RFC9112
from conformance.http.wire import Response
from conformance.model import SENDER

section = RFC9112.section("6.2", "Content-Length")

NOT_BOTH = section.must_not(
    "no-content-length-with-transfer-encoding-in-responses",
    role=SENDER,
    text="A message with Transfer-Encoding has no Content-Length.",
    hint="Drop Content-Length when the content is chunked.",
)


@verifies(NOT_BOTH)
def test_no_response_has_both(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return "both Transfer-Encoding and Content-Length" if response.values("Content-Length") else None

    responses.each(fault, where=lambda response: response.values("Transfer-Encoding"), needs="chunked_resp")
