"""RFC 9110 §15.2  Informational 1xx: every response"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses, answers_http_1_0
from conformance.http.rfc9110.test_15_2_informational_1xx import NO_CONTENT, NOT_TO_1_0
from conformance.http.wire import Response, is_interim


@verifies(NOT_TO_1_0)
def test_http_1_0_gets_no_interim_response(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return f"{response.status} in answer to HTTP/1.0" if response.status < 200 else None

    responses.each(fault, where=answers_http_1_0)


@verifies(NO_CONTENT)
def test_a_response_follows_an_interim_one_at_once(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return f"octets after the head of a {response.status}: {response.followed!r}" if response.followed else None

    responses.each(fault, where=lambda r: is_interim(r) and r.followed is not None, needs="early_hints")
