"""RFC 9110 §13.2.1  When to Evaluate"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.resources import MISSING, answered, ask
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER, not_applicable

section = RFC9110.section("13.2.1", "When to Evaluate")

CONDITIONS = pytest.mark.parametrize(
    "condition",
    [
        b'If-Match: "conformance"',
        b"If-Match: *",
        b"If-None-Match: *",
        b"If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT",
        b"If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT",
    ],
    ids=["if-match", "if-match-star", "if-none-match", "if-modified-since", "if-unmodified-since"],
)

NOT_BEFORE_FAILURES = section.must(
    "ignored-where-the-plain-answer-is-no-success",
    role=SERVER,
    text="Ignore preconditions where the answer without them is neither 2xx nor 412: it is that answer.",
    hint="Find the resource and check the method first; evaluate preconditions just before you perform the method.",
)


@verifies(NOT_BEFORE_FAILURES)
@CONDITIONS
@pytest.mark.parametrize(
    "start",
    [b"GET " + MISSING, b"HEAD " + MISSING, b"GET {redirect}", b"GET {path_401}", b"CONFORMANCE {path}"],
    ids=["missing", "missing-head", "redirect", "401", "unknown-method"],
)
def test_a_failure_comes_before_preconditions(http: Http, start: bytes, condition: bytes) -> None:
    status = plainly(http, start)
    if 200 <= status < 300 or status == 412:
        not_applicable("the same request without a condition succeeds")
    assert ask(http, start, condition).status == status


OTHER_METHODS = section.must(
    "ignored-with-options-and-trace",
    role=SERVER,
    text="Ignore preconditions with methods that do not select or modify a representation: OPTIONS, TRACE, CONNECT.",
    hint="Answer these before you look at If-Match and the like.",
)


@verifies(OTHER_METHODS)
@CONDITIONS
@pytest.mark.parametrize("method", [b"OPTIONS", b"TRACE"])
def test_options_and_trace_have_no_preconditions(http: Http, method: bytes, condition: bytes) -> None:
    start = method + (b" {path_static}" if "path_static" in http.attempt.target.capabilities else b" {path}")
    status = plainly(http, start)
    assert ask(http, start, condition).status == status


def plainly(http: Http, start: bytes) -> int:
    """The status of the answer without conditions."""
    return answered(ask(http, start)).status
