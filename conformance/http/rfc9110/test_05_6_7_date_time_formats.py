"""RFC 9110 §5.6.7  Date/Time Formats"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import as_asctime_date, as_rfc850_date
from conformance.http.helpers.dates import require_if_modified_since, require_if_unmodified_since, seconds
from conformance.http.helpers.resources import STATIC, ask, is_error
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import RECIPIENT

section = RFC9110.section("5.6.7", "Date/Time Formats")

ALL_THREE = section.must(
    "three-formats",
    role=RECIPIENT,
    text="Accept the formats of RFC 850 and asctime like the preferred one.",
    hint="Try the three in turn: `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994` are dates too.",
)

FORMATS = {"rfc850": as_rfc850_date, "asctime": as_asctime_date}


@verifies(ALL_THREE)
@pytest.mark.parametrize("form", FORMATS)
def test_the_date_of_modification_is_understood(http: Http, form: str) -> None:
    date = FORMATS[form](seconds(require_if_modified_since(http)))
    assert ask(http, STATIC, b"If-Modified-Since: " + date).status == 304


EARLIER = 40 * 86400  # seconds: another month, and a day of one digit or two


@verifies(ALL_THREE)
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("earlier", [1, EARLIER, EARLIER + 10 * 86400], ids=["a-second", "40-days", "50-days"])
def test_an_earlier_date_is_understood(http: Http, form: str, earlier: int) -> None:
    date = FORMATS[form](seconds(require_if_unmodified_since(http)) - earlier)
    assert is_error(ask(http, STATIC, b"If-Unmodified-Since: " + date))


CENTURY = section.must(
    "two-digit-years",
    role=RECIPIENT,
    text="Take a date in RFC 850 format that seems more than 50 years ahead for the latest such year in the past.",
    hint="Add the century of the present, and take away 100 years if that is more than 50 years ahead.",
    rests_on=(ALL_THREE,),
)

YEAR = 31_556_952  # seconds


@verifies(CENTURY)
@pytest.mark.parametrize("years", [51, 60, 70])
def test_a_year_far_ahead_is_in_the_past(http: Http, years: int) -> None:
    require_if_unmodified_since(http)
    date = as_rfc850_date(http.attempt.clock.today() + years * YEAR)
    assert is_error(ask(http, STATIC, b"If-Unmodified-Since: " + date))
