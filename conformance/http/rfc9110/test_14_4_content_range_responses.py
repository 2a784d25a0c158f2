"""RFC 9110 §14.4  Content-Range, in responses"""

from __future__ import annotations

import re

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import TOKEN
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_14_1_2_byte_ranges import NO_MORE
from conformance.http.wire import Field
from conformance.model import SENDER

section = RFC9110.section("14.4", "Content-Range")

VALID = section.implied(
    "content-range-is-valid-in-responses",
    role=SENDER,
    text="A Content-Range begins with its unit and a space. One of bytes is `bytes first-last/length`, first <= last < "
    "length, or `bytes */length`.",
    hint="Positions are inclusive: the last one of a representation of 40 octets is 39.",
    rests_on=(NO_MORE,),
)

WITH_UNIT = re.compile(rb"(%b) (.+)" % TOKEN)
OF_BYTES = re.compile(rb"(?:([0-9]+)-([0-9]+)/(?:([0-9]+)|\*)|\*/[0-9]+)")


@verifies(VALID)
def test_every_content_range_is_valid(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        return None if is_valid(line.value) else f"not a valid Content-Range: {line.raw[:80]!r}"

    responses.each_field(fault, "Content-Range", needs="path_static")


def is_valid(value: bytes) -> bool:
    """Whether it has a unit, and, if this is bytes, valid positions. What other units look like is not known here."""
    if not (unit := WITH_UNIT.fullmatch(value)):
        return False
    positions = OF_BYTES.fullmatch(unit[2])
    return unit[1].lower() != b"bytes" or (positions is not None and in_order(*positions.groups()))


def in_order(first: bytes | None, last: bytes | None, length: bytes | None) -> bool:
    """Whether the positions, which have a few digits each, are in the order that the grammar leaves to the text."""
    if first is None or last is None:
        return True
    return int(first[:18]) <= int(last[:18]) and (length is None or int(last[:18]) < int(length[:18]))
