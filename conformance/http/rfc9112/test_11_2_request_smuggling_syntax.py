"""RFC 9112 §11.2  Request Smuggling: line ends, chunks, versions, and what a connection has seen before"""

from __future__ import annotations

import re

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.helpers.chunked import HEAD, HELLO, require_chunked
from conformance.http.helpers.framing import EMBEDDED, smuggled
from conformance.http.peer import Http
from conformance.http.requests import SENTINEL
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_09_3_persistence_chunked import BROKEN_CHUNKS_CLOSE
from conformance.http.rfc9112.test_09_6_tear_down import NOTHING_AFTER_SAID
from conformance.http.wire import Garbage, Silent
from conformance.model import SERVER, inconclusive_unless

section = RFC9112.section("11.2", "Request Smuggling")

AMBIGUOUS_CHUNK = section.robustness(
    "ambiguous-chunks",
    role=SERVER,
    text="Where a malformed chunk can be read in two ways, a request that only one of them shows is not answered.",
    hint="A chunk size is hexadecimal digits, read to the end; the data ends with CRLF. Else answer 400 and close.",
    rests_on=(BROKEN_CHUNKS_CLOSE,),
)


@verifies(AMBIGUOUS_CHUNK)
@pytest.mark.parametrize(
    "line",
    [
        b"0x%x",
        b"0X%x",
        b"x%x",
        b"+%x",
        b"-%x",
        b"0_%x",
        b"0 %x",
        b"0\t%x",
        b"0\x0b%x",
        b"0\x00%x",
        b"0\x85%x",
        b"\xa0%x",
        b"0,%x",
        b"0.%x",
        b"0=%x",
        b'"%x"',
        b"g%x",
    ],
)
def test_a_size_that_one_reads_as_zero_does_not_show_what_it_hides(http: Http, line: bytes) -> None:
    data = b"\r\n" + http.fill(EMBEDDED)  # the empty line after a last chunk, and the next request
    chunks = line % len(data) + b"\r\n" + data + b"\r\n0\r\n\r\n"
    assert not smuggled_in_chunks(http, chunks)


@verifies(AMBIGUOUS_CHUNK)
@pytest.mark.parametrize("end", [b"XX", b"\r\r", b"\n\n", b"\n\r"])
def test_data_that_does_not_end_with_crlf_does_not_show_what_follows(http: Http, end: bytes) -> None:
    data, size = hidden(http)
    chunks = b"5\r\nhello%b%x\r\n%b\r\n" % (end, len(size), size)  # two octets are the end, or all of the line is
    assert not smuggled_in_chunks(http, chunks + data)


LINE_FEED_IN_CHUNK_LINE = section.robustness(
    "line-feed-in-chunk-line",
    role=SERVER,
    text="A request is not answered that is content of a chunk for whoever ends the line of its size at a bare LF.",
    hint="Only CRLF ends a line of the chunked coding (§7.1); refuse a line that has another CR or LF in it.",
)


@verifies(LINE_FEED_IN_CHUNK_LINE)
@pytest.mark.parametrize(
    ("before", "after"), [(b";", b"xxxx"), (b"; ", b"xxxx"), (b";a", b"xxxx"), (b";a=", b"xxxx"), (b';a="', b'"xxx')]
)
def test_what_a_line_feed_hides_in_a_chunk_is_not_answered(http: Http, before: bytes, after: bytes) -> None:
    data, size = hidden(http)
    chunks = b"%x%b\n%b\r\n%b\r\n" % (len(size), before, after[: len(size)], size)  # one chunk and its end, or two
    assert not smuggled_in_chunks(http, chunks + data)


LINE_FEED_IN_HEAD = section.robustness(
    "line-feed-in-head",
    role=SERVER,
    text="Where a LF is taken for the end of a line, it ends every line: the framing fields are not lost behind it.",
    hint="Split lines in one place. Accept a bare LF everywhere in the head or, better, nowhere.",
    rests_on=(NOTHING_AFTER_SAID,),
)


@verifies(LINE_FEED_IN_HEAD)
@pytest.mark.parametrize(
    "head",
    [
        b"{upload} HTTP/1.1\nHost: {host}\nContent-Length: %d\n\n",
        b"{upload} HTTP/1.1\nHost: {host}\r\nContent-Length: %d\r\n\r\n",
        b"{upload} HTTP/1.1\r\nHost: {host}\nContent-Length: %d\r\n\r\n",
        b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: %d\n\r\n",
        b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: %d\r\n\n",
        b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: %d\n\n",
    ],
    ids=["every-line", "request-line", "host", "length", "empty-line", "length-and-empty-line"],
)
def test_content_after_a_head_with_line_feeds_is_not_answered(http: Http, head: bytes) -> None:
    content = http.fill(EMBEDDED)
    assert not smuggled(http, head % len(content) + content)


NO_BARE_BODY = section.robustness(
    "no-response-after-http-0.9",
    role=SERVER,
    text="No response follows one without a status line, as HTTP/0.9 had it: nobody could tell where it begins.",
    hint="A request line without a version is malformed: answer 400 and close.",
)


STATUS = re.compile(rb"HTTP/1\.[0-9] [0-9]{3} ")  # an answer may repeat a request line, which has no status


@verifies(NO_BARE_BODY)
@pytest.mark.parametrize("line", [b"GET {path}\r\n", b"GET {path} \r\n", b"GET {path} HTTP/0.9\r\n\r\n"])
def test_no_response_follows_a_body_without_a_head(http: Http, line: bytes) -> None:
    answer = http.answer(line + SENTINEL)
    inconclusive_unless(not isinstance(answer, Silent), "the target neither answered nor closed")
    assert not isinstance(answer, Garbage) or not STATUS.search(http.remainder())


EVERY_REQUEST_ALIKE = section.robustness(
    "every-request-alike",
    role=SERVER,
    text="What is refused as the first request of a connection is refused as the second as well.",
    hint="Check every request; a connection that has served one has proven nothing.",
)


@verifies(EVERY_REQUEST_ALIKE)
@pytest.mark.parametrize(
    "octets",
    [
        b"GET {path} HTTP/1.1\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: conformance.invalid\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: a b\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A : b\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: x\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: x\r\n\r\n",
        b"GET {path} HTTP/2.0\r\nHost: {host}\r\n\r\n",
        b"GET  {path} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    ],
    ids=["no-host", "two-hosts", "other-host", "bad-host", "bad-name", "bad-length", "bad-coding", "version", "spaces"],
)
def test_the_second_request_is_checked_like_the_first(http: Http, octets: bytes) -> None:
    first = http.answer(octets)
    http.close()
    used = http.open_another()
    used.require_persistence()
    assert used.answer(octets) not in ACCEPTED or first not in REJECTED


def smuggled_in_chunks(http: Http, chunks: bytes) -> bool:
    """Whether a request that is hidden in chunks is answered, by a target that takes chunks."""
    require_chunked(http)
    return smuggled(http.open_another(), HEAD + chunks, HEAD + HELLO)


def hidden(http: Http) -> tuple[bytes, bytes]:
    """The last chunk and a request, or the data of a chunk and then the last one; and the size of that data."""
    data = b"0\r\n\r\n" + http.fill(EMBEDDED)
    return data + b"\r\n0\r\n\r\n", b"%x" % len(data)
