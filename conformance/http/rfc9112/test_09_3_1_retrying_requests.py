"""RFC 9112 §9.3.1  Retrying Requests"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.persistence import CUT_OFF
from conformance.http.helpers.robustness import CANARY
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.model import SERVER

section = RFC9112.section("9.3.1", "Retrying Requests")

RECOVER = section.robustness(
    "recover-from-abort",
    role=SERVER,
    text="A connection that ends in the middle of a request or of a response harms no other connection.",
    hint="Catch the end of the stream and a failed write where you read and write; release the connection.",
)


@verifies(RECOVER)
@pytest.mark.parametrize(
    "octets",
    [
        *CUT_OFF.values(),
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n" * 20,
        b"GET {big} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    ],
    ids=[*CUT_OFF, "request", "pipeline", "big-response"],
)
@pytest.mark.parametrize("end", ["FIN", "RST"])
def test_the_next_connection_is_served_after_an_abort(http: Http, octets: bytes, end: str) -> None:
    http.send(octets)
    http.pause()
    http.reset() if end == "RST" else http.close()
    assert http.open_another().answer(CANARY) in ACCEPTED
