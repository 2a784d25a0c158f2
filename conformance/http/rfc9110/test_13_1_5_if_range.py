"""RFC 9110 §13.1.5  If-Range"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.byte_ranges import require_if_range, require_ranges
from conformance.http.helpers.dates import days, later_by
from conformance.http.helpers.resources import (
    STATIC,
    answered,
    ask,
    require_etag,
    require_last_modified,
    require_representation,
    require_strong_etag,
)
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_14_2_range import PART
from conformance.model import RECIPIENT, SERVER, not_applicable

section = RFC9110.section("13.1.5", "If-Range")

RANGE = b"bytes=1-3"

FALSE = section.must(
    "range-ignored-where-if-range-is-false",
    role=RECIPIENT,
    text="Ignore Range where the validator in If-Range is not the current one: send the whole representation.",
    hint="Compare the whole entity tag, or the whole date, octet by octet; `earlier or equal` is not enough.",
)


@verifies(FALSE)
@pytest.mark.parametrize("tag", [b'"conformance"', b'""', b'"*"', b'W/"conformance"'])
def test_with_another_tag_all_is_sent(http: Http, tag: bytes) -> None:
    resource = require_ranges(http)
    assert resource.is_whole(resource.get(RANGE, b"If-Range: " + tag))


@verifies(FALSE)
@pytest.mark.parametrize("later", [1, -1, days(1), -days(1)], ids=["+second", "-second", "+day", "-day"])
def test_with_another_date_all_is_sent(http: Http, later: int) -> None:
    resource = require_ranges(http)
    date = later_by(require_last_modified(http), later)
    assert resource.is_whole(resource.get(RANGE, b"If-Range: " + date))


@verifies(FALSE)
@pytest.mark.parametrize("written", [b"conformance", b"*", b"0"])
def test_with_what_is_no_validator_all_is_sent(http: Http, written: bytes) -> None:
    resource = require_ranges(http)
    assert resource.is_whole(resource.get(RANGE, b"If-Range: " + written))


STRONG = section.must(
    "if-range-strong-comparison",
    role=RECIPIENT,
    text="Compare an entity tag in If-Range by the strong comparison: a weak one is false, even the current one.",
    hint="Parts of what may differ must not be put together: send the whole.",
)


@verifies(STRONG)
def test_with_a_weak_tag_all_is_sent(http: Http) -> None:
    resource = require_ranges(http)
    tag = require_etag(http).removeprefix(b"W/")
    require_if_range(resource)
    assert resource.is_whole(resource.get(RANGE, b"If-Range: W/" + tag))


TRUE = section.should(
    "range-processed-where-if-range-is-true",
    role=RECIPIENT,
    text="Process Range as requested where If-Range is the current entity tag, if it is strong.",
    hint="The client has a part of just this representation: send it the part that it lacks.",
    rests_on=(PART,),
)


@verifies(TRUE)
@pytest.mark.parametrize("written", [RANGE, b"bytes=2-", b"bytes=-3"])
def test_with_the_current_tag_a_part_is_sent(http: Http, written: bytes) -> None:
    tag = require_strong_etag(http)
    resource = require_ranges(http)
    resource.require_part(written)
    assert resource.get(written, b"If-Range: " + tag).status == 206


NO_RANGE = section.must(
    "if-range-ignored-without-range",
    role=SERVER,
    text="Ignore If-Range in a request without Range.",
    hint="It is no precondition of GET: look at it only where there is a Range to process.",
)


@verifies(NO_RANGE)
@pytest.mark.parametrize("written", [b'"conformance"', b"Sat, 01 Jan 2000 00:00:00 GMT", b"conformance"])
def test_without_range_all_is_sent(http: Http, written: bytes) -> None:
    whole = require_representation(http)
    answer = ask(http, STATIC, b"If-Range: " + written)
    assert answer.status == 200
    assert answer.content == whole.content


NO_RANGES = section.must(
    "if-range-ignored-where-there-are-no-ranges",
    role=SERVER,
    text="Ignore If-Range in a request for a resource that does not support Range.",
    hint="Where Range is ignored, ignore If-Range as well: it is no precondition of GET.",
)


@verifies(NO_RANGES)
@pytest.mark.parametrize("written", [b'"conformance"', b"Sat, 01 Jan 2000 00:00:00 GMT"], ids=["tag", "date"])
def test_without_ranges_if_range_changes_nothing(http: Http, written: bytes) -> None:
    start = require_no_ranges(http)
    assert answered(ask(http, start, b"Range: bytes=0-0", b"If-Range: " + written)).status == 200


def require_no_ranges(http: Http) -> bytes:
    """Return a GET that is answered 200 though it has a Range; not applicable if none is found."""
    known = [name for name in ("echo_headers", "chunked_resp") if name in http.attempt.target.capabilities]
    starts = [b"GET {path}", *(b"GET {%b}" % name.encode() for name in known)]
    found = next((start for start in starts if answered(ask(http, start, b"Range: bytes=0-0")).status == 200), b"")
    if not found:
        not_applicable("no resource was found that is answered 200 where Range is ignored")
    return found
