"""The reference server, the judge's reader and wsproto read the same frames alike."""

from __future__ import annotations

import random

import pytest
from wsproto.extensions import PerMessageDeflate
from wsproto.frame_protocol import CloseReason, FrameProtocol, Opcode, ParseFailed

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
    close_payload,
    frame,
)
from tests.reference.websocket.clients import PMD, exchange, frames, opened

Reading = list[tuple[int, bytes]]

STRICTER = {1007: 1002}  # both are right for a reason that is not UTF-8
READ_ALIKE = [
    frame(TEXT, b"Hello"),
    frame(TEXT, b"Hel", fin=False) + frame(PING, b"!") + frame(CONTINUATION, b"lo"),
    frame(BINARY, bytes(70000)),
    frame(TEXT, fin=False) + frame(CONTINUATION, b"x", fin=False) + frame(CONTINUATION),
    frame(PONG, b"nobody asked") + frame(PING, b"x" * 125),
    frame(TEXT, "κόσμε".encode()),
    frame(CLOSE),
    *(frame(CLOSE, close_payload(code, b"why")) for code in (1000, 1001, 1011, 3000, 4999)),
]
FAILED_ALIKE = [
    frame(TEXT, b"x", mask=UNMASKED),
    *(frame(opcode, b"x") for opcode in (3, 7, 11, 15)),
    *(frame(TEXT, b"x", rsv=rsv) for rsv in (1, 2, 4)),
    frame(PING, fin=False),
    frame(PING, b"x" * 126),
    frame(CONTINUATION, b"x"),
    frame(TEXT, b"x", fin=False) + frame(BINARY, b"x"),
    frame(TEXT, b"\xff"),
    frame(TEXT, b"\xed\xa0\x80"),
    frame(TEXT, b"\xf4\x90\x80\x80"),
    frame(TEXT, b"\xc3"),
    frame(TEXT, b"x", form=3),
    frame(TEXT, b"x", form=9),
    frame(TEXT, b"", length=1 << 63),
    frame(CLOSE, b"\x03"),
    *(frame(CLOSE, close_payload(code)) for code in (0, 999, 1004, 1005, 1006, 1015, 2999, 5000)),
    frame(CLOSE, close_payload(1000, b"\xff")),
]


def _octets(payload: object) -> bytes:
    assert isinstance(payload, str | bytes | bytearray)
    return payload.encode() if isinstance(payload, str) else bytes(payload)


def wsproto(octets: bytes, *, client: bool = False) -> Reading:
    """Messages and control frames as wsproto reads them; a failure is a Close with its code."""
    protocol, found, part = FrameProtocol(client=client, extensions=[]), [], b""
    protocol.receive_bytes(octets)
    try:
        for one in protocol.received_frames():
            if one.opcode is Opcode.CLOSE:
                code = one.payload[0]
                found.append((CLOSE, b"" if code is CloseReason.NO_STATUS_RCVD else int(code).to_bytes(2)))
                continue
            payload = _octets(one.payload)
            part = part + payload if one.opcode.value < CLOSE else part
            if one.message_finished:
                found.append((one.opcode.value, payload if one.opcode.value >= CLOSE else part))
                part = part if one.opcode.value >= CLOSE else b""
    except ParseFailed as error:
        found.append((CLOSE, int(error.code).to_bytes(2)))
    return found


def reference(octets: bytes) -> Reading:
    """The same by what the reference server answers: it echoes, and pongs."""
    answers = {PONG: PING}
    return [(answers.get(one.opcode, one.opcode), one.payload) for one in exchange(opened(), octets)]


@pytest.mark.parametrize("octets", READ_ALIKE, ids=range(len(READ_ALIKE)))  # masking keys are random
def test_what_is_right_is_read_alike(octets: bytes) -> None:
    read = [(opcode, payload) for opcode, payload in wsproto(octets) if opcode != PONG]
    assert reference(octets) == read


@pytest.mark.parametrize("octets", FAILED_ALIKE, ids=range(len(FAILED_ALIKE)))
def test_what_is_wrong_fails_alike(octets: bytes) -> None:
    def codes(reading: Reading) -> list[int]:
        return [int.from_bytes(payload[:2]) for opcode, payload in reading if opcode == CLOSE]

    ours, theirs = codes(reference(octets)), codes(wsproto(octets))
    assert len(ours) == len(theirs) == 1
    assert ours == theirs or STRICTER.get(ours[0]) == theirs[0]


def test_the_judge_reads_what_wsproto_writes() -> None:
    protocol, octets = FrameProtocol(client=True, extensions=[]), b""
    for size in (0, 1, 125, 126, 65535, 65536):
        octets += protocol.send_data(bytes(size), fin=True)
    octets += protocol.ping(b"!") + protocol.close(1000, "why")
    assert frames(octets) == [Frame(BINARY, bytes(size)) for size in (0, 1, 125, 126, 65535, 65536)] + [
        Frame(PING, b"!"),
        Frame(CLOSE, close_payload(1000, b"why")),
    ]


def test_wsproto_inflates_what_the_reference_compresses() -> None:
    extension = PerMessageDeflate()
    extension.finalize("permessage-deflate")
    sender, core = FrameProtocol(client=True, extensions=[extension]), opened(PMD)
    for payload in (b"Hello" * 100, b"Hello" * 100, b"", random.Random(1).randbytes(3000)):
        sent = sender.send_data(payload, fin=True)
        (echo,) = exchange(core, bytes(sent))
        sender.receive_bytes(frame(echo.opcode, echo.payload, rsv=echo.rsv, mask=UNMASKED))
        assert b"".join(_octets(one.payload) for one in sender.received_frames()) == payload


def test_random_cuts_change_nothing() -> None:
    octets, cut = b"".join(READ_ALIKE[:6]), random.Random(2)
    reader, found, left = FrameReader(1 << 20), [], octets
    while left:
        at = cut.randrange(1, 2000)
        reader.feed(left[:at])
        left = left[at:]
        while one := reader.next():
            found.append(one)
    assert found == frames(octets)
