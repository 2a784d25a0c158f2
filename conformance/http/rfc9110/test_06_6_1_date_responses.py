"""RFC 9110 §6.6.1  Date, in responses"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import imf_fixdate
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Response
from conformance.model import SENDER, SERVER, not_applicable

section = RFC9110.section("6.6.1", "Date")

DATE = section.must(
    "date-in-responses",
    role=SERVER,
    text="An origin server with a clock sends Date in every response of status 2xx, 3xx and 4xx.",
    hint="Add Date where all responses pass, those for malformed requests too.",
)


@verifies(DATE)
@pytest.mark.parametrize("kind", ["2xx", "3xx", "4xx"])
def test_every_response_has_a_date(responses: Responses, kind: str) -> None:
    def fault(response: Response) -> str | None:
        return None if response.values("Date") else f"no Date in a {response.status}"

    if not responses.is_local and not any(response.values("Date") for response in responses.all):
        not_applicable("the target sends no Date at all, and may have no clock")
    responses.each(fault, where=lambda response: response.is_of(kind), needs="redirect" if kind == "3xx" else "")


DATE_IS_NOW = section.should(
    "date-is-now",
    role=SENDER,
    text="Date is the best available approximation of the time at which the message was generated.",
    hint="Take the time when the response is made, in UTC; a cached text must be renewed every second.",
)

TOLERANCE = 5  # seconds


@verifies(DATE_IS_NOW)
def test_the_date_is_that_of_the_response(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        off = abs(response.received - (imf_fixdate(response.values("Date")[0]) or response.received))
        return f"Date is {off:.0f} seconds off" if off > TOLERANCE else None

    if not responses.is_local:
        not_applicable("the target has another clock than the harness")
    responses.each(fault, where=lambda response: response.harmless and response.values("Date"))
