"""RFC 9110 §8.8.2.1  Generation, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import imf_fixdate
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Response
from conformance.model import SERVER

section = RFC9110.section("8.8.2.1", "Generation")

NOT_IN_THE_FUTURE = section.must_not(
    "last-modified-is-not-in-the-future",
    role=SERVER,
    text="Last-Modified is not later than Date.",
    hint="Where a file has a time in the future, send the time of Date instead.",
)


@verifies(NOT_IN_THE_FUTURE)
def test_last_modified_is_not_later_than_date(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        modified, date = dates(response)
        return f"Last-Modified is {modified - date:.0f} seconds later than Date" if modified > date else None

    responses.each(fault, where=lambda response: len(dates(response)) == 2, needs="path_static")


def dates(response: Response) -> list[float]:
    """Last-Modified and Date, where both can be read."""
    values = [imf_fixdate(value) for name in ("Last-Modified", "Date") for value in response.values(name)[:1]]
    return [value for value in values if value is not None]
