"""RFC 9111 §5.1, §5.2, §5.2.2.4, §5.2.2.7  Age and Cache-Control, in responses"""

from __future__ import annotations

import re

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import QUOTED_STRING, TOKEN, members
from conformance.http.lint.responses import Responses
from conformance.http.rfc9111 import RFC9111
from conformance.http.wire import Field
from conformance.model import SENDER, SERVER

AGE = RFC9111.section("5.1", "Age").implied(
    "age-is-seconds-in-responses",
    role=SERVER,
    text="Age is a non-negative whole number of seconds.",
    hint="Write digits and nothing else; an origin server sends no Age.",
)


@verifies(AGE)
def test_every_age_is_a_number_of_seconds(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        return None if re.fullmatch(rb"[0-9]+", line.value) else f"not a number of seconds: {line.raw[:80]!r}"

    responses.each_field(fault, "Age", needs="pages")


DIRECTIVES = RFC9111.section("5.2", "Cache-Control").implied(
    "cache-control-is-a-list-of-directives-in-responses",
    role=SENDER,
    text="Cache-Control is a list of directives: a token, and perhaps = and a token or quoted string, without spaces.",
    hint="Join directives with commas, not semicolons: `max-age=60, public`.",
)

DIRECTIVE = re.compile(rb"%b(?:=(?:%b|%b))?" % (TOKEN, TOKEN, QUOTED_STRING))


@verifies(DIRECTIVES)
def test_every_cache_control_is_a_list_of_directives(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        wrong = [member for member in members(line.value) if member and not DIRECTIVE.fullmatch(member)]
        return f"not a directive: {wrong[0][:40]!r} in {line.raw[:80]!r}" if wrong else None

    responses.each_field(fault, "Cache-Control", needs="pages")


NO_CACHE_QUOTED = RFC9111.section("5.2.2.4", "no-cache").should_not(
    "no-cache-argument-as-token-in-responses",
    role=SENDER,
    text="The argument of no-cache is not a token but a quoted string.",
    hint='Write no-cache="Set-Cookie", with the quotation marks.',
)


@verifies(NO_CACHE_QUOTED)
def test_the_argument_of_no_cache_is_quoted(responses: Responses) -> None:
    no_token(responses, b"no-cache")


PRIVATE_QUOTED = RFC9111.section("5.2.2.7", "private").should_not(
    "private-argument-as-token-in-responses",
    role=SENDER,
    text="The argument of private is not a token but a quoted string.",
    hint='Write private="Set-Cookie", with the quotation marks.',
)


@verifies(PRIVATE_QUOTED)
def test_the_argument_of_private_is_quoted(responses: Responses) -> None:
    no_token(responses, b"private")


def no_token(responses: Responses, directive: bytes) -> None:
    """Assert that the argument of a directive, where it has one, is in quotation marks."""

    def arguments(line: Field) -> list[bytes]:
        pairs = [member.partition(b"=") for member in members(line.value)]
        return [argument for name, equals, argument in pairs if equals and name.lower() == directive]

    def fault(line: Field) -> str | None:
        bare = any(not argument.startswith(b'"') for argument in arguments(line))
        return f"an argument without quotation marks: {line.raw[:80]!r}" if bare else None

    responses.each_field(fault, "Cache-Control", where=arguments, needs="pages")
