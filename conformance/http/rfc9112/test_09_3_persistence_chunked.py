"""RFC 9112 §9.3  Persistence, after chunked content"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.chunked import HEAD, HELLO, exchange_chunked, require_no_wait
from conformance.http.helpers.framing import is_closing, require_head_without_content
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_09_3_persistence_body import READ_OR_CLOSE
from conformance.http.rfc9112.test_09_6_tear_down import NOTHING_AFTER_SAID
from conformance.model import SERVER, inconclusive_unless

section = RFC9112.section("9.3", "Persistence")

READ_CHUNKS_OR_CLOSE = section.must(
    "read-chunks-or-close",
    role=SERVER,
    text="Read all of a chunked body, whatever the method, or close the connection after the response.",
    hint="Content that no handler reads must still be read, or the connection closed: it is not the next request.",
    rests_on=(READ_OR_CLOSE,),
)


@verifies(READ_CHUNKS_OR_CLOSE)
@pytest.mark.parametrize(
    "body", [HELLO, b"23\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n\r\n0\r\n\r\n"], ids=["hello", "request"]
)
@pytest.mark.parametrize("method", [b"GET", b"HEAD", b"OPTIONS", b"FROB"])
def test_chunks_are_read_or_the_connection_closed(http: Http, method: bytes, body: bytes) -> None:
    exchange = exchange_chunked(
        http, method + b" {path} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n" + body
    )
    inconclusive_unless(not exchange.still_waiting, "the target neither answered nor closed")
    require_head_without_content(exchange.answer, exchange.end)
    assert exchange.sentinel_served or (len(exchange.answers) <= 1 and is_closing(exchange))


BROKEN_CHUNKS_CLOSE = section.must(
    "broken-chunks-close",
    role=SERVER,
    text="Close the connection after a chunked body that cannot be read to its end.",
    hint="Where the next request begins is not known: what follows must not be taken for one.",
    rests_on=(NOTHING_AFTER_SAID,),
)


@verifies(BROKEN_CHUNKS_CLOSE)
@pytest.mark.parametrize("line", [b"g", b"-1", b"5g", b"", b"5;\x00", b"{host}"])
def test_what_follows_a_broken_chunk_is_no_request(http: Http, line: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + b"5\r\nhello\r\n" + line + b"\r\n")
    require_no_wait(exchange)
    assert len(exchange.answers) <= 1
    assert is_closing(exchange)
