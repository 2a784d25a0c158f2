"""RFC 9110 §5.6.3  Whitespace, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import SERVER, SERVER_WITH_SINGLE_SPACES
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Field
from conformance.model import SENDER

section = RFC9110.section("5.6.3", "Whitespace")

ONE_SPACE = section.should(
    "one-space-before-a-field-value",
    role=SENDER,
    text="Optional whitespace that makes a message more readable is one space: before a field value (RFC 9112 §5).",
    hint="Write name, colon, one space, value.",
)


@verifies(ONE_SPACE)
def test_one_space_stands_before_a_field_value(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        before = whitespace(line)[0]
        return None if before == b" " else f"{before!r} before the value: {line.raw[:60]!r}"

    responses.each_field(fault, where=is_ordinary)


NONE_BEHIND = section.should_not(
    "no-space-behind-a-field-value",
    role=SENDER,
    text="There is no other optional whitespace, such as at the end of a field line.",
    hint="Strip the text that you write as a field value.",
)


@verifies(NONE_BEHIND)
def test_no_space_stands_behind_a_field_value(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        behind = whitespace(line)[1]
        return f"{behind[:20]!r} behind the value: {line.raw[:60]!r}" if behind else None

    responses.each_field(fault, where=is_ordinary)


ONE_WHERE_REQUIRED = section.should(
    "required-whitespace-is-one-space",
    role=SENDER,
    text="Whitespace that the grammar requires, such as that between products in Server, is a single space.",
    hint="Join products and comments with one space; leave out those that are empty.",
)


@verifies(ONE_WHERE_REQUIRED)
def test_one_space_separates_the_products_of_server(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        single = SERVER_WITH_SINGLE_SPACES.fullmatch(line.value)
        return None if single else f"more than a space between products: {line.raw[:80]!r}"

    responses.each_field(fault, "Server", where=lambda line: SERVER.fullmatch(line.value))


def is_ordinary(line: Field) -> bool:
    """Whether the line has a colon and a value, and is not folded: other sections judge what has not."""
    return bool(line.value) and b":" in line.raw and b"\n" not in line.raw


def whitespace(line: Field) -> tuple[bytes, bytes]:
    """Return what stands before the value and behind it."""
    before, _, behind = line.raw.partition(b":")[2].partition(line.value)
    return before, behind
