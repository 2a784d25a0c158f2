"""RFC 9112 §7.1.2  Chunked Trailer Section"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.helpers.chunked import HEAD, exchange_chunked, require_trailers, stopped_at_error
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.model import RECIPIENT, SERVER

section = RFC9112.section("7.1.2", "Chunked Trailer Section")

FRAMES_NOTHING = section.must_not(
    "frames-nothing",
    role=RECIPIENT,
    text="Do not merge a trailer field into the header section: a length or coding among the trailers frames nothing.",
    hint="Keep trailer fields in a place of their own, or drop them.",
)


@verifies(FRAMES_NOTHING)
@pytest.mark.parametrize(
    "trailer",
    [
        b"Content-Length: 0",
        b"Content-Length: 5",
        b"Content-Length: 50",
        b"Transfer-Encoding: chunked",
        b"Transfer-Encoding: gzip",
        b"Content-Encoding: gzip",
        b"Trailer: X",
    ],
)
def test_a_framing_field_in_the_trailer_section_frames_nothing(http: Http, trailer: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + b"5\r\nhello\r\n0\r\n" + trailer + b"\r\n\r\n")
    if exchange.answer not in REJECTED:
        require_trailers(http)
        assert exchange.accepted
        assert exchange.content == b"hello"


LONG = section.robustness(
    "long",
    role=SERVER,
    text="A long trailer section is refused, or else read to its end.",
    hint="Apply the limits of the header section to the trailer section.",
)


@verifies(LONG)
@pytest.mark.parametrize(
    "trailers",
    [
        pytest.param(b"X: " + b"y" * 100_000 + b"\r\n", id="one-line"),
        pytest.param(b"X-Trailer: yyyyyyy\r\n" * 5_000, id="many-lines"),
    ],
)
def test_a_long_trailer_section_is_refused_or_read(http: Http, trailers: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + b"5\r\nhello\r\n0\r\n" + trailers + b"\r\n")
    if exchange.still_waiting or not stopped_at_error(exchange):
        require_trailers(http)
        assert exchange.accepted
        assert exchange.content == b"hello"
