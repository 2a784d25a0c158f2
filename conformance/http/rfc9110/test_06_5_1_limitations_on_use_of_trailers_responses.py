"""RFC 9110 §6.5.1  Limitations on Use of Trailers, in responses"""

from __future__ import annotations

from conformance.harness.plugin import verifies
from conformance.http.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Response

section = RFC9110.section("6.5.1", "Limitations on Use of Trailers")

NOT_IN_TRAILERS = section.must_not(
    "not-in-trailers",
    role="sender",
    text="Fields for framing, routing, authentication, response control and content format are not sent as trailers.",
    hint="Send these in the header section; trailers are for what is known only when the content has been sent.",
)

FORBIDDEN = {
    *(b"transfer-encoding", b"content-length", b"connection", b"trailer", b"upgrade", b"host", b"te"),
    *(b"www-authenticate", b"proxy-authenticate", b"authorization", b"proxy-authorization", b"set-cookie"),
    *(b"age", b"cache-control", b"expires", b"date", b"location", b"retry-after", b"vary"),
    *(b"content-encoding", b"content-type", b"content-range"),
}


@verifies(NOT_IN_TRAILERS)
def test_no_trailer_is_a_field_that_is_needed_before_the_content(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        wrong = [line.name for line in response.trailers if line.name in FORBIDDEN]
        return f"not allowed as trailers: {wrong}" if wrong else None

    responses.each(fault, where=lambda response: response.trailers, needs="trailers")
