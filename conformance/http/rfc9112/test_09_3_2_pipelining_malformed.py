"""RFC 9112 §9.3.2  Pipelining: a request that cannot be read, after one that can"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.peer import Http
from conformance.http.requests import GET, POST
from conformance.http.rfc9112 import RFC9112
from conformance.http.wire import Response
from conformance.model import SERVER, inconclusive_unless

section = RFC9112.section("9.3.2", "Pipelining")

# what cannot be read is no request in the sense of that sentence, and a connection may be closed at any time (§9.3.1)
VALID_FIRST = section.should(
    "valid-before-malformed",
    role=SERVER,
    text="The response to a valid request is sent before the refusal of a malformed one that came after it.",
    hint="Parse one request at a time: the first response on the connection belongs to the first request.",
)


@verifies(VALID_FIRST)
@pytest.mark.parametrize(
    "malformed",
    [
        b"\x00\x01\x02\x03\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET {path} HTTP/1.1 x\r\nHost: {host}\r\n\r\n",
        b"GET {path} HTTP/1.1\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A : b\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: x\r\n\r\n",
        b"GET {path} HTTP/9.9\r\nHost: {host}\r\n\r\n",
    ],
    ids=["controls", "tls", "one-word", "four-words", "no-host", "bad-name", "bad-length", "version"],
)
@pytest.mark.parametrize("valid", [GET, POST], ids=["get", "post"])
def test_a_valid_request_is_served_before_a_malformed_one(http: Http, valid: bytes, malformed: bytes) -> None:
    http.require_pair()
    answer = http.answer(valid + malformed)
    inconclusive_unless(isinstance(answer, Response), "the target did not answer the first request")
    assert answer in ACCEPTED
