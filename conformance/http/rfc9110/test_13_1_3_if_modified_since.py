"""RFC 9110 §13.1.3  If-Modified-Since"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REFUSED
from conformance.http.helpers.answered import require_response
from conformance.http.helpers.dates import INVALID_DATES, days, later_by, list_of_two, require_if_modified_since
from conformance.http.helpers.resources import (
    STATIC,
    ask,
    put,
    remove,
    require_condition_honoured,
    require_conditional,
    require_etag,
    require_last_modified,
    require_stored,
)
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import RECIPIENT, SERVER

section = RFC9110.section("13.1.3", "If-Modified-Since")

NOT_MODIFIED = section.should(
    "304-where-not-modified-since",
    role=SERVER,
    text="Answer 304 to a GET or HEAD where the representation was last modified at that date or earlier.",
    hint="Compare seconds, not text: any date at or after the last modification is answered 304.",
)


@verifies(NOT_MODIFIED)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
@pytest.mark.parametrize("later", [0, 1, 3600, 86400], ids=["the-date", "a-second", "an-hour", "a-day"])
def test_what_was_not_modified_since_is_answered_304(http: Http, method: bytes, later: int) -> None:
    date = later_by(require_last_modified(http), later)
    assert require_conditional(http, method, b"If-Modified-Since: " + date).status == 304


MODIFIED = section.implied(
    "if-modified-since-true",
    role=SERVER,
    text="If-Modified-Since is true where the representation was modified after that date: send it.",
    hint="Parse the date; a date before the last modification says that the client's copy is old.",
)


@verifies(MODIFIED)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
@pytest.mark.parametrize("earlier", [1, 60, days(1), days(1000)], ids=["a-second", "a-minute", "a-day", "years"])
def test_what_was_modified_since_is_sent(http: Http, method: bytes, earlier: int) -> None:
    date = later_by(require_last_modified(http), -earlier)
    assert require_conditional(http, method, b"If-Modified-Since: " + date).status == 200


NOT_WITH_TAGS = section.must(
    "ignored-with-if-none-match",
    role=RECIPIENT,
    text="Ignore If-Modified-Since in a request that has If-None-Match.",
    hint="Look for If-None-Match first, and let it alone decide.",
)


@verifies(NOT_WITH_TAGS)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
@pytest.mark.parametrize("tags", [b'"conformance"', b'W/"conformance"', b'"conformance", "other"'])
def test_with_another_tag_the_date_is_ignored(http: Http, method: bytes, tags: bytes) -> None:
    date, line = require_last_modified(http), b"If-None-Match: " + tags
    require_condition_honoured(http, line, 200)
    assert require_conditional(http, method, line, b"If-Modified-Since: " + date).status == 200


@verifies(NOT_WITH_TAGS)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
def test_with_the_current_tag_an_old_date_is_ignored(http: Http, method: bytes) -> None:
    tag, date = require_etag(http), later_by(require_last_modified(http), -days(1))
    require_condition_honoured(http, b"If-None-Match: " + tag, 304)
    lines = b"If-None-Match: " + tag, b"If-Modified-Since: " + date
    assert require_conditional(http, method, *lines).status == 304


VALID_DATE = section.must(
    "if-modified-since-is-one-valid-date",
    role=RECIPIENT,
    text="Ignore an If-Modified-Since that is no valid HTTP-date, or more than one.",
    hint="Match the three formats of RFC 9110 §5.6.7 exactly, up to GMT, or else send the representation: "
    "that section wants dates read leniently only where a field does not restrict them, as this one does.",
)


@verifies(VALID_DATE)
@pytest.mark.parametrize("written", INVALID_DATES)
def test_what_is_no_date_is_ignored(http: Http, written: bytes) -> None:
    date = require_last_modified(http)
    assert (
        ask(http, STATIC, b"If-Modified-Since: " + written.replace(b"{date}", date.removesuffix(b" GMT"))).status == 200
    )


@verifies(VALID_DATE)
def test_two_dates_in_a_line_are_ignored(http: Http) -> None:
    assert ask(http, STATIC, b"If-Modified-Since: " + list_of_two(require_last_modified(http))).status == 200


@verifies(VALID_DATE)
def test_two_lines_are_ignored(http: Http) -> None:
    line = b"If-Modified-Since: " + require_if_modified_since(http)
    answer = ask(http, STATIC, line, line)
    assert answer.status == 200 or answer in REFUSED  # two lines of a field that is no list are malformed


READS_ONLY = section.must(
    "if-modified-since-is-for-get-and-head",
    role=RECIPIENT,
    text="Ignore If-Modified-Since in requests of other methods than GET and HEAD.",
    hint="Evaluate If-Modified-Since only if the method is GET or HEAD.",
)


@verifies(READS_ONLY)
@pytest.mark.parametrize("method", [b"PUT", b"DELETE"])
def test_a_write_is_performed_whatever_the_date(http: Http, method: bytes) -> None:
    path = require_stored(http, b"old")
    since = b"If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"
    answer = put(http, path, b"new", since) if method == b"PUT" else ask(http, b"DELETE " + path, since)
    remove(http, path)
    assert answer in ACCEPTED
    assert answer.status != 304


@verifies(READS_ONLY)
def test_a_post_is_performed_whatever_the_date(http: Http) -> None:
    answer = ask(http, b"POST {echo}", b"If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT", content=b"hello")
    assert answer.status == 200
    assert answer.content == b"hello"


@verifies(READS_ONLY)
def test_a_post_is_not_answered_by_304(http: Http) -> None:
    answer = ask(http, b"POST {body}", b"If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT", content=b"hello")
    require_response(answer)
    assert answer.status != 304


NO_DATE = section.must(
    "if-modified-since-without-a-modification-date",
    role=RECIPIENT,
    text="Ignore If-Modified-Since where the resource has no modification date.",
    untestable="that no Last-Modified is sent does not show that the server knows no date",
)
