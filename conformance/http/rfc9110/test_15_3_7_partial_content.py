"""RFC 9110 §15.3.7  206 Partial Content, its subsections, and §14.6  multipart/byteranges"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.byte_ranges import (
    RangedResource,
    body_parts,
    is_multipart,
    parts,
    require_delimited,
    require_multipart,
    require_ranges,
)
from conformance.http.helpers.resources import require_same_value, require_strong_etag
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_14_1_2_byte_ranges import NO_MORE
from conformance.http.wire import Answer
from conformance.model import SENDER, SERVER, not_applicable

section = RFC9110.section("15.3.7", "206 Partial Content")
single = RFC9110.section("15.3.7.1", "Single Part")
multiple = RFC9110.section("15.3.7.2", "Multiple Parts")

SINGLE_RANGES = [b"bytes=0-0", b"bytes=1-3", b"bytes=2-", b"bytes=-3", b"bytes=0-{last}", b"bytes=2-{length}0"]
MULTIPLE = [b"bytes=0-1,-2", b"bytes=0-0,-1", b"bytes= 0-1 , ,-2", b"bytes=-2,0-1", b"bytes=0-1,-2,{length}0-"]

FIELDS = section.must(
    "fields-of-206",
    role=SERVER,
    text="A 206 has Date, Cache-Control, ETag, Expires, Content-Location and Vary if the 200 would have had them.",
    hint="Create the fields as for a 200, then replace the content by a part of it.",
)


@verifies(FIELDS)
@pytest.mark.parametrize("written", [b"bytes=1-3", b"bytes=0-1,-2"])
def test_a_206_has_the_fields_of_the_200(http: Http, written: bytes) -> None:
    resource, answer = require_part(http, written)
    names = ("Date", "Cache-Control", "ETag", "Expires", "Content-Location", "Vary")
    missing = [name for name in names if resource.whole.values(name) and not answer.values(name)]
    assert not missing, f"the 200 has {', '.join(missing)}, the 206 has not"


@verifies(FIELDS)
@pytest.mark.parametrize("name", ["ETag", "Vary", "Cache-Control"])
def test_a_field_of_a_206_has_the_value_of_the_200(http: Http, name: str) -> None:
    resource, answer = require_part(http)
    require_same_value(http, resource.whole, name)
    assert answer.values(name) == resource.whole.values(name)


@verifies(FIELDS)
def test_a_206_with_if_range_has_the_fields_of_the_200(http: Http) -> None:
    tag = require_strong_etag(http)
    resource, answer = require_part(http, b"bytes=1-3", b"If-Range: " + tag)
    names = ("Date", "Cache-Control", "ETag", "Expires", "Content-Location", "Vary")
    missing = [name for name in names if resource.whole.values(name) and not answer.values(name)]
    assert not missing, f"the 200 has {', '.join(missing)}, the 206 has not"


METADATA = section.must(
    "metadata-of-206",
    role=SENDER,
    text="A 206 to a request without If-Range has all the representation header fields of the 200.",
    hint="Send Last-Modified, Content-Encoding and the like, and with a single part Content-Type too.",
)


@verifies(METADATA)
@pytest.mark.parametrize("written", [b"bytes=1-3", b"bytes=0-1,-2"])
def test_a_206_has_the_metadata_of_the_200(http: Http, written: bytes) -> None:
    resource, answer = require_part(http, written)
    names = ["Last-Modified", "Content-Encoding", "Content-Language"]
    names += [] if is_multipart(answer) else ["Content-Type"]
    missing = [name for name in names if answer.values(name) != resource.whole.values(name)]
    assert not missing, f"not as in the 200: {', '.join(missing)}"


NO_OTHERS = section.should_not(
    "no-other-metadata-with-if-range",
    role=SENDER,
    text="A 206 to a request with If-Range has no representation header fields beyond those that are required.",
    hint="Leave out Content-Type and Last-Modified: the client has them from before.",
)


@verifies(NO_OTHERS)
@pytest.mark.parametrize("name", ["Content-Type", "Last-Modified"])
def test_a_206_with_if_range_has_no_other_metadata(http: Http, name: str) -> None:
    tag = require_strong_etag(http)
    _, answer = require_part(http, b"bytes=1-3", b"If-Range: " + tag)
    if is_multipart(answer):
        not_applicable("the target answers a single range by several parts, which another case judges")
    assert not answer.values(name)


CONTENT_RANGE = single.must(
    "content-range-of-a-single-part",
    role=SERVER,
    text="A 206 with a single part has one Content-Range, and content that is just this range.",
    hint="Compute Content-Range and content from the same two positions, after limiting them to the length.",
    rests_on=(NO_MORE,),
)


@verifies(CONTENT_RANGE)
@pytest.mark.parametrize("written", SINGLE_RANGES)
def test_the_content_is_the_range_that_it_says(http: Http, written: bytes) -> None:
    resource, answer = require_part(http, written)
    assert all(resource.has_octets_of(part) for part in parts(answer))


NOT_FOR_ONE = multiple.must_not(
    "no-multipart-for-a-single-range",
    role=SERVER,
    text="Do not answer a request for a single range by several parts.",
    hint="Count the requested ranges: only two or more may lead to a multipart response.",
)


@verifies(NOT_FOR_ONE)
@pytest.mark.parametrize("written", SINGLE_RANGES)
def test_a_single_range_is_no_multipart(http: Http, written: bytes) -> None:
    _, answer = require_part(http, written)
    assert not any(b"multipart/" in value.lower() for value in answer.values("Content-Type"))


BOUNDARY = multiple.must(
    "multipart-byteranges-with-boundary",
    role=SERVER,
    text="A 206 with several parts is multipart/byteranges, with a boundary by which its content can be read.",
    hint="Before each part CRLF, `--`, boundary, CRLF; after the last one CRLF, `--`, boundary, `--`.",
)


@verifies(BOUNDARY)
@pytest.mark.parametrize("written", MULTIPLE)
def test_parts_are_separated_by_the_boundary(http: Http, written: bytes) -> None:
    _, answer = require_part(http, written)
    if not is_multipart(answer):
        not_applicable("the target does not answer this in several parts")
    assert body_parts(answer)


NOT_AT_THE_TOP = multiple.must_not(
    "no-content-range-beside-parts",
    role=SERVER,
    text="A 206 with several parts has no Content-Range in its header section.",
    hint="Each part has its own; the header section of the response has none.",
)


@verifies(NOT_AT_THE_TOP)
def test_several_parts_have_no_content_range_at_the_top(http: Http) -> None:
    _, answer = require_multipart(http)
    assert not answer.values("Content-Range")


EACH_PART = multiple.must(
    "content-range-of-each-part",
    role=SERVER,
    text="Each part has a Content-Range, and is just this range of the representation.",
    hint="Write Content-Range among the fields of the part, and then the octets, uncounted and undecorated.",
    rests_on=(NO_MORE,),
)


@verifies(EACH_PART)
@pytest.mark.parametrize("written", MULTIPLE)
def test_each_part_is_the_range_that_it_says(http: Http, written: bytes) -> None:
    resource, answer = require_part(http, written)
    require_delimited(answer)
    assert all(resource.has_octets_of(part) for part in parts(answer))


EACH_TYPE = multiple.should(
    "content-type-of-each-part",
    role=SERVER,
    text="Each part has the Content-Type that the 200 would have had.",
    hint="Move the Content-Type of the whole into each part.",
)


@verifies(EACH_TYPE)
def test_each_part_has_the_type_of_the_whole(http: Http) -> None:
    resource, answer = require_multipart(http)
    types = set(resource.whole.values("Content-Type"))
    assert all(set(part.values("Content-Type")) == types for part in resource.parts(answer))


ORDER = multiple.should(
    "order-of-parts",
    role=SERVER,
    text="Parts come in the order in which their ranges were asked for.",
    hint="Do not sort; leave out only what cannot be satisfied or is part of another.",
)


@verifies(ORDER)
@pytest.mark.parametrize("written", MULTIPLE)
def test_parts_come_in_the_order_asked_for(http: Http, written: bytes) -> None:
    resource, answer = require_part(http, written)
    firsts = [part.first for part in resource.parts(answer)]
    assert firsts == sorted(firsts, reverse=written == b"bytes=-2,0-1")


def require_part(http: Http, written: bytes = b"bytes=1-3", *lines: bytes) -> tuple[RangedResource, Answer]:
    """A representation, and a 206 that answers a Range on it; not applicable where there is none."""
    resource = require_ranges(http)
    answer = resource.get(written, *lines)
    if answer.status != 206:
        not_applicable(f"the target answers {written.decode()} by {answer.status}, which another case judges")
    return resource, answer
