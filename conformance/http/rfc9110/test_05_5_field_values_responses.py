"""RFC 9110 §5.5  Field Values, in responses"""

from __future__ import annotations

import re

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Field
from conformance.model import SENDER

section = RFC9110.section("5.5", "Field Values")

NO_CONTROLS = section.implied(
    "no-control-characters-in-responses",
    role=SENDER,
    text="A field value has no NUL and no other control character but HTAB.",
    hint="Check what goes into a field value, above all where it comes from a request.",
)


@verifies(NO_CONTROLS)
@pytest.mark.parametrize("controls", [rb"\x00", rb"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]"], ids=["NUL", "others"])
def test_no_field_value_has_a_control_character(responses: Responses, controls: bytes) -> None:
    def fault(line: Field) -> str | None:
        found = re.search(controls, line.raw.partition(b":")[2])
        return f"{found[0]!r} in a field value: {line.raw[:60]!r}" if found else None

    responses.each_field(fault, trailers=True)
