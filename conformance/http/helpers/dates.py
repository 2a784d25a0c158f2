"""Dates for conditional requests: before and after the last modification, and invalid ones (RFC 9110 §5.6.7)."""

from __future__ import annotations

from conformance.http.grammar import as_imf_fixdate, imf_fixdate
from conformance.http.helpers.resources import STATIC, answered, ask, require_last_modified
from conformance.http.peer import Http
from conformance.model import not_applicable

# ``{date}`` stands for the last modification without GMT: a target that ignores the text after it answers 304
INVALID_DATES = [
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
    """Return that many days in seconds."""
    return count * 86400


def seconds(date: bytes) -> float:
    """Return an IMF-fixdate as seconds since 1970."""
    moment = imf_fixdate(date)
    assert moment is not None, "the caller has read it as a date"
    return moment


def later_by(date: bytes, by: float) -> bytes:
    """Return the date that is ``by`` seconds later."""
    return as_imf_fixdate(seconds(date) + by)


def require_if_unmodified_since(http: Http) -> bytes:
    """Return the current Last-Modified; not applicable if an If-Unmodified-Since of the day before is ignored."""
    date = require_last_modified(http)
    if answered(ask(http, STATIC, b"If-Unmodified-Since: " + later_by(date, -days(1)))).status != 412:
        not_applicable("the target does not answer 412 to an old If-Unmodified-Since, which another case judges")
    return date


def list_of_two(date: bytes) -> bytes:
    """Return a list that has the date twice."""
    return date + b", " + date


def require_if_modified_since(http: Http) -> bytes:
    """Return the current Last-Modified; not applicable if If-Modified-Since with it is not answered 304."""
    date = require_last_modified(http)
    if answered(ask(http, STATIC, b"If-Modified-Since: " + date)).status != 304:
        not_applicable("the target does not answer 304 to the current Last-Modified, which another case judges")
    return date
