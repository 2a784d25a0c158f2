"""Dates for conditional requests: before and after the last modification, and what is no date (RFC 9110 §5.6.7)."""

from __future__ import annotations

from conformance.http.grammar import as_imf_fixdate, imf_fixdate
from conformance.http.helpers.resources import STATIC, answered, ask, require_last_modified
from conformance.http.peer import Http
from conformance.model import not_applicable

# ``{date}`` stands for the last modification, without GMT: who takes the rest for what it is not would say 304
INVALID = [
    b"",
    b"conformance",
    b"4102444800",
    b"2100-01-01T00:00:00Z",
    b"{date}",
    b"{date} UTC",
    b"{date} +0000",
    b"{date} GMT; length=5",
    b"{date} GMT conformance",
    b"Fri, 32 Jan 2100 00:00:00 GMT",
    b"Fri, 01 Foo 2100 00:00:00 GMT",
    b"Fri, 01 Jan 2100 25:00:00 GMT",
]


def days(count: int) -> int:
    """Seconds."""
    return count * 86400


def seconds(date: bytes) -> float:
    """An IMF-fixdate in seconds since 1970."""
    moment = imf_fixdate(date)
    assert moment is not None, "the caller has read it as a date"
    return moment


def later_by(date: bytes, by: float) -> bytes:
    """The date so many seconds later."""
    return as_imf_fixdate(seconds(date) + by)


def require_if_unmodified_since(http: Http) -> bytes:
    """The current Last-Modified; not applicable where an If-Unmodified-Since of the day before does not matter."""
    date = require_last_modified(http)
    if answered(ask(http, STATIC, b"If-Unmodified-Since: " + later_by(date, -days(1)))).status != 412:
        not_applicable("the target does not answer 412 to an old If-Unmodified-Since, which another case judges")
    return date


def list_of_two(date: bytes) -> bytes:
    """A list of two dates."""
    return date + b", " + date


def require_if_modified_since(http: Http) -> bytes:
    """The current Last-Modified; not applicable where If-Modified-Since with that date is not answered 304."""
    date = require_last_modified(http)
    if answered(ask(http, STATIC, b"If-Modified-Since: " + date)).status != 304:
        not_applicable("the target does not answer 304 to the current Last-Modified, which another case judges")
    return date
