"""RFC 9112 §3.3  Reconstructing the Target URI: where no Host gives its authority."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REFUSED
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.model import SERVER

section = RFC9112.section("3.3", "Reconstructing the Target URI")

EMPTY_HOST = section.may(
    "empty-host",
    role=SERVER,
    text="Reject a request that names no host, or serve it as one for a configured default host.",
    hint="Accept it or reject it by a 4xx; do not fail with a 5xx or without an answer.",
)


@verifies(EMPTY_HOST)
@pytest.mark.parametrize(
    "head",
    [
        b"GET {path} HTTP/1.1\r\nHost:",
        b"GET {path} HTTP/1.1\r\nHost: \t ",
        b"GET {path} HTTP/1.0\r\nHost:",
        b"GET {path} HTTP/1.0\r\nX-A: b",
        b"GET {path} HTTP/1.0",
    ],
)
def test_a_request_for_no_host_is_rejected_or_served_by_default(http: Http, head: bytes) -> None:
    answer = http.answer(head + b"\r\n\r\n")
    assert answer in ACCEPTED or answer in REFUSED
