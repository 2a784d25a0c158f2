"""RFC 9110 §14.4  Content-Range"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.byte_ranges import require_ranges
from conformance.http.helpers.resources import ask, require_conditional, require_representation
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SENDER, SERVER

section = RFC9110.section("14.4", "Content-Range")

COMPLETE_LENGTH = section.should(
    "complete-length-of-byte-ranges",
    role=SENDER,
    text="Content-Range says the complete length of the representation, unless that is not known.",
    hint="Write `bytes 0-3/40`; an asterisk is for what is still being generated.",
)


@verifies(COMPLETE_LENGTH)
@pytest.mark.parametrize("written", [b"bytes=0-0", b"bytes=2-", b"bytes=-1"])
def test_a_part_tells_the_length_of_the_whole(http: Http, written: bytes) -> None:
    resource = require_ranges(http)
    assert {part.complete for part in resource.parts(resource.require_part(written))} == {len(resource.content)}


IN_REQUESTS = section.must(
    "content-range-ignored-in-requests",
    role=SERVER,
    text="Ignore Content-Range in a request whose method has no use for it.",
    hint="In a request it means something to PUT alone, if you support partial PUT.",
)


@verifies(IN_REQUESTS)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
@pytest.mark.parametrize("value", [b"bytes 0-3/10", b"bytes */10", b"conformance"])
def test_a_content_range_with_get_is_ignored(http: Http, method: bytes, value: bytes) -> None:
    whole = require_representation(http)
    answer = require_conditional(http, method, b"Content-Range: " + value)
    assert answer.status == 200
    assert method == b"HEAD" or answer.content == whole.content


@verifies(IN_REQUESTS)
@pytest.mark.parametrize("value", [b"bytes 0-4/10", b"bytes 5-9/10"])
def test_a_content_range_with_post_is_ignored(http: Http, value: bytes) -> None:
    answer = ask(http, b"POST {echo}", b"Content-Range: " + value, content=b"hello")
    assert answer.status == 200
    assert answer.content == b"hello"
