"""Draws contents, chunks, field lines, and unusual spellings for properties.

Each function makes one example from a ``Draw``. A failing example shrinks towards the first octets of an alphabet.
"""

from __future__ import annotations

from conformance.harness.case.properties import Draw
from conformance.http.requests import UPLOAD

LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = b"0123456789"
SYMBOLS = b"-_.!#$%&'*+^`|~"  # with letters and digits, what a token is made of (RFC 9110 §5.6.2)
SEPARATORS = b'"(),/:;<=>?@[\\]{}'
CONTROLS = bytes([*range(1, 9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])  # without NUL, HTAB, LF and CR
OBS_TEXT = bytes(range(0x80, 0x100, 5)) + b"\x85\xc2\xc4\xe2\xef\xbb\xbf"
ANY = b"abzAFZ059 \r\n\t\x00" + SYMBOLS + SEPARATORS + b"\x01\x0b\x0c\x1a\x1b\x1c\x1f\x7f" + OBS_TEXT
TEXT = b"abzABZ059 \t" + SYMBOLS + SEPARATORS
JUNK = b"a:; \t\"\\=,(){}<>'\x00\x01\x0b\x0c\x1b\x1f\x7f\x85\xff"  # no line ends; readers disagree about these

BY_LENGTH = b"Content-Length: %d\r\n\r\n"
EXTENSIONS = (b";a", b";a=b", b";0=5", b';a="b"', b';a=";"', b';a="b c=d"', b';a="\\""', b";~=~")


# content and its framing


def content(draw: Draw) -> bytes:
    """Any octets, up to some hundreds."""
    return draw.octets(ANY, 0, 20) * draw.one_of((1, 1, 3, 20))


def cut_off(draw: Draw) -> tuple[bytes, int]:
    """Content, and how much of it is sent, which is not all."""
    whole = draw.octets(ANY, 1, 20)
    return whole, draw.number(0, len(whole) - 1)


def invalid_length(draw: Draw) -> bytes:
    """Digits with one other octet, which makes them no Content-Length."""
    before, after = draw.octets(DIGITS, 0, 3), draw.octets(DIGITS, 0, 3)
    within = (b" \t",) if before and after else ()  # at an end they count as whitespace, or may be replaced by it
    odd = draw.one_of((LETTERS, SYMBOLS, SEPARATORS.replace(b",", b""), CONTROLS, OBS_TEXT, *within))
    return before + draw.octets(odd, 1, 1) + after


def invalid_chunk_size(draw: Draw) -> bytes:
    """A digit with one other octet, which makes it no chunk size."""
    odd = draw.one_of((LETTERS[6:26] + LETTERS[32:], SYMBOLS, SEPARATORS.replace(b";", b""), CONTROLS, OBS_TEXT))
    wrong = draw.octets(odd, 1, 1)
    zeros = draw.octets(b"0", 0, 3)
    return draw.one_of((zeros + b"5" + wrong, wrong + zeros + b"5", zeros + wrong + b"5"))


def chunk(draw: Draw) -> tuple[bytes, bytes]:
    """The size of a chunk in some spelling, and its data."""
    data = draw.octets(ANY, 1, 3) * draw.one_of((1, 5, 16))
    return draw.octets(b"0", 0, 3) + draw.one_of((b"%x", b"%X")) % len(data), data


def extensions(draw: Draw) -> tuple[bytes, bytes]:
    """Extensions of a chunk, and of the last one."""
    return b"".join(draw.some(extension, 0, 5)), b"".join(draw.some(extension, 0, 5))


def extension(draw: Draw) -> bytes:
    return draw.one_of(EXTENSIONS)


def trailers(draw: Draw) -> bytes:
    return b"".join(draw.some(field_line, 0, 6))


def body(pieces: list[tuple[bytes, bytes]], last: bytes = b"0", trailers: bytes = b"") -> tuple[bytes, bytes]:
    """Join chunks to a chunked body; return it and its content."""
    chunks = b"".join(size + b"\r\n" + data + b"\r\n" for size, data in pieces)
    return chunks + last + b"\r\n" + trailers + b"\r\n", b"".join(data for _, data in pieces)


def chunks(draw: Draw) -> tuple[bytes, bytes]:
    """A chunked body, and its content."""
    return body(draw.some(chunk, 0, 5), draw.octets(b"0", 1, 4))


def chunks_cut_off(draw: Draw) -> bytes:
    """The beginning of a chunked body, without its last chunk."""
    whole, _ = body(draw.some(chunk, 0, 3))
    sent = len(whole) - len(b"\r\n\r\n")
    return whole[: max(0, sent - draw.number(0, min(sent, 99)))]


def segments(draw: Draw) -> list[int]:
    """The number of octets in each segment except the last, which has the rest."""
    return [octet + 1 for octet in draw.octets(bytes(range(7)), 0, 7)]


# requests


def any_case(draw: Draw, name: bytes) -> bytes:
    """A name with the case of its letters changed; a failing example shrinks to the case of the RFC."""
    swapped = draw.octets(b"\x00\x01", len(name), len(name))
    return bytes(ord(bytes([octet]).swapcase()) if swap else octet for octet, swap in zip(name, swapped, strict=True))


def names_in_any_case(draw: Draw) -> tuple[bytes, bytes]:
    """Host and Content-Length, each in any case."""
    return any_case(draw, b"Host"), any_case(draw, b"Content-Length")


def chunked_coding(draw: Draw) -> tuple[bytes, bytes]:
    """Transfer-Encoding and its value, each in any case."""
    return any_case(draw, b"Transfer-Encoding"), any_case(draw, b"chunked")


def token(draw: Draw) -> bytes:
    return draw.octets(b"aB0" + SYMBOLS, 1, 12)


def value(draw: Draw) -> bytes:
    """A field value of visible characters and whitespace."""
    return draw.octets(TEXT, 0, 12)


def field_line(draw: Draw) -> bytes:
    """A field line that no server knows."""
    return b"X-" + draw.octets(LETTERS, 1, 4) + b":" + whitespace(draw) + value(draw) + b"\r\n"


def whitespace(draw: Draw) -> bytes:
    return draw.octets(b" \t", 0, 4)


def whitespace_around(draw: Draw) -> tuple[bytes, bytes]:
    """Whitespace before and after a value."""
    return draw.octets(b" \t", 0, 9), draw.octets(b" \t", 0, 9)


def ordered_lines(draw: Draw) -> bytes:
    """Host, a Content-Length of 5 and unknown field lines, in any order."""
    lines = draw.some(field_line, 0, 8)
    for line in (b"Host: {host}\r\n", b"Content-Length: 5\r\n"):
        lines.insert(draw.number(0, len(lines)), line)
    return b"".join(lines)


def option(draw: Draw) -> bytes:
    """A member of Connection that no server knows, or an empty one."""
    return draw.one_of((b"a", b"", b"x-a", b"closed", b"clos", b"not-close"))


def options(draw: Draw) -> bytes:
    """The value of Connection, on one line, with ``close`` among its members."""
    return _list_with_close(draw, (b", ", b",", b" ,\t"))


def options_on_lines(draw: Draw) -> bytes:
    """The values of one or several lines of Connection, after the first name, with ``close`` among their members."""
    return _list_with_close(draw, (b", ", b"\r\nConnection: ", b"\r\nX-A: b\r\nConnection: "))


def _list_with_close(draw: Draw, separators: tuple[bytes, ...]) -> bytes:
    members = [option(draw) for _ in range(draw.number(0, 8))]
    members.insert(draw.number(0, len(members)), b"close")
    return members[0] + b"".join(draw.one_of(separators) + member for member in members[1:])


def junk(draw: Draw) -> bytes:
    """Octets within a line that may make it malformed."""
    return draw.octets(JUNK, 1, 12)


def head_cut_off(draw: Draw) -> bytes:
    """The beginning of a request without the end of its fields."""
    whole = b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + b"".join(draw.some(field_line, 0, 4)) + b"\r\n"
    return whole[: len(whole) - draw.number(1, 40)]


def query_and_fields(draw: Draw) -> tuple[bytes, bytes]:
    """What may follow the path of a request, and unknown field lines."""
    query = draw.octets(b"ab0=&/?-._~!$'()*+,;:@", 0, 12)
    return b"?" + query if query else b"", b"".join(draw.some(field_line, 0, 4))


def post(draw: Draw) -> tuple[bytes, bytes]:
    """A request with content, and the content."""
    sent = draw.octets(ANY, 0, 20)
    return UPLOAD + BY_LENGTH % len(sent) + sent, sent


def posts(draw: Draw) -> list[tuple[bytes, bytes]]:
    """Some requests with content, and their contents."""
    return draw.some(post, 2, 6)
