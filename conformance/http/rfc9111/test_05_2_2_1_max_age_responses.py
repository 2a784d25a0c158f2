"""RFC 9111 §5.2.2.1  max-age, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import members
from conformance.http.lint.responses import Responses
from conformance.http.rfc9111 import RFC9111
from conformance.http.wire import Field
from conformance.model import SERVER

section = RFC9111.section("5.2.2.1", "max-age")

MAX_AGE_TOKEN = section.must_not(
    "max-age-is-not-quoted-in-responses",
    role=SERVER,
    text="The argument of max-age is not a quoted string.",
    hint='Write max-age=5, not max-age="5".',
)


@verifies(MAX_AGE_TOKEN)
def test_no_max_age_is_quoted(responses: Responses) -> None:
    none_is_quoted(responses, b"max-age")


S_MAXAGE_TOKEN = RFC9111.section("5.2.2.10", "s-maxage").must_not(
    "s-maxage-is-not-quoted-in-responses",
    role=SERVER,
    text="The argument of s-maxage is not a quoted string.",
    hint='Write s-maxage=10, not s-maxage="10".',
)


@verifies(S_MAXAGE_TOKEN)
def test_no_s_maxage_is_quoted(responses: Responses) -> None:
    none_is_quoted(responses, b"s-maxage")


def none_is_quoted(responses: Responses, directive: bytes) -> None:
    def arguments(line: Field) -> list[bytes]:
        pairs = [member.partition(b"=") for member in members(line.value)]
        return [argument for name, _, argument in pairs if name.lower() == directive]

    def fault(line: Field) -> str | None:
        quoted = any(argument.startswith(b'"') for argument in arguments(line))
        return f"a quoted argument: {line.raw[:80]!r}" if quoted else None

    def where(line: Field) -> bool:
        return line.name == b"cache-control" and bool(arguments(line))

    responses.each_field(fault, where=where, needs="pages")
