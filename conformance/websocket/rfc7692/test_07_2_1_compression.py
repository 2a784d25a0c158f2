"""RFC 7692 §7.2.1  Compression"""

from __future__ import annotations

import random

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.websocket.deflating import Deflating
from conformance.websocket.rfc7692 import RFC7692
from conformance.websocket.wire import BINARY, TEXT, Frame, frame

section = RFC7692.section("7.2.1", "Compression")

EMPTY_BLOCK = section.implied(
    "empty-block-at-the-end",
    role=SERVER,
    text="End a compressed message in an empty block without compression, less its last four octets.",
    hint="Flush with Z_SYNC_FLUSH and take 00 00 ff ff off; where that leaves nothing, send the one octet 00.",
)

TEXTS = {
    "short": [b"Hello"],
    "long": [b"over and over and " * 300],
    "several": [b"over and over and " * 300, b"over and over and out " * 100, b"over and over and " * 300],
    "empty": [b""],
    "empty after another": [b"over and over and " * 300, b""],
    "empty twice": [b"", b"", b""],
}


@verifies(EMPTY_BLOCK)
@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_a_compressed_message_ends_in_an_empty_block(deflating: Deflating, texts: list[bytes]) -> None:
    deflating.require_echo()
    for text in texts:
        assert deflating.delivers(frame(TEXT, text), Frame(TEXT, text))
    deflating.require_compressed()
    assert deflating.ends_in_an_empty_block


OWN_WINDOW = section.must_not(
    "within-the-agreed-window",
    role=SERVER,
    text="Do not look back further than the agreed server_max_window_bits allow.",
    hint="Give the agreed number to the compressor; it may be smaller than the one that was asked for.",
)


@verifies(OWN_WINDOW)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
@pytest.mark.parametrize("bits", range(8, 15))
def test_a_message_looks_back_within_the_agreed_window(deflating: Deflating, bits: int, opcode: int) -> None:
    deflating.require_echo()
    websocket = deflating.reconnect(b"permessage-deflate; server_max_window_bits=%d" % bits)
    payload = repeats_after(1 << bits)
    assert websocket.delivers(frame(opcode, payload), Frame(opcode, payload))
    websocket.require_compressed()


@verifies(OWN_WINDOW)
@pytest.mark.parametrize("bits", [9, 12])
def test_a_message_looks_back_to_those_before_within_the_window(deflating: Deflating, bits: int) -> None:
    deflating.require_echo()
    websocket = deflating.reconnect(b"permessage-deflate; server_max_window_bits=%d" % bits)
    payload = repeats_after(1 << bits)
    messages = [Frame(TEXT, payload[: 1 << bits]), Frame(TEXT, payload[1 << bits :])]
    assert websocket.delivers(b"".join(frame(TEXT, one.payload) for one in messages), *messages)
    websocket.require_compressed()


NO_TAKEOVER = section.must(
    "empty-window-for-each-message",
    role=SERVER,
    text="Where server_no_context_takeover is agreed, start each message with an empty window.",
    hint="Make a new compressor, or reset it, for each message.",
)


@verifies(NO_TAKEOVER)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
@pytest.mark.parametrize("between", [None, b"", b"in between"], ids=["nothing", "empty", "another"])
def test_no_message_looks_back_to_those_before(deflating: Deflating, opcode: int, between: bytes | None) -> None:
    deflating.require_echo()
    websocket = deflating.reconnect(b"permessage-deflate; server_no_context_takeover")
    again = Frame(opcode, repeats_after(1200))
    messages = [again, again] if between is None else [again, Frame(opcode, between), again]
    assert websocket.delivers(b"".join(frame(opcode, one.payload) for one in messages), *messages)
    websocket.require_compressed()


def repeats_after(size: int) -> bytes:
    """Digits that say nothing twice, but that the first 200 come again, more than ``size`` octets later."""
    digits = random.Random(size).randbytes(size // 2 + 100).hex().encode()
    return digits + digits[:200]
