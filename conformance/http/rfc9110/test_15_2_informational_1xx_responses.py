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

    responses.each(fault, where=lambda r: answers_http_1_0(r) and not was_asked_for(r))


def was_asked_for(response: Response) -> bool:
    """Whether it is a 100 for Expect, or a 101 for Upgrade: that HTTP/1.0 has neither is judged by §10.1.1 and §7.8."""
    asking = {100: b"\nexpect:", 101: b"\nupgrade:"}.get(response.status)
    return asking is not None and asking in response.sent.lower()


@verifies(NO_CONTENT)
def test_a_response_follows_an_interim_one_at_once(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return f"octets after the head of a {response.status}: {response.followed!r}" if response.followed else None

    responses.each(fault, where=lambda r: is_interim(r) and r.followed is not None, needs="early_hints")
