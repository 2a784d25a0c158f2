"""RFC 9110 §5.6.1.1  Sender Requirements, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import members
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Field
from conformance.model import SENDER

section = RFC9110.section("5.6.1.1", "Sender Requirements")

NO_EMPTY_MEMBERS = section.must_not(
    "no-empty-list-members-in-responses",
    role=SENDER,
    text="A list has no empty members: no comma at its beginning or end, and no two commas in a row.",
    hint="Join the members with a comma and a space; leave out those that are empty.",
)

LISTS = (
    "Accept-Patch",
    "Accept-Ranges",
    "Allow",
    "Cache-Control",
    "Connection",
    "Content-Encoding",
    "Content-Language",
    "Link",
    "Proxy-Authenticate",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
    "Vary",
    "Via",
    "WWW-Authenticate",
)


@verifies(NO_EMPTY_MEMBERS)
def test_no_list_has_an_empty_member(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        empty = line.value and b"" in members(line.value)  # a list may be empty, a member may not
        return f"an empty member in a list: {line.raw[:80]!r}" if empty else None

    responses.each_field(fault, *LISTS)
