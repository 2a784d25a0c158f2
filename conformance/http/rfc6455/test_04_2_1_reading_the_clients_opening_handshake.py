"""RFC 6455 §4.2.1  Reading the Client's Opening Handshake"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.upgrade import WEBSOCKET, switches_nothing
from conformance.http.peer import Http
from conformance.http.rfc6455 import RFC6455
from conformance.http.rfc9110.test_07_8_upgrade import ONLY_WHAT_WAS_OFFERED
from conformance.model import SERVER

section = RFC6455.section("4.2.1", "Reading the Client's Opening Handshake")

NO_SWITCH = section.must(
    "refuse-wrong-handshake",
    role=SERVER,
    text="Do not switch to WebSocket on a request that is not the handshake which RFC 6455 describes.",
    hint="It is a GET of HTTP/1.1 with Upgrade: websocket, Connection: Upgrade, a key of 16 octets and version 13.",
)


# A handshake in HTTP/1.0 is judged by RFC 9110 §7.8: Upgrade is ignored there.
@verifies(NO_SWITCH)
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"GET ", b"POST "),
        (b"GET ", b"HEAD "),
        pytest.param(b"Upgrade: websocket\r\n", b"", marks=pytest.mark.rests_on(ONLY_WHAT_WAS_OFFERED)),
        pytest.param(
            b"Upgrade: websocket\r\n",
            b"Upgrade: websocke\r\n",
            marks=pytest.mark.rests_on(ONLY_WHAT_WAS_OFFERED),
        ),
        (b"Connection: Upgrade\r\n", b""),
        (b"Connection: Upgrade\r\n", b"Connection: keep-alive\r\n"),
        (b"Key: dGhlIHNhbXBsZSBub25jZQ==", b"Key: c2hvcnQ="),
        (b"Key: dGhlIHNhbXBsZSBub25jZQ==", b"Key: not base64!"),
        (b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", b""),
        (b"Version: 13", b"Version: 12"),
        (b"Version: 13", b"Version: 14"),
        (b"Sec-WebSocket-Version: 13\r\n", b""),
    ],
    ids=[
        "POST",
        "HEAD",
        "no-Upgrade",
        "other-Upgrade",
        "no-Connection",
        "other-Connection",
        "short-key",
        "key-not-base64",
        "no-key",
        "version-12",
        "version-14",
        "no-version",
    ],
)
def test_a_wrong_handshake_switches_nothing(http: Http, right: bytes, wrong: bytes) -> None:
    assert switches_nothing(http, http.answer(WEBSOCKET.replace(right, wrong)))
