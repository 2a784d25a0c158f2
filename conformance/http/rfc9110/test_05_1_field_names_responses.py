"""RFC 9110 §5.1  Field Names, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import TOKEN, Field
from conformance.model import SENDER

section = RFC9110.section("5.1", "Field Names")

FIELD_NAME = section.implied(
    "field-names-are-tokens-in-responses",
    role=SENDER,
    text="A field name is a token: letters, digits and !#$%&'*+-.^_`|~, at least one.",
    hint="Look for a name with a space, a colon at its beginning, or letters that are not ASCII.",
)


@verifies(FIELD_NAME)
def test_every_field_name_is_a_token(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        name, colon, _ = line.raw.lstrip(b" \t").partition(b":")
        wrong = colon and not TOKEN.fullmatch(name.rstrip(b" \t"))
        return f"the field name is not a token: {line.raw[:60]!r}" if wrong else None

    responses.each_field(fault, trailers=True)
