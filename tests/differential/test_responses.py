"""The judge's reader, the reference client and h11 read the same responses alike, or there is a reason.

``judge`` counts as rejecting what it reads only with faults: in a run these become violations, not failures to read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest

from tests.differential.readings import (
    INCOMPLETE,
    REJECTED,
    Outcome,
    Reading,
    h11_response,
    judge_response,
    reference_response,
)
from tests.reference.driving import SPLITS, Split

READERS = {"judge": judge_response, "reference": reference_response, "h11": h11_response}
TRAILING = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


@dataclass(frozen=True)
class Sample:
    """A response, how all readers read it, and which reader reads it otherwise, and why."""

    octets: bytes
    read: str | tuple[int, bytes] = REJECTED  # an outcome, or status and content
    otherwise: Mapping[str, tuple[str | tuple[int, bytes], str]] = field(default_factory=dict)
    method: bytes = b"GET"
    closed: bool = False  # FIN follows

    def expected(self, reader: str) -> str | tuple[int, bytes]:
        return self.otherwise[reader][0] if reader in self.otherwise else self.read


def head(*lines: bytes, status: bytes = b"200 OK") -> bytes:
    return b"\r\n".join([b"HTTP/1.1 " + status, *lines]) + b"\r\n\r\n"


def chunked(body: bytes) -> bytes:
    return head(b"Transfer-Encoding: chunked") + body


BARE_LF = {"h11": ((200, b"hello"), "ends lines at LF, too, as RFC 9112 §2.2 permits recipients")}
LENIENT_CHUNKS = "skips the rest of a chunk size line without looking at it"
NO_CODE = "the reason phrase, and the space before it, may be absent for h11"
DUPLICATES = "takes equal values for one, as RFC 9112 §6.3 permits a recipient"

SAMPLES = {
    "length": Sample(head(b"Content-Length: 5") + b"hello", (200, b"hello")),
    "length-0": Sample(head(b"Content-Length: 0"), (200, b"")),
    "length-padded": Sample(head(b"Content-Length: \t005 ") + b"hello", (200, b"hello")),
    "length-short": Sample(head(b"Content-Length: 6") + b"hello", INCOMPLETE, closed=True),
    "length-signed": Sample(head(b"Content-Length: +5") + b"hello"),
    "length-empty": Sample(head(b"Content-Length:") + b"hello"),
    "length-list": Sample(head(b"Content-Length: 5, 5") + b"hello", otherwise={"h11": ((200, b"hello"), DUPLICATES)}),
    "lengths-that-differ": Sample(
        head(b"Content-Length: 5", b"Content-Length: 6") + b"hello",
        otherwise={"judge": ((200, b"hello"), "counts with the first; two lines are a matter of RFC 9110 §5.3")},
    ),
    "close": Sample(head() + b"hello", (200, b"hello"), closed=True),
    "close-empty": Sample(head(), (200, b""), closed=True),
    "close-pending": Sample(head() + b"hello", INCOMPLETE),
    "chunks": Sample(chunked(b"2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"), (200, b"hello")),
    "chunks-of-none": Sample(chunked(b"0\r\n\r\n"), (200, b"")),
    "chunks-with-zeros": Sample(chunked(b"0005\r\nhello\r\n000\r\n\r\n"), (200, b"hello")),
    "chunks-in-capitals": Sample(chunked(b"A\r\n0123456789\r\n0\r\n\r\n"), (200, b"0123456789")),
    "chunk-extensions": Sample(chunked(b'5;a;b=c;d="e;f"\r\nhello\r\n0;z\r\n\r\n'), (200, b"hello")),
    "trailers": Sample(chunked(b"5\r\nhello\r\n0\r\nX-A: b\r\nX-C:\r\n\r\n"), (200, b"hello")),
    "chunks-cut-off": Sample(chunked(b"5\r\nhello\r\n"), INCOMPLETE, closed=True),
    "chunks-unfinished": Sample(chunked(b"5\r\nhello\r\n0\r\n"), INCOMPLETE),
    "chunk-size-signed": Sample(chunked(b"+5\r\nhello\r\n0\r\n\r\n")),
    "chunk-size-prefixed": Sample(chunked(b"0x5\r\nhello\r\n0\r\n\r\n")),
    "chunk-size-empty": Sample(chunked(b"\r\nhello\r\n0\r\n\r\n")),
    "chunk-size-padded": Sample(
        chunked(b"5 \r\nhello\r\n0\r\n\r\n"), otherwise={"h11": ((200, b"hello"), LENIENT_CHUNKS)}
    ),
    "chunk-size-and-lf": Sample(chunked(b"5\nhello\r\n0\r\n\r\n")),
    "chunk-extension-spaced": Sample(
        chunked(b"5 ; a = b\r\nhello\r\n0\r\n\r\n"),
        otherwise={"reference": ((200, b"hello"), "bears BWS, as RFC 9110 §5.6.3 demands of recipients")},
    ),
    "chunk-too-long": Sample(chunked(b"4\r\nhello\r\n0\r\n\r\n")),
    "chunked-in-capitals": Sample(head(b"Transfer-Encoding: CHUNKED") + b"0\r\n\r\n", (200, b"")),
    "chunked-and-length": Sample(
        head(b"Transfer-Encoding: chunked", b"Content-Length: 5") + b"0\r\n\r\n",
        (200, b""),
        otherwise={"reference": (REJECTED, "takes it for an error, as RFC 9112 §6.3 recommends")},
    ),
    "another-coding": Sample(
        head(b"Transfer-Encoding: gzip") + b"hello",
        closed=True,
        otherwise={"judge": ((200, b"hello"), "reads to the end, as RFC 9112 §6.3 says, whatever the coding")},
    ),
    "204": Sample(head(b"Content-Length: 5", status=b"204 No Content"), (204, b"")),
    "304": Sample(head(b"Content-Length: 5", status=b"304 Not Modified"), (304, b"")),
    "to-head": Sample(head(b"Content-Length: 5"), (200, b""), method=b"HEAD"),
    "to-head-chunked": Sample(head(b"Transfer-Encoding: chunked"), (200, b""), method=b"HEAD"),
    "interim": Sample(head(status=b"100 Continue") + head(b"Content-Length: 2") + b"ok", (200, b"ok")),
    "interim-twice": Sample(head(b"Link: <a>", status=b"103 Early Hints") * 2 + head(b"Content-Length: 0"), (200, b"")),
    "interim-alone": Sample(head(status=b"100 Continue"), INCOMPLETE, closed=True),
    "no-phrase": Sample(head(b"Content-Length: 0", status=b"200 "), (200, b"")),
    "no-phrase-no-space": Sample(head(b"Content-Length: 0", status=b"200"), otherwise={"h11": ((200, b""), NO_CODE)}),
    "phrase-of-octets": Sample(head(b"Content-Length: 0", status=b"200 \x80\xff\t "), (200, b"")),
    "two-spaces": Sample(head(b"Content-Length: 0", status=b" 200 OK")),
    "four-digits": Sample(head(b"Content-Length: 0", status=b"2000 OK")),
    "status-999": Sample(
        head(b"Content-Length: 0", status=b"999 No"),
        (999, b""),
        otherwise={"reference": (REJECTED, "asks for a first digit from 1 to 5 (RFC 9110 §15)")},
    ),
    "http-1-0": Sample(b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", (200, b"hello")),
    "http-1-2": Sample(b"HTTP/1.2 200 OK\r\nContent-Length: 0\r\n\r\n", (200, b"")),
    "http-2": Sample(
        b"HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n",
        (200, b""),
        otherwise={"reference": (REJECTED, "speaks HTTP/1.x only")},
    ),
    "http-small": Sample(b"http/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    "not-http": Sample(b"hello\r\n\r\n"),
    "bare-lf": Sample(b"HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", otherwise=BARE_LF),
    "bare-cr": Sample(head(b"X: a\rb", b"Content-Length: 0")),
    "fold": Sample(head(b"X: a", b" b", b"Content-Length: 0"), (200, b"")),
    "fold-first": Sample(
        head(b" X: a", b"Content-Length: 0"),
        otherwise={"judge": ((200, b""), "reads on; whitespace before the first field is a matter of RFC 9112 §2.2")},
    ),
    "space-before-colon": Sample(
        head(b"X : a", b"Content-Length: 0"),
        otherwise={"judge": ((200, b""), "reads on; the name is a matter of RFC 9112 §5.1")},
    ),
    "no-colon": Sample(
        head(b"X", b"Content-Length: 0"),
        otherwise={"judge": ((200, b""), "reads on; the line is a matter of RFC 9112 §5")},
    ),
    "nul": Sample(
        head(b"X: a\0b", b"Content-Length: 0"),
        otherwise={"judge": ((200, b""), "reads on; the value is a matter of RFC 9110 §5.5")},
    ),
    "fields": Sample(
        head(b"A:1", b"b: \t2 \t", b"A: \x80\xff", b"!#$%&'*+-.^_`|~9: x", b"E:", b"Content-Length: 0"), (200, b"")
    ),
}


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_response_is_read_as_expected(name: str, reader: str, split: Split) -> None:
    sample = SAMPLES[name]
    outcome = read(READERS[reader], sample, split(sample.octets))
    assert told(outcome) == sample.expected(reader), outcome


@pytest.mark.parametrize("name", SAMPLES)
def test_readers_that_agree_see_the_same_fields(name: str) -> None:
    sample = SAMPLES[name]
    outcomes = [read(reader, sample, [sample.octets]) for reader in READERS.values()]
    readings = {outcome for outcome in outcomes if isinstance(outcome, Reading)}
    assert len(readings) <= 1


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", [name for name, sample in SAMPLES.items() if not sample.closed])
def test_what_follows_a_response_is_left_alone(name: str, reader: str, split: Split) -> None:
    sample = SAMPLES[name]
    outcome = read(READERS[reader], sample, split(sample.octets + TRAILING))
    if isinstance(sample.expected(reader), tuple):
        assert isinstance(outcome, Reading)
        assert outcome.rest == TRAILING


@pytest.mark.parametrize("name", [name for name, sample in SAMPLES.items() if sample.otherwise])
def test_a_listed_difference_is_one(name: str) -> None:
    sample = SAMPLES[name]
    assert all(other != sample.read and reason for other, reason in sample.otherwise.values())


def read(reader: Callable[[list[bytes], bytes], Outcome], sample: Sample, segments: list[bytes]) -> Outcome:
    return reader([*segments, b""] if sample.closed else segments, sample.method)


def told(outcome: Outcome) -> str | tuple[int, bytes]:
    return outcome if isinstance(outcome, str) else (int(outcome.start[0]), outcome.content)
