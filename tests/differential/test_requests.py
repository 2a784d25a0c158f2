"""The reference server and h11 read the same requests alike, or there is a reason."""

from __future__ import annotations

import pytest

from tests.differential.readings import (
    INCOMPLETE,
    REJECTED,
    Outcome,
    Reading,
    h11_request,
    reference_request,
)
from tests.reference.driving import SPLITS, Split, get
from tests.reference.http.requests import CHUNKED, chunked, line, post

NEXT = get(b"/204")

READ_ALIKE = [
    get(),
    get(method=b"HEAD"),
    get(b"/a%20b?c=d&e=/?", b"X-A:1", b"x-b: \t2 \t", b"X-Empty:", b"X-A: \x80\xff"),
    get(b"/", b"!#$%&'*+-.^_`|~9: x"),
    line(b"M!#$%&'*+-.^_`|~9 / HTTP/1.1"),
    line(b"get / HTTP/1.1"),
    line(b"OPTIONS * HTTP/1.1"),
    line(b"GET http://other:8080/x HTTP/1.1"),
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET / HTTP/1.2\r\nHost: h\r\n\r\n",
    post(b"Content-Length: 5", content=b"hello"),
    post(b"Content-Length: \t005 ", content=b"hello"),
    post(b"Content-Length: 0"),
    chunked(b"0\r\n\r\n"),
    chunked(b"5\r\nhello\r\n0\r\n\r\n"),
    chunked(b"00A\r\n0123456789\r\n000\r\n\r\n"),
    chunked(b'5;a;b=c;d="e"\r\nhello\r\n0;x\r\n\r\n'),
    chunked(b"5\r\nhello\r\n0\r\nX-A: b\r\n\r\n"),
    post(b"transfer-encoding: CHUNKED", content=b"0\r\n\r\n"),
]

REJECTED_ALIKE = [
    line(b" GET / HTTP/1.1"),
    line(b"GET  / HTTP/1.1"),
    line(b"GET /  HTTP/1.1"),
    line(b"GET / HTTP/1.1 "),
    line(b"GET\t/ HTTP/1.1"),
    line(b"GET /"),
    line(b"G@T / HTTP/1.1"),
    line(b"GET /a b HTTP/1.1"),
    line(b"GET /\x7f HTTP/1.1"),
    line(b"GET / http/1.1"),
    line(b"GET / HTTP/1.10"),
    line(b"GET / HTTP/1"),
    b"GET / HTTP/1.1\r\n\r\n",
    get(b"/", b"Host: h"),
    get(b"/", b"X : y"),
    get(b"/", b"X\t: y"),
    get(b"/", b"no colon"),
    get(b"/", b": v"),
    get(b"/", b"a\xe9: v"),
    get(b"/", b"a: \0"),
    get(b"/", b"a: b\rc"),
    b"GET / HTTP/1.1\r\n Host: h\r\nHost: h\r\n\r\n",
    *[post(b"Content-Length: " + length) for length in (b"+5", b"-5", b"0x5", b"5x", b"", b"1_0", b"5, 6", b"\xb2")],
    post(b"Content-Length: 5", b"Content-Length: 6"),
    post(CHUNKED, CHUNKED),
    *[post(b"Transfer-Encoding: " + coding) for coding in (b"gzip", b"gzip, chunked", b"identity", b"xchunked", b"")],
    *[chunked(size) for size in (b"0x5\r\n", b"+5\r\n", b"-5\r\n", b" 5\r\n", b"\r\n", b"g\r\n")],
    chunked(b"5\r\nhello!\r\n"),
]

INCOMPLETE_ALIKE = [
    b"",
    b"GET / HTTP",
    get()[:-2],
    post(b"Content-Length: 6", content=b"hello"),
    chunked(b"5\r\nhello\r\n"),
    chunked(b"5\r\nhello\r\n0\r\n"),
    chunked(b"5\r\nhello\r\n0\r\nX-A: b\r\n"),
]

# what the reference makes of it, what h11 makes of it, and why both may
READ = "read"
DIFFERENT: dict[str, tuple[str, str, list[bytes]]] = {
    "h11 leaves the request-target to its user (RFC 9112 §3.2)": (
        REJECTED,
        READ,
        [
            line(method + b" " + target + b" HTTP/1.1")
            for method, target in (
                *(
                    (b"GET", target)
                    for target in (b"foo", b"*", b"/#f", b"/<>", b"/%zz", b"http://u@h/", b"https://h/")
                ),
                *((b"CONNECT", target) for target in (b"/", b"h", b"h:0")),
            )
        ],
    ),
    "h11 leaves the value of Host to its user (RFC 9112 §3.2)": (
        REJECTED,
        READ,
        [b"GET / HTTP/1.1\r\nHost: %b\r\n\r\n" % host for host in (b"", b"a b", b"u@h", b"h:8x", b"[::1", b"a, b")],
    ),
    "h11 leaves the major version to its user, as it tells which (RFC 9110 §15.6.6)": (
        REJECTED,
        READ,
        [line(b"GET / HTTP/2.0"), line(b"GET / HTTP/0.9")],
    ),
    "h11 takes LF for a line end, the reference does not; RFC 9112 §2.2 permits both": (
        REJECTED,
        READ,
        [b"GET / HTTP/1.1\nHost: h\n\n", b"GET / HTTP/1.1\r\nHost: h\n\r\n"],
    ),
    "h11 unfolds, the reference rejects; RFC 9112 §5.2 permits both": (REJECTED, READ, [get(b"/", b"X: y", b" z")]),
    "the reference ignores empty lines before a request (RFC 9112 §2.2: SHOULD), h11 does not": (
        READ,
        REJECTED,
        [b"\r\n" + get(), b"\r\n\r\n" + get()],
    ),
    "h11 merges equal lengths, the reference rejects; RFC 9112 §6.3 permits both": (
        REJECTED,
        READ,
        [
            post(b"Content-Length: 5, 5", content=b"hello"),
            post(b"Content-Length: 5", b"Content-Length: 5", content=b"hello"),
        ],
    ),
    "h11 prefers Transfer-Encoding, the reference rejects; RFC 9112 §6.1 permits both": (
        REJECTED,
        READ,
        [chunked(b"0\r\n\r\n", b"Content-Length: 5")],
    ),
    "h11 reads Transfer-Encoding in HTTP/1.0, the reference rejects it (RFC 9112 §6.1: faulty framing)": (
        REJECTED,
        READ,
        [b"POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ),
    "h11 does not look into chunk extensions and at what pads a size (RFC 9112 §7.1.1: ignore them)": (
        REJECTED,
        READ,
        [chunked(size + b"\r\nhello\r\n0\r\n\r\n") for size in (b"5 ", b"5;", b"5;a b", b"5;a\0", b'5;a="b')],
    ),
    "h11 does not know empty members of lists (RFC 9110 §5.6.1.2)": (
        READ,
        REJECTED,
        [post(b"Transfer-Encoding: ,", b"Transfer-Encoding: , chunked ,", content=b"0\r\n\r\n")],
    ),
    "h11 limits a chunk size to 20 digits, zeros before it too (RFC 9112 §7.1 has no limit)": (
        READ,
        REJECTED,
        [chunked(b"0" * 20 + b"5\r\nhello\r\n0\r\n\r\n")],
    ),
    "h11 leaves repeated singletons to its user (RFC 9110 §5.3)": (
        REJECTED,
        READ,
        [get(b"/", b"Content-Type: a/b", b"Content-Type: a/b")],
    ),
    "h11 lets DEL pass in a value; RFC 9110 §5.5 permits it in a safe context": (
        REJECTED,
        READ,
        [get(b"/", b"a: \x7f")],
    ),
}


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("octets", READ_ALIKE)
def test_both_read_the_same(octets: bytes, split: Split) -> None:
    reference, h11 = reference_request(split(octets)), h11_request(split(octets))
    assert isinstance(reference, Reading)
    assert reference == h11


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("octets", READ_ALIKE)
def test_both_leave_the_next_request_alone(octets: bytes, split: Split) -> None:
    for outcome in (reference_request(split(octets + NEXT)), h11_request(split(octets + NEXT))):
        assert isinstance(outcome, Reading)
        assert outcome.rest == NEXT


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("octets", REJECTED_ALIKE)
def test_both_reject(octets: bytes, split: Split) -> None:
    assert (reference_request(split(octets)), h11_request(split(octets))) == (REJECTED, REJECTED)


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("octets", INCOMPLETE_ALIKE)
def test_both_wait_for_more(octets: bytes, split: Split) -> None:
    assert (reference_request(split(octets)), h11_request(split(octets))) == (INCOMPLETE, INCOMPLETE)


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("octets", [octets for _, _, requests in DIFFERENT.values() for octets in requests])
def test_a_listed_difference_is_as_listed(octets: bytes, split: Split) -> None:
    listed = next((reference, h11) for reference, h11, requests in DIFFERENT.values() if octets in requests)
    assert (_told(reference_request(split(octets))), _told(h11_request(split(octets)))) == listed


def _told(outcome: Outcome) -> str:
    return READ if isinstance(outcome, Reading) else outcome
