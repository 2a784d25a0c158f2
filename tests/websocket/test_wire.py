"""The judge's own frames: written as told, read octet for octet, the wrong ones too (RFC 6455 §5.2, §5.7)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.target import Target
from conformance.model import Endless
from conformance.websocket.deflate import BadDeflate, Deflater, Inflater, deflated
from conformance.websocket.extensions import BadExtensions, Extension, parse_extensions
from conformance.websocket.handshake import REQUEST, Handshake, accept_of, offering
from conformance.websocket.helpers import blocks
from conformance.websocket.protocol import PROTOCOL
from conformance.websocket.wire import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    UNMASKED,
    Frame,
    FrameReader,
    SentFrames,
    TooLarge,
    close_payload,
    frame,
    masked,
    one_by_one,
)
from reference_impls.websocket.server import WebSocketServer
from tests.kit.protocols import server
from tests.kit.serving import serving

KEY = bytes.fromhex("37fa213d")
EXAMPLES = [  # RFC 6455 §5.7
    ("810548656c6c6f", frame(TEXT, b"Hello", mask=UNMASKED), [Frame(TEXT, b"Hello")]),
    ("818537fa213d7f9f4d5158", frame(TEXT, b"Hello", mask=KEY), [Frame(TEXT, b"Hello")]),
    (
        "010348656c80026c6f",
        frame(TEXT, b"Hel", fin=False, mask=UNMASKED) + frame(CONTINUATION, b"lo", mask=UNMASKED),
        [Frame(TEXT, b"Hel", fin=False), Frame(CONTINUATION, b"lo")],
    ),
    ("890548656c6c6f", frame(PING, b"Hello", mask=UNMASKED), [Frame(PING, b"Hello")]),
    ("8a8537fa213d7f9f4d5158", frame(PONG, b"Hello", mask=KEY), [Frame(PONG, b"Hello")]),
    ("827e0100" + "00" * 256, frame(BINARY, bytes(256), mask=UNMASKED), [Frame(BINARY, bytes(256))]),
    ("827f0000000000010000" + "00" * 65536, frame(BINARY, bytes(65536), mask=UNMASKED), [Frame(BINARY, bytes(65536))]),
]


def read(octets: bytes, step: int = 1 << 20, limit: int = 1 << 20) -> list[Frame]:
    reader, frames = FrameReader(limit), []
    for at in range(0, len(octets), step):
        reader.feed(octets[at : at + step])
        while one := reader.next():
            frames.append(one)
    return frames


SENT = [
    (frame(TEXT, b"Hel", fin=False) + frame(PING, b"there?") + frame(CONTINUATION, b"lo"), [b"there?"]),
    (frame(BINARY, frame(PING, b"no")) + frame(PING) + frame(PONG, b"here"), [b""]),
    (frame(BINARY, bytes(70000)) + frame(PING, b"*" * 125, mask=UNMASKED) + frame(PING, b"cut")[:-1], [b"*" * 125]),
    (frame(TEXT, b"", length=1 << 62) + frame(PING, b"of the payload"), []),
]


@pytest.mark.parametrize("step", [1, 7, 1 << 20])
@pytest.mark.parametrize(("octets", "pings"), SENT)
def test_the_pings_among_frames_are_found(octets: bytes, pings: list[bytes], step: int) -> None:
    sent = SentFrames()
    assert [one for at in range(0, len(octets), step) for one in sent.feed(octets[at : at + step])] == pings


@pytest.mark.parametrize("step", [1, 7, 1 << 20])
@pytest.mark.parametrize(
    ("octets", "amid_message", "amid_frame"),
    [
        (frame(TEXT, b"Hel", fin=False) + frame(PING, b"there?"), True, False),
        (frame(TEXT, b"Hel", fin=False) + frame(CONTINUATION, b"lo"), False, False),
        (frame(TEXT, b"Hello") + frame(PING, b"there?")[:3], False, True),
    ],
)
def test_what_is_under_way_is_known(octets: bytes, amid_message: bool, amid_frame: bool, step: int) -> None:
    sent = SentFrames()
    for at in range(0, len(octets), step):
        sent.feed(octets[at : at + step])
    assert (sent.amid_message, sent.amid_frame) == (amid_message, amid_frame)


def test_frames_are_told_apart() -> None:
    frames = [frame(TEXT, b"Hello"), frame(PING), frame(BINARY, bytes(70000)), frame(TEXT, b"cut")[:-1]]
    assert list(one_by_one(b"".join(frames))) == frames


@pytest.mark.parametrize(("octets", "written", "frames"), EXAMPLES)
def test_the_examples_of_the_rfc(octets: str, written: bytes, frames: list[Frame]) -> None:
    assert written == bytes.fromhex(octets)
    assert read(written) == read(written, 1) == read(written, 3) == frames


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from([TEXT, BINARY, PING, 3]), st.integers(0, 7), st.booleans())
def test_what_is_written_is_read(payload: bytes, opcode: int, rsv: int, fin: bool) -> None:
    both = frame(opcode, payload, fin=fin, rsv=rsv) + frame(PONG, b"", mask=UNMASKED)
    assert read(both) == [Frame(opcode, payload, fin, rsv), Frame(PONG)]
    assert [one.masked for one in read(both)] == [True, False]


@pytest.mark.parametrize("form", [1, 3, 9])
def test_a_length_may_be_written_longer_than_needed(form: int) -> None:
    (one,) = read(frame(TEXT, b"Hello", form=form, mask=UNMASKED))
    assert (one.form, one.size, one.payload, len(one.head)) == (form, 5, b"Hello", 1 + form)


def test_a_length_that_is_a_lie() -> None:
    assert frame(TEXT, b"Hello", length=1 << 63, mask=UNMASKED) == b"\x81\x7f\x80" + bytes(7) + b"Hello"
    with pytest.raises(TooLarge):
        read(frame(TEXT, b"Hello", length=1 << 63))


def test_a_frame_larger_than_the_limit_is_not_waited_for() -> None:
    with pytest.raises(TooLarge):
        read(frame(TEXT, b"Hello", length=5000), limit=4096)


def test_a_close_has_a_code_and_a_reason() -> None:
    assert (Frame(CLOSE, close_payload(1002, b"why")).code, Frame(CLOSE, close_payload(1002, b"why")).reason) == (
        1002,
        b"why",
    )
    assert [Frame(CLOSE, b"").code, Frame(CLOSE, b"\x03").code, Frame(TEXT, b"\x03\xe8").code] == [None, None, None]


def test_masking_is_its_own_inverse() -> None:
    assert masked(KEY, masked(KEY, b"Hello, world")) == b"Hello, world"


def test_a_masking_key_is_the_same_in_every_run() -> None:
    """A server that takes the key for something else must not be lucky in one run, and not in the next."""
    assert frame(TEXT, b"Hello").hex(" ") == "81 85 7a 5a 1a 2d 32 3f 76 41 15"
    assert frame(PING).hex(" ") == "89 80 02 67 8c ba"


def test_the_accept_of_the_rfc() -> None:
    assert accept_of(b"dGhlIHNhbXBsZSBub25jZQ==") == b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="


def test_extensions_are_read() -> None:
    lines = [b'a; b=1; c, , d;e="f\\g"', b"permessage-deflate"]
    assert parse_extensions(lines) == [
        Extension(b"a", ((b"b", b"1"), (b"c", None))),
        Extension(b"d", ((b"e", b"fg"),)),
        Extension(b"permessage-deflate"),
    ]


@pytest.mark.parametrize("line", [b"a b", b"a;", b"a; =1", b"a; b=", b'a; b="', b"a; b=c d", b";", b"a,b;;c"])
def test_malformed_extensions_are_refused(line: bytes) -> None:
    with pytest.raises(BadExtensions):
        parse_extensions([line])


@pytest.mark.parametrize(
    "octets",
    [
        "f248cdc9c90700",  # RFC 7692 §7.2.3.1
        "000500faff48656c6c6f00",  # §7.2.3.3
        "f348cdc9c9070000",  # §7.2.3.4: BFINAL
        "f248050000 00ffff cac9c90700",  # §7.2.3.5: two blocks
    ],
)
def test_the_compressed_examples_of_the_rfc(octets: str) -> None:
    inflater = Inflater()
    assert inflater.message(bytes.fromhex(octets)) == b"Hello"
    assert inflater.message(bytes.fromhex("f200110000")) == b"Hello"  # §7.2.3.2: it refers to the first


def test_without_a_context_there_is_nothing_to_refer_to() -> None:
    inflater = Inflater(takeover=False)
    assert inflater.message(deflated(b"Hello")) == b"Hello"
    with pytest.raises(BadDeflate):
        inflater.message(bytes.fromhex("f200110000"))


def test_a_reference_beyond_the_window_is_noticed() -> None:
    far = bytes(range(256)) * 3
    deflater, inflater = Deflater(15), Inflater(9)
    inflater.message(deflater.message(far + b"-" * 600))
    with pytest.raises(BadDeflate):
        inflater.message(deflater.message(far[:256]))


@pytest.mark.parametrize("bits", range(8, 16))
def test_a_window_is_obeyed_to_the_octet(bits: int) -> None:
    """Also where the whole message is inflated at once: zlib itself looks back on all that one call has given."""
    before = blocks.stored(bytes(40000))
    assert (
        len(Inflater(bits).message(before + blocks.octets(blocks.fixed(blocks.look_back(1 << bits)), "000"))) == 40003
    )
    if bits < 15:
        with pytest.raises(BadDeflate):
            Inflater(bits).message(before + blocks.octets(blocks.fixed(blocks.look_back((1 << bits) + 1)), "000"))


@pytest.mark.parametrize("bits", range(8, 16))
def test_a_deflater_keeps_to_its_window(bits: int) -> None:
    deflater, inflater, text = Deflater(bits), Inflater(bits), bytes(range(256)) * 300
    assert [inflater.message(deflater.message(text)) for _ in range(2)] == [text, text]


@pytest.mark.parametrize(
    ("octets", "whole"),
    [
        (b"\x00", True),
        (b"", False),
        (bytes.fromhex("f348cdc9c90700"), False),
        (bytes.fromhex("f348cdc9c9070000"), True),
    ],
)
def test_the_end_of_a_compressed_message_is_looked_at(octets: bytes, whole: bool) -> None:
    inflater = Inflater()
    inflater.message(octets)
    assert inflater.ends_in_an_empty_block() is whole


def test_blocks_are_put_together_as_in_the_rfc() -> None:
    hello = blocks.octets(blocks.fixed(blocks.literals(b"Hello")), blocks.EMPTY)
    assert hello.hex() == "f248cdc9c90700"
    assert (blocks.stored(b"Hello") + b"\x00").hex() == "000500faff48656c6c6f00"


def test_a_bomb_is_bounded() -> None:
    with pytest.raises(Endless, match="more than"):
        Inflater().message(deflated(bytes(20 << 20)))


def test_what_every_request_offers_gives_way_to_what_the_case_offers() -> None:
    with serving(server(WebSocketServer)) as url:
        target = Target(url, PROTOCOL, capabilities={"ws.fields": "Cookie: a=b\nSec-WebSocket-Protocol: chat"})
        attempt = Attempt(target, 1.0)
        handshake = Handshake(attempt)
        assert b"Cookie: a=b\r\nSec-WebSocket-Protocol: chat\r\n\r\n" in handshake.fill(REQUEST)
        assert b"Cookie: a=b\r\nSec-WebSocket-Protocol: other\r\n\r\n" in handshake.fill(offering(b"other"))
        assert handshake.opens(offering(b"other"))
        attempt.close()
