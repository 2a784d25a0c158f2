"""Grammars of field values that a sender may generate (RFC 9110, RFC 3986); recipients must accept more."""

from __future__ import annotations

import re
from datetime import UTC, datetime

TOKEN = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
QUOTED_STRING = rb'"(?:[\t \x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t \x21-\x7e\x80-\xff])*"'  # RFC 9110 §5.6.4
OWS = rb"[\t ]*"
CONTROLS = [bytes([octet]) for octet in (*range(0x20), 0x7F) if octet not in b"\r\n"]
"""Control characters (RFC 5234 §B.1) that end no line."""
VALUE_CONTROLS = [octet for octet in CONTROLS if octet not in (b"\x00", b"\t")]
"""Those that no field value may contain, but a recipient may retain, unlike NUL (RFC 9110 §5.5)."""

_COMMA_OR_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*"|,', re.DOTALL)

# RFC 9110 §5.6.6 and §8.3.1: a semicolon may stand alone
_PARAMETER = rb"%b=(?:%b|%b)" % (TOKEN, TOKEN, QUOTED_STRING)
MEDIA_TYPE = re.compile(rb"%b/%b(?:%b;%b+(?:%b)?)*" % (TOKEN, TOKEN, OWS, OWS, _PARAMETER))  # "+": never backtrack

ENTITY_TAG = re.compile(rb'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')  # RFC 9110 §8.8.3

# RFC 9110 §5.6.5 and §10.1.5; comments may be nested, here three deep
_CTEXT = rb"[\t \x21-\x27\x2a-\x5b\x5d-\x7e\x80-\xff]|\\[\t \x21-\x7e\x80-\xff]"
_COMMENT = rb"\((?:%b)*\)" % _CTEXT
for _ in range(2):
    _COMMENT = rb"\((?:%b|%b)*\)" % (_CTEXT, _COMMENT)
_PRODUCT = rb"%b(?:/%b)?" % (TOKEN, TOKEN)
SERVER = re.compile(rb"%b(?:[\t ]+(?:%b|%b))*" % (_PRODUCT, _PRODUCT, _COMMENT))
SERVER_WITH_SINGLE_SPACES = re.compile(rb"%b(?: (?:%b|%b))*" % (_PRODUCT, _PRODUCT, _COMMENT))

# RFC 3986 Appendix A
_PCHAR = rb"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
_NO_COLON = rb"(?:[A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-Fa-f]{2})"
_HOST = rb"(?:\[[0-9A-Fa-f:.vV]+[A-Za-z0-9._~!$&'()*+,;=:-]*\]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)"
_AUTHORITY = rb"(?:(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%%[0-9A-Fa-f]{2})*@)?%b(?::[0-9]*)?" % _HOST
_ABEMPTY = rb"(?:/%b*)*" % _PCHAR
_ABSOLUTE = rb"/(?:%b+(?:/%b*)*)?" % (_PCHAR, _PCHAR)
_ROOTLESS = rb"%b+(?:/%b*)*" % (_PCHAR, _PCHAR)
_NOSCHEME = rb"%b+(?:/%b*)*" % (_NO_COLON, _PCHAR)
_HIERARCHY = rb"//%b%b|%b" % (_AUTHORITY, _ABEMPTY, _ABSOLUTE)
_TAIL = rb"(?:\?(?:%b|[/?])*)?(?:#(?:%b|[/?])*)?" % (_PCHAR, _PCHAR)
URI_REFERENCE = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9+.-]*:(?:%b|%b|)|(?:%b|%b|))%b" % (_HIERARCHY, _ROOTLESS, _HIERARCHY, _NOSCHEME, _TAIL)
)

# RFC 9110 §11.3: the beginning of a challenge
CHALLENGE = re.compile(rb"%b(?:$| +[^ ]|%b,)" % (TOKEN, OWS))

# RFC 6265 §4.1.1; what is no attribute of its own is an extension: any octets of ASCII but controls and semicolons
_COOKIE_OCTET = rb"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]"
SET_COOKIE = re.compile(rb'%b=(?:%b*|"%b*")(?:; [ -:<-~]+)*' % (TOKEN, _COOKIE_OCTET, _COOKIE_OCTET))

_DAYS = (b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun")
_MONTHS = (b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec")
_LONG_DAYS = (b"Monday", b"Tuesday", b"Wednesday", b"Thursday", b"Friday", b"Saturday", b"Sunday")
_IMF_FIXDATE = re.compile(
    rb"(%b), ([0-9]{2}) (%b) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) GMT" % (b"|".join(_DAYS), b"|".join(_MONTHS))
)


def imf_fixdate(value: bytes) -> float | None:
    """Return seconds since 1970, if ``value`` is an IMF-fixdate of an existing day, on its weekday (§5.6.7)."""
    if not (match := _IMF_FIXDATE.fullmatch(value)):
        return None
    hour, minute, second = (int(match[n]) for n in (5, 6, 7))
    try:
        day = datetime(int(match[4]), _MONTHS.index(match[3]) + 1, int(match[2]), hour, minute, tzinfo=UTC)
    except ValueError:
        return None
    if second > 60 or _DAYS[day.weekday()] != match[1]:
        return None
    return day.timestamp() + second


def is_list_of_tokens(value: bytes, least: int = 0) -> bool:
    """Whether it is a list of ``least`` tokens or more; empty members are judged elsewhere."""
    found = [member for member in members(value) if member]
    return len(found) >= least and all(re.fullmatch(TOKEN, member) for member in found)


def as_imf_fixdate(seconds: float) -> bytes:
    """Return a date, given in seconds since 1970, in the preferred format."""
    when = datetime.fromtimestamp(seconds, UTC)
    date = b"%b, %02d %b %04d" % (_DAYS[when.weekday()], when.day, _MONTHS[when.month - 1], when.year)
    return date + when.strftime(" %H:%M:%S GMT").encode()


def as_rfc850_date(seconds: float) -> bytes:
    """Return it in the obsolete format of RFC 850, which has two digits for the year."""
    when = datetime.fromtimestamp(seconds, UTC)
    date = b"%b, %02d-%b-%02d" % (_LONG_DAYS[when.weekday()], when.day, _MONTHS[when.month - 1], when.year % 100)
    return date + when.strftime(" %H:%M:%S GMT").encode()


def as_asctime_date(seconds: float) -> bytes:
    """Return it in the obsolete format of C's asctime."""
    when = datetime.fromtimestamp(seconds, UTC)
    date = b"%b %b %2d" % (_DAYS[when.weekday()], _MONTHS[when.month - 1], when.day)
    return date + when.strftime(" %H:%M:%S %Y").encode()


def members(value: bytes) -> list[bytes]:
    """Return the members of a list (RFC 9110 §5.6.1), empty ones too; commas in quoted strings do not separate."""
    commas = [found.start() for found in _COMMA_OR_QUOTED.finditer(value) if found[0] == b","]
    starts, ends = [0, *(comma + 1 for comma in commas)], [*commas, len(value)]
    return [value[start:end].strip(b" \t") for start, end in zip(starts, ends, strict=True)]
