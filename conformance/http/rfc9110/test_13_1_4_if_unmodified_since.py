"""RFC 9110 §13.1.4  If-Unmodified-Since"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.dates import days, later_by
from conformance.http.helpers.resources import (
    STATIC,
    ask,
    content_of,
    is_error,
    put,
    remove,
    require_condition_honoured,
    require_conditional,
    require_last_modified,
    require_stored,
    require_strong_etag,
)
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import RECIPIENT, SERVER

section = RFC9110.section("13.1.4", "If-Unmodified-Since")

OLD = b"Sat, 01 Jan 2000 00:00:00 GMT"

NOT_PERFORMED = section.must_not(
    "if-unmodified-since-false",
    role=SERVER,
    text="Do not perform the method where the representation was modified after the date in If-Unmodified-Since.",
    hint="Compare before you send or store anything; answer 412.",
)


@verifies(NOT_PERFORMED)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
@pytest.mark.parametrize("earlier", [1, 3600, days(1)], ids=["a-second", "an-hour", "a-day"])
def test_what_was_modified_since_is_not_sent(http: Http, method: bytes, earlier: int) -> None:
    date = later_by(require_last_modified(http), -earlier)
    assert is_error(require_conditional(http, method, b"If-Unmodified-Since: " + date))


@verifies(NOT_PERFORMED)
@pytest.mark.parametrize("method", [b"PUT", b"DELETE"])
def test_what_was_modified_since_is_kept(http: Http, method: bytes) -> None:
    require_last_modified(http)  # a target that has no dates has no such condition
    path = require_stored(http, b"old")
    since = b"If-Unmodified-Since: " + OLD
    _ = put(http, path, b"new", since) if method == b"PUT" else ask(http, b"DELETE " + path, since)
    kept = content_of(http, path)
    remove(http, path)
    assert kept == b"old"


TRUE = section.implied(
    "if-unmodified-since-true",
    role=SERVER,
    text="If-Unmodified-Since is true, and the method performed, where the last modification is not after that date.",
    hint="Compare seconds: the very date of Last-Modified is not earlier than the modification.",
)


@verifies(TRUE)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
@pytest.mark.parametrize("later", [0, 1, days(1)], ids=["the-date", "a-second", "a-day"])
def test_what_was_not_modified_since_is_sent(http: Http, method: bytes, later: int) -> None:
    date = later_by(require_last_modified(http), later)
    assert require_conditional(http, method, b"If-Unmodified-Since: " + date).status == 200


NOT_WITH_TAGS = section.must(
    "ignored-with-if-match",
    role=RECIPIENT,
    text="Ignore If-Unmodified-Since in a request that has If-Match.",
    hint="Look for If-Match first, and let it alone decide.",
)


@verifies(NOT_WITH_TAGS)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
@pytest.mark.parametrize("tags", [b"%b", b'"conformance", %b'])
def test_with_the_current_tag_an_old_date_is_ignored(http: Http, tags: bytes, method: bytes) -> None:
    date, tag = require_last_modified(http), require_strong_etag(http)
    line = b"If-Match: " + tags % tag
    require_condition_honoured(http, line, 200)
    before = b"If-Unmodified-Since: " + later_by(date, -days(1))
    assert require_conditional(http, method, line, before).status == 200


@verifies(NOT_WITH_TAGS)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
def test_with_another_tag_the_date_is_ignored(http: Http, method: bytes) -> None:
    date, line = require_last_modified(http), b'If-Match: "conformance"'
    require_condition_honoured(http, line, 412)
    assert require_conditional(http, method, line, b"If-Unmodified-Since: " + date).status == 412


VALID_DATE = section.must(
    "if-unmodified-since-is-one-valid-date",
    role=RECIPIENT,
    text="Ignore an If-Unmodified-Since that is no valid HTTP-date, or a list of dates.",
    hint="Match the three formats of RFC 9110 §5.6.7 exactly, up to GMT, or else perform the method: "
    "that section wants dates read leniently only where a field does not restrict them, as this one does.",
    rests_on=(TRUE,),
)


@verifies(VALID_DATE)
@pytest.mark.parametrize(
    "written",
    [
        b"conformance",
        b"946684800",
        b"2000-01-01T00:00:00Z",
        b"Sat, 01 Jan 2000 00:00:00",
        b"Sat, 01 Jan 2000 00:00:00 UTC",
        b"Sat, 01 Jan 2000 00:00:00 +0000",
        b"Sat, 01 Foo 2000 00:00:00 GMT",
        OLD + b"; length=5",
        OLD + b", " + OLD,
    ],
)
def test_what_is_no_date_is_ignored(http: Http, written: bytes) -> None:
    require_last_modified(http)
    assert ask(http, STATIC, b"If-Unmodified-Since: " + written).status == 200


NO_DATE = section.must(
    "if-unmodified-since-without-a-modification-date",
    role=RECIPIENT,
    text="Ignore If-Unmodified-Since where the resource has no modification date.",
    untestable="that no Last-Modified is sent does not show that the server knows no date",
)
