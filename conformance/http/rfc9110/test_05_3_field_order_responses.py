"""RFC 9110 §5.3  Field Order, in responses"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Response
from conformance.model import SENDER

section = RFC9110.section("5.3", "Field Order")

SINGLETONS_ONCE = section.must_not(
    "singletons-once-in-responses",
    role=SENDER,
    text="A field that is not defined as a list has one line in a message at the most.",
    hint="Assign the field instead of appending it; check whether both the server and the application write it.",
)

SINGLETONS = [
    "Age",
    "Content-Length",
    "Content-Location",
    "Content-Type",
    "Date",
    "ETag",
    "Expires",
    "Last-Modified",
    "Location",
    "Retry-After",
    "Server",
]


@verifies(SINGLETONS_ONCE)
@pytest.mark.parametrize("name", SINGLETONS)
def test_a_singleton_field_has_one_line(responses: Responses, name: str) -> None:
    def fault(response: Response) -> str | None:
        lines = response.values(name)
        return f"{len(lines)} lines of {name}: {lines[:4]}" if len(lines) > 1 else None

    responses.each(fault, where=lambda response: response.values(name), needs="pages")
