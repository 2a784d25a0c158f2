"""Disguised line ends, in the parts of a request that an application may copy into a field of its response."""

from __future__ import annotations

from conformance.harness.case.properties import Draw

INJECTED = b"X-Split:yes"
LINE_ENDS = (  # none is a line end as it is sent, but some decoding makes it one (RFC 9112 §11.1)
    *(b"%0d%0a", b"%0a", b"%0d", b"%0D%0A", b"%250d%250a", b"%25250a"),
    *(b"%u000d%u000a", b"%u000a", b"\\r\\n", b"\\u000a", b"\\x0a", b"\\012"),
    *(b"&#13;&#10;", b"&#x0a;", b"=0D=0A", b"=?utf-8?q?=0A?="),
    *(b"%E5%98%8D%E5%98%8A", b"\xe5\x98\x8d\xe5\x98\x8a", b"%C4%8D%C4%8A", b"\xc4\x8d\xc4\x8a"),  # in their low octets
    *(b"%C2%85", b"\xc2\x85", b"%E2%80%A8", b"\xe2\x80\xa8", b"%0b", b"%0c", b"%00%0a"),  # line ends in texts
)
FIELDS = (
    *(b"Referer: http://conformance.example/%b", b"User-Agent: %b", b"Cookie: a=%b", b"Origin: http://%b"),
    *(b"Accept-Language: %b", b"Accept: %b", b"Authorization: Bearer %b", b'If-None-Match: "%b"'),
    *(b"X-Forwarded-For: %b", b"X-Forwarded-Host: %b", b"X-Forwarded-Proto: %b", b"X-Request-ID: %b"),
    *(b"Access-Control-Request-Headers: %b", b"X-Original-URL: /%b", b"Forwarded: host=%b"),
)


def field_line_between(line_end: bytes) -> bytes:
    """Return a text that contains a field line, between two of these line ends."""
    return b"a" + line_end + INJECTED + line_end


def injection(draw: Draw) -> bytes:
    return draw.octets(b"a0/", 0, 2) + field_line_between(draw.one_of(LINE_ENDS) * draw.number(1, 2))


def injecting_line(draw: Draw) -> bytes:
    return draw.one_of(FIELDS).replace(b"%b", injection(draw)) + b"\r\n"


def injecting_request(draw: Draw) -> bytes:
    """Draw a GET of ``{path}`` whose query or field values may add a field line to the response."""
    query = b"?a=" + injection(draw) if draw.one_of((True, False)) else b""
    lines = b"".join(draw.some(injecting_line, 0, 5))
    return b"GET {path}" + query + b" HTTP/1.1\r\nHost: {host}\r\n" + lines + b"\r\n"


def request_full_of(line_end: bytes) -> bytes:
    """Return a request with this line end in the query and in every field."""
    attempt = field_line_between(line_end)
    lines = b"".join(field.replace(b"%b", attempt) + b"\r\n" for field in FIELDS)
    return b"GET {path}?a=" + attempt + b" HTTP/1.1\r\nHost: {host}\r\n" + lines + b"\r\n"
