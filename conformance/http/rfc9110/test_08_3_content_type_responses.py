"""RFC 9110 §8.3  Content-Type, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Response
from conformance.model import SENDER

section = RFC9110.section("8.3", "Content-Type")

CONTENT_TYPE = section.should(
    "content-type-in-responses",
    role=SENDER,
    text="A message with content has a Content-Type, unless its sender does not know the media type.",
    hint="Name the type of what the server itself wrote: redirections and error pages.",
)


@verifies(CONTENT_TYPE)
def test_content_has_a_content_type(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return None if response.values("Content-Type") else f"content of a {response.status} without Content-Type"

    def where(response: Response) -> bool:
        """Pages of the target's own; the type of what it only serves may be unknown to it."""
        return bool(response.content) and response.status >= 300

    responses.each(fault, where=where)
