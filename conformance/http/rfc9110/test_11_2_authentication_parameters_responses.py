"""RFC 9110 §11.2, §11.3, §11.5, §5.6.3  Challenges and their parameters, in responses"""

from __future__ import annotations

from collections.abc import Callable

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.challenges import Parameter, begins_a_challenge, challenges_of
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Response
from conformance.model import SENDER

GRAMMAR = RFC9110.section("11.3", "Challenge and Response").implied(
    "challenges-follow-the-grammar",
    role=SENDER,
    text="A challenge is a scheme, optionally followed by a space and either base64 text or name=value parameters "
    "between commas.",
    hint='Put commas between parameters, and quotation marks around a value with spaces: Basic realm="the site".',
)


@verifies(GRAMMAR)
def test_every_challenge_follows_the_grammar(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        malformed = challenges_of(response).malformed
        return f"neither a challenge nor a parameter of one: {malformed[:80]!r}" if malformed else None

    responses.each(fault, where=begins_a_challenge, needs="path_401")


ONCE = RFC9110.section("11.2", "Authentication Parameters").must(
    "parameter-once-in-a-challenge",
    role=SENDER,
    text="The name of a parameter occurs only once in a challenge, in whatever case it is written.",
    hint="Keep the parameters of a challenge in a dictionary, with names in lower case.",
)


@verifies(ONCE)
def test_no_challenge_has_a_parameter_twice(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        for challenge in challenges_of(response).read:
            names = [parameter.name for parameter in challenge.parameters]
            if len(names) > len(set(names)):
                return f"a parameter occurs twice in a challenge: {names}"
        return None

    responses.each(fault, where=parameters_of, needs="path_401")


REALM_IN_QUOTES = RFC9110.section("11.5", "Establishing a Protection Space (Realm)").must(
    "realm-is-a-quoted-string",
    role=SENDER,
    text="The value of the parameter `realm` is written in quotation marks.",
    hint='Write realm="here", not realm=here.',
)


@verifies(REALM_IN_QUOTES)
def test_every_realm_is_a_quoted_string(responses: Responses) -> None:
    def wrong(parameter: Parameter) -> bool:
        return parameter.name == b"realm" and not parameter.value.startswith(b'"')

    each_parameter(responses, wrong, "realm without quotation marks")


NO_BAD_WHITESPACE = RFC9110.section("5.6.3", "Whitespace").must_not(
    "no-bad-whitespace-in-challenges",
    role=SENDER,
    text="There is no whitespace around the equals sign of a parameter of a challenge: that is bad whitespace (BWS).",
    hint='Write realm="here", not realm = "here".',
)


@verifies(NO_BAD_WHITESPACE)
def test_no_challenge_has_bad_whitespace(responses: Responses) -> None:
    each_parameter(responses, lambda parameter: parameter.spaced, "whitespace around the equals sign")


def each_parameter(responses: Responses, wrong: Callable[[Parameter], bool], what: str) -> None:
    """Assert that no parameter of a challenge is wrong."""

    def fault(response: Response) -> str | None:
        found = next(filter(wrong, parameters_of(response)), None)
        return f"{what}: {found.name!r}, {found.value[:60]!r}" if found else None

    responses.each(fault, where=parameters_of, needs="path_401")


def parameters_of(response: Response) -> list[Parameter]:
    """Return the parameters of all challenges of a response."""
    return [parameter for challenge in challenges_of(response).read for parameter in challenge.parameters]
