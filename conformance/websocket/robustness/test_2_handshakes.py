"""Robustness 2  Handshakes"""

from __future__ import annotations

import random

import pytest

from conformance.harness.case.properties import example, examples
from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed, Response, Silent
from conformance.model import SERVER, not_applicable
from conformance.websocket.handshake import REQUEST, Handshake
from conformance.websocket.robustness import ROBUSTNESS
from conformance.websocket.strategies.damage import LINES, damaged_handshake, handshake_of

section = ROBUSTNESS.section("2", "Handshakes")

LARGE = section.robustness(
    "large-handshakes",
    role=SERVER,
    text="A handshake that is larger than the server likes is answered, or the connection closed.",
    hint="Answer 431, and close; go on reading for a moment, lest the answer is lost to a reset.",
)


@verifies(LARGE)
@pytest.mark.parametrize(
    "lines",
    [b"X-Large: " + b"a" * 8000 + b"\r\n", b"X-Large: " + b"a" * 65536 + b"\r\n", b"X-Large: a\r\n" * 1000],
    ids=["8-kB", "64-kB", "1000-fields"],
)
def test_a_large_handshake_is_answered(handshake: Handshake, lines: bytes) -> None:
    assert isinstance(handshake.answer(REQUEST[:-2] + lines + b"\r\n"), Response | Closed)


@verifies(LARGE)
@pytest.mark.heavy
def test_a_handshake_of_a_megabyte_is_answered(handshake: Handshake) -> None:
    lines = (b"X-Large: " + b"a" * 1000 + b"\r\n") * 1040
    assert isinstance(handshake.answer(REQUEST[:-2] + lines + b"\r\n"), Response | Closed)


GARBAGE = section.robustness(
    "garbage",
    role=SERVER,
    text="What is no HTTP at all switches nothing.",
    hint="Check that the first line is a request line before you look for fields.",
)

CLIENT_HELLO = bytes.fromhex(
    "16030100510100004d0303000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f000006130113021303"
    "010000 1e002b0003020304000a00040002001d000d000400020403002d00020101"
)


@verifies(GARBAGE)
@pytest.mark.parametrize(
    "octets", [CLIENT_HELLO, random.Random(4).randbytes(4096), bytes(4096)], ids=["TLS", "random", "zeros"]
)
def test_garbage_switches_nothing(handshake: Handshake, octets: bytes) -> None:
    handshake.stream.send(octets)
    assert handshake.receive().status != 101


NO_TUNNEL = section.robustness(
    "no-tunnel",
    role=SERVER,
    text="What follows a refused handshake is an HTTP request, or the connection closes; it is not swallowed.",
    hint="Switch when the 101 is sent, not when Upgrade is seen.",
)


@verifies(NO_TUNNEL)
@pytest.mark.parametrize(
    "refused",
    [REQUEST.replace(b"13", b"255", 1), REQUEST.replace(b"{key}", b""), REQUEST.replace(b": websocket", b": foo")],
    ids=["version", "key", "protocol"],
)
def test_after_a_refusal_nothing_is_swallowed(handshake: Handshake, refused: bytes) -> None:
    seen = handshake.pipeline(refused, b"GET {path} HTTP/1.1\r\nHost: {host}\r\n{origin}{fields}\r\n")
    if seen.answer.status == 101:
        not_applicable("the target does not refuse such a handshake")
    assert isinstance(seen.answer, Response | Closed)
    assert len(seen.answers) == 2 or not (isinstance(seen.end, Silent) and seen.answer.persists)


NO_INTERNAL_ERROR = section.should(
    "no-internal-error",
    role=SERVER,
    text="No handshake makes the server fail: a 500 tells of an error that nobody expected, and a client can ask for.",
    hint="Look up the exception in the server's log, and answer 400 or another 4xx in that case.",
)


@verifies(NO_INTERNAL_ERROR)
@example(handshake_of(LINES[0]))
@examples(damaged_handshake)
def test_no_handshake_makes_the_server_fail(handshake: Handshake, octets: bytes) -> None:
    assert handshake.answer(octets).status != 500


SERVES_OTHERS = section.robustness(
    "serves-others",
    role=SERVER,
    text="After a handshake with anything wrong in it, a good one on another connection is accepted as before.",
    hint="After a failed handshake, release the connection, its buffers and its locks.",
)

NEXT = REQUEST[:-2] + b"User-Agent: next\r\n\r\n"


@verifies(SERVES_OTHERS)
@example(handshake_of(*LINES, *LINES[1:]))
@examples(damaged_handshake)
def test_a_damaged_handshake_does_others_no_harm(handshake: Handshake, octets: bytes) -> None:
    handshake.answer(octets)
    assert handshake.reconnect().opens(NEXT)
