"""RFC 9110 §15.5.17  416 Range Not Satisfiable"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.byte_ranges import require_ranges
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_14_4_content_range_responses import VALID
from conformance.model import SERVER, not_applicable

section = RFC9110.section("15.5.17", "416 Range Not Satisfiable")

CURRENT_LENGTH = section.should(
    "current-length-in-416",
    role=SERVER,
    text="A 416 to a byte range has a Content-Range that tells the current length of the representation.",
    hint="Write `Content-Range: bytes */40`.",
    rests_on=(VALID,),
)


@verifies(CURRENT_LENGTH)
@pytest.mark.parametrize("written", [b"bytes={length}-", b"bytes={length}0-{length}9", b"bytes=-0"])
def test_a_416_tells_the_current_length(http: Http, written: bytes) -> None:
    resource = require_ranges(http)
    answer = resource.get(written)
    if answer.status != 416:
        not_applicable(f"the target answers {answer.status}, which another case judges")
    assert answer.values("Content-Range") == [b"bytes */%d" % len(resource.content)]
