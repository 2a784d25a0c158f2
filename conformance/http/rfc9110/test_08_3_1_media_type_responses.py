"""RFC 9110 §8.3.1  Media Type, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import MEDIA_TYPE as GRAMMAR
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Field
from conformance.model import SENDER

section = RFC9110.section("8.3.1", "Media Type")

MEDIA_TYPE = section.implied(
    "content-type-is-a-media-type-in-responses",
    role=SENDER,
    text="A Content-Type is type/subtype, and parameters as ;name=value without spaces around the equals sign.",
    hint="Look for a missing subtype, a comma, or a parameter value that needs quotation marks.",
)


@verifies(MEDIA_TYPE)
def test_every_content_type_is_a_media_type(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        return None if GRAMMAR.fullmatch(line.value) else f"not a media type: {line.raw[:80]!r}"

    responses.each_field(fault, "Content-Type")
