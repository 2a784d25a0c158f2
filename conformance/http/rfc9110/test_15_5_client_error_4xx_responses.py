"""RFC 9110 §15.5  Client Error 4xx, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import CHALLENGE
from conformance.http.lint.responses import Responses, answers_no_head, error_without_content
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_15_5_22_upgrade_required import NAME_PROTOCOL
from conformance.http.wire import Response
from conformance.model import SERVER

section = RFC9110.section("15.5", "Client Error 4xx")


@verifies(NAME_PROTOCOL)
def test_a_426_names_the_protocols(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return None if response.members("Upgrade") else "a 426 without a protocol in Upgrade"

    responses.each(fault, where=lambda response: response.status == 426, needs="upgrade")


EXPLANATION = section.should(
    "explanation-in-4xx",
    role=SERVER,
    text="A 4xx response has content that explains the error, unless it answers HEAD.",
    hint="Write a sentence on what is wrong into the content.",
)


@verifies(EXPLANATION)
def test_a_4xx_is_explained(responses: Responses) -> None:
    responses.each(error_without_content, where=lambda response: response.is_of("4xx") and answers_no_head(response))


CHALLENGED = RFC9110.section("15.5.2", "401 Unauthorized").must(
    "challenge-in-401",
    role=SERVER,
    text="A 401 response has a WWW-Authenticate field with at least one challenge.",
    hint='Send, for instance, WWW-Authenticate: Basic realm="here".',
)


@verifies(CHALLENGED)
def test_a_401_has_a_challenge(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        challenged = any(CHALLENGE.match(value) for value in response.values("WWW-Authenticate"))
        return None if challenged else "a 401 without a challenge in WWW-Authenticate"

    responses.each(fault, where=lambda response: response.status == 401, needs="path_401")
