"""RFC 9110 §15  Status Codes, in responses"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc8297.test_02_http_status_code_103_early_hints_responses import NEVER_FINAL
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Response, is_final
from conformance.model import SERVER

section = RFC9110.section("15", "Status Codes")

VALID_CODE = section.implied(
    "status-codes-are-100-to-599",
    role=SERVER,
    text="A status code is between 100 and 599.",
    hint="Codes of your own, such as 999, are not HTTP; an error of the server is a 5xx.",
)


@verifies(VALID_CODE)
def test_every_status_code_is_valid(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return None if 100 <= response.status <= 599 else f"status {response.status}"

    responses.each(fault)


ONE_FINAL = section.implied(
    "one-final-response",
    role=SERVER,
    text="A request gets any number of 1xx responses, and then exactly one final response.",
    hint="After an error was answered, return: do not go on to answer the request once more.",
)


@verifies(ONE_FINAL)
def test_every_request_gets_one_final_response(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        again = response.followed and response.followed.startswith(b"HTTP/")
        return f"a second response follows the final one: {(response.followed or b'')[:40]!r}" if again else None

    responses.each(fault, where=lambda response: is_final(response) and response.followed is not None)


@verifies(ONE_FINAL)
@pytest.mark.rests_on(NEVER_FINAL)
def test_an_interim_response_is_followed_by_a_final_one(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return f"{response.missing} instead of a final response" if response.missing in ("FIN", "silence") else None

    def where(response: Response) -> bool:
        return response.harmless and response.is_of("1xx")

    responses.each(fault, where=where, needs="early_hints")
