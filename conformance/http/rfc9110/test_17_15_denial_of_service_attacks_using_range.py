"""RFC 9110 §17.15  Denial-of-Service Attacks Using Range"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.byte_ranges import require_ranges
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER

section = RFC9110.section("17.15", "Denial-of-Service Attacks Using Range")

# "Servers ought to ignore, coalesce, or reject": no key word of BCP 14, hence not a MUST
EGREGIOUS = section.should(
    "egregious-ranges",
    role=SERVER,
    text="Ignore, coalesce or reject more than two overlapping ranges, and many small ones out of order.",
    hint="Sort the ranges and count the overlaps; where there are more than two, send the whole with 200.",
)

COUNT = 20


@verifies(EGREGIOUS)
@pytest.mark.parametrize(
    "ranges",
    [
        [b"0-"] * COUNT,
        [b"%d-" % first for first in range(COUNT)],
        [b"0-%d" % last for last in range(COUNT)],
        [b"%d-%d" % (first % 7, first % 7) for first in range(0, 30 * COUNT, 3)],
    ],
    ids=["all", "to the end", "from the beginning", "small ones out of order"],
)
def test_not_every_range_is_sent(http: Http, ranges: list[bytes]) -> None:
    resource = require_ranges(http)
    answer = resource.get(b"bytes=" + b",".join(ranges))
    assert answer.status != 206 or len(resource.parts(answer)) < len(ranges)
