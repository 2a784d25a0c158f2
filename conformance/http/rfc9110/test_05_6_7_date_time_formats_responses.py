"""RFC 9110 §5.6.7  Date/Time Formats, in responses"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import imf_fixdate
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Field
from conformance.model import SENDER

section = RFC9110.section("5.6.7", "Date/Time Formats")

IMF_FIXDATE = section.must(
    "imf-fixdate-in-responses",
    role=SENDER,
    text="A date is generated as IMF-fixdate, like Sun, 06 Nov 1994 08:49:37 GMT: a real day, with its weekday.",
    hint="Format UTC, with English names in any locale, two digits for the day, and GMT at the end.",
)


@verifies(IMF_FIXDATE)
@pytest.mark.parametrize("name", ["Date", "Last-Modified", "Expires", "Retry-After"])
def test_a_date_is_an_imf_fixdate(responses: Responses, name: str) -> None:
    def fault(line: Field) -> str | None:
        seconds = name == "Retry-After" and not line.value[:1].isalpha()
        return None if seconds or imf_fixdate(line.value) is not None else f"not an IMF-fixdate: {line.raw[:80]!r}"

    responses.each_field(fault, name, needs="pages")
