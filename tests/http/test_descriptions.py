"""What failure texts say of an answer that is not whole."""

from __future__ import annotations

from conformance.http.answers import describe
from conformance.http.reader import ResponseReader
from conformance.http.wire import Closed, Silent

HEAD = b"HTTP/1.1 200 OK\r\n"


def lacking(octets: bytes) -> str:
    reader = ResponseReader()
    reader.feed(octets)
    assert reader.next(b"GET / HTTP/1.1") is None
    return reader.lacks


def test_a_chunked_answer_without_its_last_chunk_says_so() -> None:
    lacks = lacking(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
    assert describe(Silent(b"", lacks)) == "silence after the head of an answer that lacks the last chunk, of size 0"
    assert describe(Closed("FIN", b"", lacks)).startswith("FIN after the head of an answer that lacks the last chunk")


def test_content_that_is_too_short_says_so() -> None:
    assert lacking(HEAD + b"Content-Length: 9\r\n\r\nhello") == "all octets that Content-Length announces"


def test_an_incomplete_head_lacks_nothing_that_could_be_named() -> None:
    lacks = lacking(HEAD + b"Content-")
    assert describe(Silent(HEAD, lacks)) == "silence, after HTTP/1.1 200 OK\\r\\n"
