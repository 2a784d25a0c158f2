"""RFC 9112 §3.2.3  authority-form"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.model import SERVER

section = RFC9112.section("3.2.3", "authority-form")

ONLY_FOR_CONNECT = section.should(
    "only-for-connect",
    role=SERVER,
    text="Reject an authority-form with any method but CONNECT: it makes the request line invalid (§3.2).",
    hint="For methods other than CONNECT a target begins with a slash, or is a URI with a scheme, or is *.",
)


@verifies(ONLY_FOR_CONNECT)
@pytest.mark.parametrize("method", [b"GET", b"HEAD", b"OPTIONS"])
@pytest.mark.parametrize("target", [b"127.0.0.1:80", b"192.0.2.1:443", b"[::1]:80"])  # a name would be a scheme
def test_an_authority_is_rejected_without_connect(http: Http, target: bytes, method: bytes) -> None:
    answer = http.answer(method + b" " + target + b" HTTP/1.1\r\nHost: " + target + b"\r\n\r\n")
    assert answer in REJECTED
