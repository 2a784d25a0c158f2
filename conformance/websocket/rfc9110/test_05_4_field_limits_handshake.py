"""RFC 9110 §5.4  Field Limits"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed, Silent
from conformance.model import SERVER, inconclusive, not_applicable
from conformance.websocket.handshake import REQUEST, Handshake
from conformance.websocket.rfc9110 import RFC9110

section = RFC9110.section("5.4", "Field Limits")

TOO_LARGE = section.must(
    "handshake-too-large",
    role=SERVER,
    text="Answer a fitting 4xx to a handshake with a field line or a set of fields that is larger than the server "
    "wishes to process.",
    hint="Bound what is read, and answer 431 (RFC 6585 §5) before the connection is closed.",
)


@verifies(TOO_LARGE)
@pytest.mark.parametrize(
    "lines",
    [b"X-Large: " + b"a" * 8000 + b"\r\n", b"X-Large: " + b"a" * 65536 + b"\r\n", b"X-Large: a\r\n" * 1000],
    ids=["8-kB", "64-kB", "1000-fields"],
)
def test_a_large_handshake_is_accepted_or_answered_4xx(handshake: Handshake, lines: bytes) -> None:
    answer = handshake.answer(REQUEST[:-2] + lines + b"\r\n")
    if answer == Closed("RST"):
        inconclusive("a reset may overtake an answer")
    if isinstance(answer, Silent):
        not_applicable("the target does not answer, which another case judges")
    assert answer.status is not None
    assert answer.status < 500
