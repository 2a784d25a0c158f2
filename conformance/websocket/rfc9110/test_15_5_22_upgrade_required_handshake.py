"""RFC 9110 §15.5.22  426 Upgrade Required"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable
from conformance.websocket.handshake import REQUEST, Handshake
from conformance.websocket.rfc9110 import RFC9110

section = RFC9110.section("15.5.22", "426 Upgrade Required")

NAME_PROTOCOL = section.must(
    "handshake-name-required-protocol",
    role=SERVER,
    text="A 426 that refuses a handshake names WebSocket in Upgrade.",
    hint="Send `Upgrade: websocket` and `Connection: Upgrade` with the 426.",
)


@verifies(NAME_PROTOCOL)
@pytest.mark.parametrize(
    "octets",
    [
        REQUEST.replace(b"Version: 13", b"Version: 255"),
        REQUEST.replace(b"Upgrade: websocket", b"Upgrade: conformance"),
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\n{origin}{fields}\r\n",
    ],
    ids=["unknown-version", "unknown-protocol", "plain"],
)
def test_a_426_names_websocket(handshake: Handshake, octets: bytes) -> None:
    answer = handshake.answer(octets)
    if answer.status != 426:
        not_applicable("the answer is not 426")
    assert b"websocket" in answer.members("Upgrade")
