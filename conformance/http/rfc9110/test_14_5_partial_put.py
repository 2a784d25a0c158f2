"""RFC 9110 §14.5  Partial PUT"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.resources import content_of, put, remove, require_stored
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER

section = RFC9110.section("14.5", "Partial PUT")

CONTENT_RANGE_ON_PUT = section.should(
    "content-range-on-put",
    role=SERVER,
    text="Answer 400 to a PUT with Content-Range where partial PUT is not supported.",
    hint="Look for Content-Range before you store anything: the content is only a part of the representation.",
)

OLD = b"0123456789"


@verifies(CONTENT_RANGE_ON_PUT)
@pytest.mark.parametrize(
    ("content_range", "part", "result"),
    [
        (b"bytes 0-2/10", b"abc", b"abc3456789"),
        (b"bytes 3-5/10", b"abc", b"012abc6789"),
        (b"bytes 7-9/*", b"abc", b"0123456abc"),
        (b"bytes 10-12/13", b"abc", b"0123456789abc"),
    ],
    ids=["first", "middle", "last", "append"],
)
def test_a_part_is_refused_or_put_in_its_place(http: Http, content_range: bytes, part: bytes, result: bytes) -> None:
    path = require_stored(http, OLD)
    answer = put(http, path, part, b"Content-Range: " + content_range)
    kept = content_of(http, path)
    remove(http, path)
    assert (answer.status == 400 and kept == OLD) or (answer in ACCEPTED and kept == result)
