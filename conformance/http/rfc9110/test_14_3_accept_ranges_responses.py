"""RFC 9110 §14.3  Accept-Ranges, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import is_list_of_tokens
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Field
from conformance.model import SERVER

section = RFC9110.section("14.3", "Accept-Ranges")

UNITS = section.implied(
    "accept-ranges-is-a-list-of-units-in-responses",
    role=SERVER,
    text="Accept-Ranges is a list of range units, which are tokens.",
    hint="Write `Accept-Ranges: bytes`, or `none`.",
)


@verifies(UNITS)
def test_every_accept_ranges_is_a_list_of_tokens(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        return None if is_list_of_tokens(line.value, 1) else f"not a list of range units: {line.raw[:80]!r}"

    responses.each_field(fault, "Accept-Ranges", needs="path_static")
