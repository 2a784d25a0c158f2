"""RFC 9112 §2.1  Message Format, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses, faulty
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_11_1_response_splitting import NO_SPLITTING
from conformance.model import SERVER

section = RFC9112.section("2.1", "Message Format")

CRLF = section.implied(
    "responses-end-lines-with-crlf",
    role=SERVER,
    text="The status line, every field line and the empty line after them end with CRLF.",
    hint="Write \\r\\n, and open streams in binary mode: a text stream may translate line ends.",
    rests_on=(NO_SPLITTING,),
)


@verifies(CRLF)
def test_every_line_of_a_head_ends_with_crlf(responses: Responses) -> None:
    responses.each(faulty("bare-lf"))
