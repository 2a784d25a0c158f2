"""Valid and invalid UTF-8 (RFC 3629)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conformance.websocket.wire import CONTINUATION, TEXT, Frame

_BOUNDARIES = [0x0, 0x1, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xCFFF, 0xD000, 0xD7FF, 0xE000, 0xFEFF, 0xFFFC]
_BOUNDARIES += [0xFFFD, 0x10000, 0x3FFFF, 0x40000, 0xFFFFF, 0x100000, 0x10FFFF]
_NON_CHARACTERS = [0xFDD0, 0xFDEF, *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF))]

UTF_8 = {f"U+{code:04X}": chr(code).encode() for code in dict.fromkeys([*_BOUNDARIES, *_NON_CHARACTERS])}
"""Text: the first and the last of each length, the neighbours of the surrogates, every plane's non-characters."""
UTF_8 |= {
    "words": "κόσμε, мир, 世界, \U0001f30d".encode(),
    "combining": "e\u0301".encode(),
    "mark-first": b"\xef\xbb\xbfHi",
    "every-of-1": bytes(range(128)),
    "every-of-2": "".join(map(chr, range(0x80, 0x800))).encode(),
    "many-of-3": "".join(map(chr, [*range(0x800, 0xD800, 17), *range(0xE000, 0x10000, 17)])).encode(),
    "many-of-4": "".join(map(chr, range(0x10000, 0x110000, 257))).encode(),
}

_TWO, _THREE, _FOUR = "é".encode(), "€".encode(), "\U0001f600".encode()
SPLIT = {
    f"{len(octets)}-octets-at-{at}": (octets[:at], octets[at:])
    for octets in (_TWO, _THREE, _FOUR)
    for at in range(1, len(octets))
}
"""A character of each length, cut at each place."""

NOT_UTF_8 = {
    # continuation octets with nothing before them
    **{f"only-{octet:02x}": bytes([octet]) for octet in (0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF)},
    "two-continuations": b"\x80\xbf",
    "every-continuation": bytes(range(0x80, 0xC0)),
    "continuation-after-ascii": b"a\x80",
    "continuation-after-a-character": _TWO + b"\xa9",
    # first octets without the continuation that they need
    **{f"{first:02x}-then-space": bytes([first]) + b" " for first in (0xC2, 0xDF, 0xE0, 0xEF, 0xF0, 0xF4)},
    "e2-82-then-ascii": b"\xe2\x82a",
    "f0-9f-98-then-ascii": b"\xf0\x9f\x98a",
    "lead-then-lead": b"\xc3\xc3",
    "truncated-then-whole": _THREE[:2] + _THREE,
    # octets just outside the range of continuation octets, in each place
    "c2-7f": b"\xc2\x7f",
    "c2-c0": b"\xc2\xc0",
    "e1-7f-80": b"\xe1\x7f\x80",
    "e1-c0-80": b"\xe1\xc0\x80",
    "e1-80-7f": b"\xe1\x80\x7f",
    "e1-80-c0": b"\xe1\x80\xc0",
    "f1-7f-80-80": b"\xf1\x7f\x80\x80",
    "f1-c0-80-80": b"\xf1\xc0\x80\x80",
    "f1-80-7f-80": b"\xf1\x80\x7f\x80",
    "f1-80-c0-80": b"\xf1\x80\xc0\x80",
    "f1-80-80-7f": b"\xf1\x80\x80\x7f",
    "f1-80-80-c0": b"\xf1\x80\x80\xc0",
    # octets that never occur
    **{f"never-{octet:02x}": bytes([octet]) for octet in (0xC0, 0xC1, 0xF5, 0xF8, 0xFC, 0xFE, 0xFF)},
    "utf-16-mark": b"\xff\xfe",
    # more octets than are needed
    "overlong-nul-of-2": b"\xc0\x80",
    "overlong-slash-of-2": b"\xc0\xaf",
    "overlong-7f-of-2": b"\xc1\xbf",
    "overlong-nul-of-3": b"\xe0\x80\x80",
    "overlong-slash-of-3": b"\xe0\x80\xaf",
    "overlong-7ff-of-3": b"\xe0\x9f\xbf",
    "overlong-nul-of-4": b"\xf0\x80\x80\x80",
    "overlong-slash-of-4": b"\xf0\x80\x80\xaf",
    "overlong-ffff-of-4": b"\xf0\x8f\xbf\xbf",
    "overlong-of-5": b"\xf8\x80\x80\x80\xaf",
    "overlong-of-6": b"\xfc\x80\x80\x80\x80\xaf",
    # halves of UTF-16 pairs
    **{f"surrogate-{code:04X}": chr(code).encode("utf-8", "surrogatepass") for code in (0xD800, 0xDB7F, 0xDBFF)},
    **{f"surrogate-{code:04X}": chr(code).encode("utf-8", "surrogatepass") for code in (0xDC00, 0xDF80, 0xDFFF)},
    "surrogate-pair": "\ud83d\ude00".encode("utf-8", "surrogatepass"),
    "surrogate-pair-reversed": "\ude00\ud83d".encode("utf-8", "surrogatepass"),
    # beyond U+10FFFF
    "U+110000": b"\xf4\x90\x80\x80",
    "U+13FFFF": b"\xf4\xbf\xbf\xbf",
    "U+140000": b"\xf5\x80\x80\x80",
    "U+1FFFFF": b"\xf7\xbf\xbf\xbf",
    "U+200000-of-5": b"\xf8\x88\x80\x80\x80",
    "U+3FFFFFF-of-5": b"\xfb\xbf\xbf\xbf\xbf",
    "U+4000000-of-6": b"\xfc\x84\x80\x80\x80\x80",
    "U+7FFFFFFF-of-6": b"\xfd\xbf\xbf\xbf\xbf\xbf",
}
"""Payloads that a strict decoder refuses; each is a whole message."""

CANNOT_BECOME_UTF_8 = {
    "ff": b"\xff",
    "c0": b"\xc0",
    "continuation": b"\x80",
    "lead-then-ascii": b"\xc3(",
    "whole-surrogate": b"\xed\xa0\x80",
    "begun-surrogate": b"\xed\xa0",
    "begun-overlong-of-3": b"\xe0\x80",
    "begun-overlong-of-4": b"\xf0\x80",
    "begun-beyond-10ffff": b"\xf4\x90",
    "begun-of-5": b"\xf8",
}
"""Beginnings that no following octets can complete to UTF-8."""


def is_utf_8(octets: bytes) -> bool:
    """Whether the octets are UTF-8 as a whole."""
    try:
        octets.decode()
    except UnicodeDecodeError:
        return False
    return True


def texts(frames: Iterable[Frame]) -> Iterator[bytes]:
    """Return the text messages that the frames make up, but for those that are compressed, not whole or cut."""
    parts: list[Frame] = []
    for frame in frames:
        if frame.control:
            continue
        parts = [*parts, frame] if frame.opcode == CONTINUATION else [frame]
        if frame.fin:
            if parts[0].opcode == TEXT and all(part.rsv == 0 and part.size == len(part.payload) for part in parts):
                yield b"".join(part.payload for part in parts)
            parts = []
