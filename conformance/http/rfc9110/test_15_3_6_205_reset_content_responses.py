"""RFC 9110 §15.3.6  205 Reset Content, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Response
from conformance.model import SERVER

section = RFC9110.section("15.3.6", "205 Reset Content")

NO_CONTENT = section.must_not(
    "no-content-in-205",
    role=SERVER,
    text="A 205 response has no content.",
    hint="Send Content-Length: 0.",
)


@verifies(NO_CONTENT)
def test_a_205_has_no_content(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return f"a 205 with {len(response.content)} octets of content" if response.content else None

    responses.each(fault, where=lambda response: response.status == 205, needs="pages")
