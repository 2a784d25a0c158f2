"""RFC 9110 §13.2.2  Precedence of Preconditions"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.byte_ranges import require_if_range, require_ranges
from conformance.http.helpers.dates import days, later_by
from conformance.http.helpers.resources import (
    answered,
    require_condition_honoured,
    require_conditional,
    require_last_modified,
    require_strong_etag,
)
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110, test_13_1_3_if_modified_since, test_13_1_4_if_unmodified_since
from conformance.model import SERVER, not_applicable

section = RFC9110.section("13.2.2", "Precedence of Preconditions")

METHODS = pytest.mark.parametrize("method", [b"GET", b"HEAD"])

ORDER = section.must(
    "order-of-evaluation",
    role=SERVER,
    text="Evaluate If-Match or else If-Unmodified-Since, then If-None-Match or else If-Modified-Since, then If-Range.",
    hint="One function with the steps in this order: 412 from the first two, then 304, then 206 or 200.",
    rests_on=(test_13_1_3_if_modified_since.NOT_WITH_TAGS, test_13_1_4_if_unmodified_since.NOT_WITH_TAGS),
)


@dataclass(frozen=True)
class Condition:
    """A field line that is a condition on the current representation, and the answer that it gets by itself."""

    line: bytes
    status: int


IM, NOT_IM = Condition(b"If-Match: {tag}", 200), Condition(b'If-Match: "conformance"', 412)
INM, NOT_INM = Condition(b'If-None-Match: "conformance"', 200), Condition(b"If-None-Match: {tag}", 304)
IUS, NOT_IUS = Condition(b"If-Unmodified-Since: {date}", 200), Condition(b"If-Unmodified-Since: {before}", 412)
IMS, NOT_IMS = Condition(b"If-Modified-Since: {before}", 200), Condition(b"If-Modified-Since: {date}", 304)

COMBINATIONS = {
    "match-and-none-match-false": (304, (IM, NOT_INM)),
    "match-and-none-match": (200, (IM, INM)),
    "match-false-and-none-match": (412, (NOT_IM, INM)),
    "match-false-and-none-match-false": (412, (NOT_IM, NOT_INM)),
    "match-false-and-modified-since-false": (412, (NOT_IM, NOT_IMS)),
    "unmodified-since-false-and-none-match-false": (412, (NOT_IUS, NOT_INM)),
    "unmodified-since-false-and-none-match": (412, (NOT_IUS, INM)),
    "unmodified-since-and-none-match-false": (304, (IUS, NOT_INM)),
    "unmodified-since-false-and-modified-since": (412, (NOT_IUS, IMS)),
    "all-true": (200, (IM, IUS, INM, IMS)),
    "all-false": (412, (NOT_IMS, NOT_INM, NOT_IUS, NOT_IM)),
    "all-but-match-false": (304, (IM, NOT_IUS, NOT_INM, NOT_IMS)),
    "only-dates-to-be-ignored-false": (200, (IM, NOT_IUS, INM, NOT_IMS)),
}


@verifies(ORDER)
@METHODS
@pytest.mark.parametrize("combination", COMBINATIONS)
def test_conditions_are_evaluated_in_order(http: Http, method: bytes, combination: str) -> None:
    status, conditions = COMBINATIONS[combination]
    lines = lines_of(http, *conditions)
    assert require_conditional(http, method, *lines).status == status


@verifies(ORDER)
@pytest.mark.parametrize("if_range", [b"current", b'"conformance"'])
@pytest.mark.parametrize("condition", [NOT_INM, NOT_IM, NOT_IUS, NOT_IMS], ids=lambda condition: condition.line)
def test_if_range_comes_last(http: Http, condition: Condition, if_range: bytes) -> None:
    lines = lines_of(http, condition)
    value = require_strong_etag(http) if if_range == b"current" else if_range
    assert require_ranges(http).get(b"bytes=0-1", b"If-Range: " + value, *lines).status == condition.status


@verifies(ORDER)
@pytest.mark.parametrize("condition", [INM, IM, IUS, IMS], ids=lambda condition: condition.line)
def test_if_range_counts_where_all_else_is_true(http: Http, condition: Condition) -> None:
    lines, resource = lines_of(http, condition), require_ranges(http)
    require_if_range(resource)
    assert resource.get(b"bytes=0-1", b'If-Range: "conformance"', *lines).status == 200


def lines_of(http: Http, *conditions: Condition) -> list[bytes]:
    """The field lines, filled in; not applicable where one of them is not honoured by itself."""
    date, tag = require_last_modified(http), require_strong_etag(http)
    words = {b"{tag}": tag, b"{date}": date, b"{before}": later_by(date, -days(1))}
    lines = [re.sub(rb"\{[a-z]+\}", lambda match: words[match[0]], condition.line) for condition in conditions]
    for line, condition in zip(lines, conditions, strict=True):
        require_condition_honoured(http, line, condition.status)
    return lines


FAILED = section.must(
    "412-where-if-match-or-if-unmodified-since-is-false",
    role=SERVER,
    text="Answer 412 to a GET or HEAD where If-Match, or without it If-Unmodified-Since, is false.",
    hint="Only a request that changes state may be answered otherwise, if it has been carried out already.",
)


@verifies(FAILED)
@METHODS
@pytest.mark.parametrize("line", [b'If-Match: "conformance"', b"If-Unmodified-Since: %b"])
def test_a_false_condition_is_answered_412(http: Http, method: bytes, line: bytes) -> None:
    require_strong_etag(http)
    answer = require_conditional(http, method, line.replace(b"%b", later_by(require_last_modified(http), -days(1))))
    if answered(answer).status < 400:
        not_applicable("the target does not evaluate the condition, which another case judges")
    assert answer.status == 412
