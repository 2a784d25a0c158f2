"""RFC 9110 §9.3.3  POST"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.answered import require_response
from conformance.http.helpers.resources import answered, ask, remove
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER, inconclusive_unless, not_applicable

section = RFC9110.section("9.3.3", "POST")

NOT_FOR_POST = section.implied(
    "statuses-that-are-not-for-post",
    role=SERVER,
    text="A POST is not answered by 206, 304 or 416.",
    hint="Range and If-Modified-Since are for GET; a false If-None-Match with POST is 412.",
)


@verifies(NOT_FOR_POST)
@pytest.mark.parametrize("line", [b"If-None-Match: *", b'If-None-Match: "conformance"'])
def test_a_post_is_not_answered_as_a_get(http: Http, line: bytes) -> None:
    """That Range and If-Modified-Since are ignored is said, and judged, in §14.2 and §13.1.3."""
    answer = ask(http, b"POST {body}", line, content=b"hello")
    require_response(answer)
    assert answer.status not in (206, 304, 416)


CREATED = section.should(
    "created",
    role=SERVER,
    text="A POST that has created a resource is answered by 201, with a Location of what was created.",
    hint="Answer 201 with `Location: /path/of/the/new/one` instead of 200.",
)


@verifies(CREATED)
def test_what_was_created_is_told(http: Http) -> None:
    answer = ask(http, b"POST {post_create}", b"Content-Type: text/plain", content=b"hello")
    location = b"".join(answer.values("Location")[:1])
    if location.startswith(b"/"):
        remove(http, location)
    inconclusive_unless(answer in ACCEPTED, "the POST is not accepted")
    assert answer.status == 201
    assert location


LOCATION = RFC9110.section("15.3.2", "201 Created").implied(
    "location-of-what-was-created",
    role=SERVER,
    text="The Location of a 201 identifies the primary resource created.",
    hint="A GET of the Location must find it.",
)


@verifies(LOCATION)
def test_the_location_is_served(http: Http) -> None:
    answer = ask(http, b"POST {post_create}", b"Content-Type: text/plain", content=b"hello")
    location, *others = answer.values("Location") or [b""]
    location = location.removeprefix(http.fill(b"{scheme}://{host}"))
    if answer.status != 201 or others or not location.startswith(b"/"):
        not_applicable("the POST is not answered by 201 with a Location on this target")
    found = answered(ask(http, b"GET " + location))
    remove(http, location)
    http.attempt.observed(f"a GET of {location[:80]!r}: {http.attempt.actual}")
    assert found.status not in (404, 410)
