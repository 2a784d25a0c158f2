"""RFC 9112 §8  Handling Incomplete Messages"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.chunked import HEAD, require_chunked
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_07_1_chunked_transfer_coding import COMPLETE_AT_ZERO
from conformance.http.strategies.well_formed import chunks_cut_off, head_cut_off
from conformance.http.wire import Answer, Silent
from conformance.model import SERVER, inconclusive_unless

section = RFC9112.section("8", "Handling Incomplete Messages")

INCOMPLETE_HEAD = section.implied(
    "incomplete-head",
    role=SERVER,
    text="A request that ends before the empty line after its fields is incomplete: it is not served.",
    hint="The end of the stream is no empty line. Answer 400 if you like, and close.",
)


@verifies(INCOMPLETE_HEAD)
@pytest.mark.parametrize(
    "octets",
    [
        b"GET {path}",
        b"GET {path} HTTP/1.1",
        b"GET {path} HTTP/1.1\r\n",
        b"GET {path} HTTP/1.1\r\nHost",
        b"GET {path} HTTP/1.1\r\nHost: {host}",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A: b",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A: b\r\n",
    ],
)
def test_a_head_cut_off_by_the_client_is_not_served(http: Http, octets: bytes) -> None:
    assert ended(http, octets) not in ACCEPTED


@verifies(INCOMPLETE_HEAD)
@examples(head_cut_off)
def test_a_head_cut_off_anywhere_is_not_served(http: Http, octets: bytes) -> None:
    assert ended(http, octets) not in ACCEPTED


INCOMPLETE_CHUNKS = section.implied(
    "incomplete-chunks",
    role=SERVER,
    text="A chunked request that ends before its last chunk, the one of size zero, is incomplete: it is not served.",
    hint="The end of the stream is no last chunk: do not hand the application what there is of the content.",
    rests_on=(COMPLETE_AT_ZERO,),
)


@verifies(INCOMPLETE_CHUNKS)
@pytest.mark.parametrize(
    "chunks", [b"", b"5", b"5\r\n", b"5\r\nhel", b"5\r\nhello", b"5\r\nhello\r\n", b"5\r\nhello\r\n0"]
)
def test_chunks_cut_off_by_the_client_are_not_served(http: Http, chunks: bytes) -> None:
    answer = ended(http, HEAD + chunks)
    require_chunked(http)
    assert answer not in ACCEPTED


@verifies(INCOMPLETE_CHUNKS)
@examples(chunks_cut_off)
def test_chunks_cut_off_anywhere_are_not_served(http: Http, chunks: bytes) -> None:
    answer = ended(http, HEAD + chunks)
    require_chunked(http)
    assert answer not in ACCEPTED


MAY_ANSWER = section.may(
    "error-before-close",
    role=SERVER,
    text="A server may send an error response to an incomplete request before it closes the connection.",
    untestable="it is a permission: an error and a bare close are both right wherever a request is cut off",
)


def ended(http: Http, octets: bytes) -> Answer:
    """What follows octets and FIN: any error, or a close."""
    http.send(octets)
    http.half_close()
    answer = http.receive(octets)
    inconclusive_unless(not isinstance(answer, Silent), "the target neither answered nor closed within the patience")
    return answer
