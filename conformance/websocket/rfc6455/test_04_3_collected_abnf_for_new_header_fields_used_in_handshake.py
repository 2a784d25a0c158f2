"""RFC 6455 §4.3  Collected ABNF for New Header Fields Used in Handshake"""

from __future__ import annotations

import re

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Response
from conformance.model import SERVER, not_applicable
from conformance.websocket.handshake import REQUEST, Handshake
from conformance.websocket.rfc6455 import RFC6455

section = RFC6455.section("4.3", "Collected ABNF for New Header Fields Used in Handshake")

VERSIONS = section.implied(
    "versions-are-numbers",
    role=SERVER,
    text="Each version in Sec-WebSocket-Version is a number from 0 to 255 without leading zeros.",
    hint="Write `Sec-WebSocket-Version: 13`; the drafts before it are 8 and 7, not `hybi-10`.",
)

VERSION = re.compile(rb"[0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5]")


@verifies(VERSIONS)
@pytest.mark.parametrize("version", [b"0", b"255"])
def test_a_refusal_lists_numbers(handshake: Handshake, version: bytes) -> None:
    answer = handshake.answer(REQUEST.replace(b"13", version, 1))
    listed = answer.members("Sec-WebSocket-Version")
    if not isinstance(answer, Response) or answer.status == 101 or not listed:
        not_applicable("the target does not refuse the version with a list of its own, which other cases judge")
    handshake.attempt.observed(f"Sec-WebSocket-Version: {listed}")
    assert all(VERSION.fullmatch(version) for version in listed)
