"""RFC 9110 §14.2  Range"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.answered import require_response
from conformance.http.helpers.byte_ranges import require_ranges
from conformance.http.helpers.resources import MISSING, answered, ask, require_condition_honoured, require_etag
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_14_1_2_byte_ranges import NO_MORE, PLAIN, SATISFIABLE, within
from conformance.http.rfc9110.test_15_3_7_partial_content import EACH_PART
from conformance.http.wire import Answer
from conformance.model import SERVER

section = RFC9110.section("14.2", "Range")

GET_ONLY = section.must(
    "ignored-with-other-methods",
    role=SERVER,
    text="Ignore Range with any other method than GET, HEAD among them.",
    hint="HEAD with Range is answered as HEAD: by 200, with the fields of the whole representation.",
)


@verifies(GET_ONLY)
@pytest.mark.parametrize("written", [b"bytes=0-0", b"bytes=1-", b"bytes=-1", b"bytes=999999999-", b"bytes=0-0,2-2"])
def test_head_with_range_is_answered_as_head(http: Http, written: bytes) -> None:
    plain = answered(ask(http, b"HEAD {path_static}"))
    answer = ask(http, b"HEAD {path_static}", b"Range: " + written)
    assert answer.status == plain.status
    assert answer.values("Content-Length") == plain.values("Content-Length")


@verifies(GET_ONLY)
@pytest.mark.parametrize("written", [b"bytes=0-0", b"bytes=1-", b"bytes=999999999-"])
def test_post_with_range_is_answered_as_post(http: Http, written: bytes) -> None:
    answer = ask(http, b"POST {echo}", b"Range: " + written, content=b"hello")
    assert answer.status == 200
    assert answer.content == b"hello"


@verifies(GET_ONLY)
@pytest.mark.parametrize("written", [b"bytes=0-0", b"bytes=999999999-"])
def test_no_part_is_sent_in_answer_to_post(http: Http, written: bytes) -> None:
    answer = ask(http, b"POST {body}", b"Range: " + written, content=b"hello")
    require_response(answer)
    assert answer.status not in (206, 416)


UNKNOWN_UNIT = section.must(
    "unknown-unit-ignored",
    role=SERVER,
    text="Ignore a Range in a unit that the server does not understand.",
    hint="Send the whole where the unit is not `bytes` (or 416, where you know the unit and do not support it here).",
)


@verifies(UNKNOWN_UNIT)
@pytest.mark.parametrize("written", [b"conformance=0-0", b"lines=1-3", b"byte=0-0", b"bytess=0-0", b"seconds=1.5-2.5"])
def test_an_unknown_unit_is_ignored(http: Http, written: bytes) -> None:
    resource = require_ranges(http)
    answer = resource.get(written)
    assert resource.is_whole(answer) or answer.status == 416


INVALID = section.may(
    "invalid-ranges",
    role=SERVER,
    text="Ignore an invalid set of ranges, or reject it: no part of it is served.",
    hint="One invalid range makes the whole set invalid: check each before you make the first part.",
)


@verifies(INVALID)
@pytest.mark.parametrize(
    "written",
    [
        b"bytes=3-1",
        b"bytes=0-1,3-2",
        b"bytes=a-b",
        b"bytes=0-b",
        b"bytes=-",
        b"bytes=",
        b"bytes",
        b"bytes=,",
        b"bytes=1",
        b"bytes=0-1-2",
        b"bytes=0x0-0x1",
        b"bytes=+0-1",
        b"bytes=0.0-1",
        b"bytes=--1",
        b"bytes=0-1,x",
        b"bytes=*",
        b"bytes 0-1",
        b"0-1",
        b"bytes:0-1",
    ],
)
def test_an_invalid_set_is_ignored_or_rejected(http: Http, written: bytes) -> None:
    resource = require_ranges(http)
    answer = resource.get(written)
    assert resource.is_whole(answer) or (answer.status is not None and 400 <= answer.status < 500)


EXCESSIVE = section.may(
    "excessive-ranges",
    role=SERVER,
    text="Ignore or reject many small or overlapping ranges; what is served of them is right.",
    hint="Count the ranges that overlap: more than two are a reason to send the whole.",
    rests_on=(NO_MORE, EACH_PART),
)


@verifies(EXCESSIVE)
@pytest.mark.parametrize(
    "written",
    [
        b"bytes=" + b",".join([b"0-"] * 10),
        b"bytes=" + b",".join([b"0-0"] * 200),
        b"bytes=" + b",".join(b"%d-%d" % (at, at) for at in (6, 4, 2, 0) * 50),
        b"bytes=" + b",".join(b"%d-%d" % (at, at) for at in range(0, 2000, 2)),
        b"bytes=0-,-1",
        b"bytes=0-5,1-6,2-7",
    ],
    ids=["ten-times-all", "200-times-one", "200-descending", "1000-ascending", "all-and-one", "three-overlapping"],
)
def test_many_ranges_are_ignored_rejected_or_right(http: Http, written: bytes) -> None:
    resource = require_ranges(http)
    answer = resource.get(written)
    refused = answer.status is not None and 400 <= answer.status < 500
    assert refused or resource.is_whole(answer) or (answer.status == 206 and within(resource, answer, (0, -1)))


AFTER_ALL_ELSE = section.implied(
    "range-comes-last",
    role=SERVER,
    text="Range counts only where the answer without it would be 200: 304, 404 and 412 stay what they are.",
    hint="Let the answer be made without Range, and then take a part of it if it is a 200.",
)


@verifies(AFTER_ALL_ELSE)
@pytest.mark.parametrize("written", [b"bytes=0-0", b"bytes=999999999-"])
def test_what_is_not_modified_has_no_range(http: Http, written: bytes) -> None:
    condition = b"If-None-Match: " + require_etag(http)
    require_condition_honoured(http, condition, 304)
    assert require_ranges(http).get(written, condition).status == 304


@verifies(AFTER_ALL_ELSE)
@pytest.mark.parametrize("written", [b"bytes=0-0", b"bytes=999999999-"])
def test_where_a_condition_is_false_there_is_no_range(http: Http, written: bytes) -> None:
    condition = b'If-Match: "conformance"'
    require_condition_honoured(http, condition, 412)
    assert require_ranges(http).get(written, condition).status == 412


@verifies(AFTER_ALL_ELSE)
@pytest.mark.parametrize("written", [b"bytes=0-0", b"bytes=999999999-"])
@pytest.mark.parametrize("path", [MISSING, b"{redirect}", b"{path_401}"], ids=["missing", "redirect", "401"])
def test_what_is_not_served_has_no_range(http: Http, path: bytes, written: bytes) -> None:
    plain = answered(ask(http, b"GET " + path))
    answer = ask(http, b"GET " + path, b"Range: " + written)
    assert answer.status == plain.status or plain.status == 200


PART = section.should(
    "206-where-satisfiable",
    role=SERVER,
    text="Answer a satisfiable byte range by 206 and just the octets asked for, where ranges are supported.",
    hint="The unit is case-insensitive; a list may have spaces and empty members.",
    rests_on=(NO_MORE,),
)


@verifies(PART)
@pytest.mark.parametrize(
    "written",
    [
        PLAIN,
        *list(SATISFIABLE)[2:],
        b"BYTES=1-3",
        b"Bytes=1-3",
        b"bytes= 1-3",
        b"bytes=1-3 ,",
        b"bytes=,1-3",
        b"bytes=1-3,{length}0-",
    ],
)
def test_a_part_is_sent_as_asked_for(http: Http, written: bytes) -> None:
    resource = require_ranges(http)
    first, last = (bound % len(resource.content) for bound in SATISFIABLE.get(written, (1, 3)))
    assert [(part.first, part.last) for part in resource.parts(resource.get(written))] == [(first, last)]


UNSATISFIABLE = section.should(
    "416-where-unsatisfiable",
    role=SERVER,
    text="Answer 416 where no range of the set overlaps the representation.",
    hint="A first position at or behind the end is unsatisfiable, and so is `-0`.",
    rests_on=(PART,),
)


@verifies(UNSATISFIABLE)
@pytest.mark.parametrize(
    "written",
    [b"bytes={length}-", b"bytes={length}0-", b"bytes={length}-{length}9", b"bytes=-0", b"bytes={length}-,-0"],
)
def test_what_cannot_be_satisfied_is_answered_416(http: Http, written: bytes) -> None:
    answer: Answer = require_ranges(http).get(written)
    assert answer.status == 416
