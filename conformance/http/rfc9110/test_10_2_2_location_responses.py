"""RFC 9110 §10.2.2  Location, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import URI_REFERENCE as GRAMMAR
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_10_2_2_location_redirects import LEADS_THERE, NO_FOREIGN_HOST
from conformance.http.wire import Field
from conformance.model import SERVER

section = RFC9110.section("10.2.2", "Location")

URI_REFERENCE = section.implied(
    "location-is-a-uri-reference",
    role=SERVER,
    text="A Location is a single URI reference: no spaces, no raw octets outside of ASCII, no stray percent sign.",
    hint="Percent-encode what comes from a path or a file name before it goes into Location.",
    rests_on=(
        LEADS_THERE,
        NO_FOREIGN_HOST,
    ),
)


@verifies(URI_REFERENCE)
def test_every_location_is_a_uri_reference(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        return None if GRAMMAR.fullmatch(line.value) else f"not a URI reference: {line.raw[:120]!r}"

    responses.each_field(fault, "Location", needs="redirect")
