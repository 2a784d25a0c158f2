"""Dates in HTTP (RFC 9110 §5.6.7)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

DAY, LONG_DAY, MONTH = ("|".join(names) for names in (DAYS, LONG_DAYS, MONTHS))
TIME = r"(?P<time>\d\d:\d\d:\d\d)"
IMF_FIXDATE = rf"(?:{DAY}), (?P<day>\d\d) (?P<month>{MONTH}) (?P<year>\d{{4}}) {TIME} GMT".encode()
RFC850_DATE = rf"(?:{LONG_DAY}), (?P<day>\d\d)-(?P<month>{MONTH})-(?P<year>\d\d) {TIME} GMT".encode()
ASCTIME = rf"(?:{DAY}) (?P<month>{MONTH}) (?P<day>[\d ]\d) {TIME} (?P<year>\d{{4}})".encode()


def imf_fixdate(seconds: float) -> bytes:
    """Format a date, given in seconds since 1970, in the only format that a sender may generate."""
    return _imf_fixdate(int(seconds))


@lru_cache(256)  # every response carries one or two
def _imf_fixdate(seconds: int) -> bytes:
    when = datetime.fromtimestamp(seconds, UTC)
    return (f"{DAYS[when.weekday()]}, {when:%d} {MONTHS[when.month - 1]} {when:%Y %H:%M:%S} GMT").encode()


def parse_date(octets: bytes, now: float) -> int | None:
    """Return seconds since 1970, from any of the three formats that a recipient must understand, or None."""
    found = re.fullmatch(IMF_FIXDATE, octets) or re.fullmatch(RFC850_DATE, octets) or re.fullmatch(ASCTIME, octets)
    if not found:
        return None
    part = {name: octets.decode() for name, octets in found.groupdict().items()}
    year = int(part["year"])
    return _seconds_since_1970(full_year(year, now) if len(part["year"]) == 2 else year, part)


def _seconds_since_1970(year: int, part: dict[str, str]) -> int | None:
    month, day = MONTHS.index(part["month"]) + 1, int(part["day"])
    hour, minute, second = map(int, part["time"].split(":"))
    try:
        moment = datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return None
    return int(moment.timestamp()) + second if second <= 60 else None  # 60 is a leap second


def full_year(two_digits: int, now: float) -> int:  # RFC 9110 §5.6.7: a date more than 50 years ahead is in the past
    this_year = datetime.fromtimestamp(now, UTC).year
    year = this_year - this_year % 100 + two_digits
    return year - 100 if year > this_year + 50 else year
