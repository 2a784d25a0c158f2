"""RFC 9110 §15.6  Server Error 5xx, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses, answers_no_head, error_without_content
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_15_6_6_http_version_not_supported import EXPLAIN
from conformance.model import SERVER

section = RFC9110.section("15.6", "Server Error 5xx")


@verifies(EXPLAIN)
def test_a_505_is_explained(responses: Responses) -> None:
    responses.each(error_without_content, where=lambda response: response.status == 505 and answers_no_head(response))


EXPLANATION = section.should(
    "explanation-in-5xx",
    role=SERVER,
    text="A 5xx response has content that explains the error, unless it answers HEAD.",
    hint="Write a sentence on what went wrong into the content, and whether to try again.",
)


@verifies(EXPLANATION)
def test_a_5xx_is_explained(responses: Responses) -> None:
    responses.each(
        error_without_content, where=lambda r: r.is_of("5xx") and r.status != 505 and answers_no_head(r), needs="pages"
    )
