"""RFC 9110 §15.5.14  413 Content Too Large"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9112.test_09_6_tear_down import NOTHING_AFTER_SAID
from conformance.model import SERVER, not_applicable

section = RFC9110.section("15.5.14", "413 Content Too Large")

CLOSED_OR_READ = section.implied(
    "terminate-or-close",
    role=SERVER,
    text="What follows the head of a request that was refused with 413 is still its content: close, or read it.",
    hint="HTTP/1.1 cannot terminate a request by itself: close the connection after the 413.",
    rests_on=(NOTHING_AFTER_SAID,),
)

TERABYTE, PETABYTE = 10**12, 10**15


@verifies(CLOSED_OR_READ)
@pytest.mark.parametrize("size", [TERABYTE, PETABYTE], ids=["terabyte", "petabyte"])
@pytest.mark.parametrize("content", [b"", b"\r\n", b"hello"])
def test_the_content_of_a_request_too_large_is_no_request(http: Http, content: bytes, size: int) -> None:
    exchange = http.exchange(b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: %d\r\n\r\n" % size + content)
    if exchange.answer.status != 413:
        not_applicable("the target did not answer 413 to content of this size")
    assert len(exchange.answers) == 1


@verifies(CLOSED_OR_READ)
def test_the_chunks_of_a_request_too_large_are_no_request(http: Http) -> None:
    head = b"{upload} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n"
    exchange = http.exchange(head + b"%x\r\n" % PETABYTE)
    if exchange.answer.status != 413:
        not_applicable("the target did not answer 413 to a chunk of this size")
    assert len(exchange.answers) == 1


RETRY_AFTER = section.should(
    "retry-after-where-temporary",
    role=SERVER,
    text="Send Retry-After with a 413 whose cause is temporary.",
    untestable="whether the cause is temporary is known to the server alone",
)
