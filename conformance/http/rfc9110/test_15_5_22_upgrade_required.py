"""RFC 9110 §15.5.22  426 Upgrade Required"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.upgrade import HANDSHAKE
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER, not_applicable

section = RFC9110.section("15.5.22", "426 Upgrade Required")

NAME_PROTOCOL = section.must(
    "name-required-protocol",
    role=SERVER,
    text="A 426 names, in Upgrade, the protocols that are required (also RFC 9110 §7.8).",
    hint="Send Upgrade with the names, and `Connection: upgrade`.",
)

OLD_WEBSOCKET = b"Connection: upgrade\r\nUpgrade: websocket\r\n" + HANDSHAKE.replace(b"13", b"0")


@verifies(NAME_PROTOCOL)
@pytest.mark.parametrize(
    "octets",
    [
        b"GET {upgrade} HTTP/1.1\r\nHost: {host}\r\n\r\n",
        b"GET {upgrade} HTTP/1.1\r\nHost: {host}\r\nConnection: upgrade\r\nUpgrade: conformance\r\n\r\n",
        b"GET {upgrade} HTTP/1.1\r\nHost: {host}\r\n" + OLD_WEBSOCKET + b"\r\n",
    ],
    ids=["plain", "unknown-protocol", "old-websocket"],
)
def test_a_426_names_the_protocol_that_it_wants(http: Http, octets: bytes) -> None:
    answer = http.answer(octets)
    if answer.status != 426:
        not_applicable("the answer is not 426", "--cap upgrade=/path")
    assert answer.members("Upgrade")
