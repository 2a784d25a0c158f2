"""RFC 9110 §7.1  Determining the Target Resource"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import DECLINED
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER

section = RFC9110.section("7.1", "Determining the Target Resource")

CONNECT_TO_AN_AUTHORITY = section.implied(
    "connect-to-host-and-port",
    role=SERVER,
    text="The target of CONNECT is a host and a port, separated by a colon: there is no tunnel to anything else.",
    hint="Reject a CONNECT whose target is a path or a URI; if you do not implement CONNECT, answer 501 or 405.",
)


@verifies(CONNECT_TO_AN_AUTHORITY)
@pytest.mark.parametrize("target", [b"/", b"http://{host}/", b"http://{host}", b"*", b"?", b"{host}/", b"{host}?a"])
def test_connect_to_what_is_no_authority_is_rejected(http: Http, target: bytes) -> None:
    answer = http.answer(b"CONNECT " + target + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert answer in DECLINED
