"""RFC 9113 §3.1  HTTP/2 Version Identification, and §3.4, which says what a switch to it begins with."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.peer import Http
from conformance.http.rfc9113 import RFC9113
from conformance.http.wire import Closed, Garbage, Silent
from conformance.model import SERVER, inconclusive_unless

section = RFC9113.section("3.4", "HTTP/2 Connection Preface")

PREFACE = section.must(
    "settings-first",
    role=SERVER,
    text="Ignore the deprecated `Upgrade: h2c` (RFC 9113 §3.1); after a 101 to it, a SETTINGS frame comes first.",
    hint="Do not switch to h2c at all: clients that want HTTP/2 without TLS know so beforehand.",
)

H2C = b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
CLIENT_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(3) + b"\x04" + bytes(5)
SETTINGS = 4


@verifies(PREFACE)
@pytest.mark.parametrize("settings", [b"HTTP2-Settings: \r\n", b"HTTP2-Settings: AAMAAABkAAQAAP__\r\n"])
def test_h2c_is_ignored_or_spoken(http: Http, settings: bytes) -> None:
    answer = http.answer(H2C + settings + b"\r\n")
    if answer.status != 101:
        assert answer in ACCEPTED or answer in REJECTED
        return
    http.send(CLIENT_PREFACE)
    first = http.what_follows()
    partial = first.partial if isinstance(first, Closed | Silent | Garbage) else b""
    inconclusive_unless(isinstance(first, Garbage) or not partial, "the first frame did not come as a whole")
    assert partial[3:4] == bytes([SETTINGS])
