"""The day that the text of a daytime service tells, where the text has a popular format."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from conformance.model import not_applicable
from conformance.services.clock import DAY

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FORMATS = (  # the two of RFC 867, and that of ctime() and date(1)
    re.compile(rb"^[A-Z][a-z]+day, (?P<month>[A-Z][a-z]+) (?P<day>\d{1,2}), (?P<year>\d{4}) +\d{1,2}:\d\d"),
    re.compile(rb"^(?:[A-Z][a-z]{2}, )?(?P<day>\d{1,2}) (?P<month>[A-Za-z]{3}) (?P<year>\d{4}|\d\d) \d{1,2}:\d\d"),
    re.compile(
        rb"^[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) +(?P<day>\d{1,2}) \d\d:\d\d:\d\d (?:[A-Z]+ )?(?P<year>\d{4})"
    ),
)
CALENDAR = range(1900, 2100)  # a year outside of it may be one of another calendar
NEAR = 2 * DAY  # a text tells the day of some time zone, and clocks differ


def day_of(text: bytes) -> date | None:
    """The day that the text tells; nothing if its format is another one, as RFC 867 allows."""
    found = next((match for form in FORMATS if (match := form.match(text.strip()))), None)
    month = found["month"][:3].decode().lower() if found else ""
    if not found or month not in MONTHS:
        return None
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    try:
        return date(year, MONTHS.index(month) + 1, int(found["day"])) if year in CALENDAR else None
    except ValueError:
        return None


def is_of_today(text: bytes, today: float) -> bool:
    """Whether the text tells the day of a time in seconds since 1970, in any time zone; ends the case if unknown."""
    day = day_of(text)
    if day is None:
        not_applicable("the date has a format that the suite does not know, and RFC 867 allows any")
    if day.year == 1970:
        not_applicable("the clock of the target seems not to be set: it tells a day of 1970")
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp()
    return abs(noon - today) < NEAR


def tells_alike(text: bytes, other: bytes) -> bool:
    """Whether two texts may both be dates: numbers are in both of them, or in neither."""
    return any(octet in text for octet in b"0123456789") == any(octet in other for octet in b"0123456789")
