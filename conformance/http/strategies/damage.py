"""Draws requests with something wrong in them, for properties that hold whatever a client sends."""

from __future__ import annotations

import re

from conformance.harness.case.properties import Draw
from conformance.http.peer import Http
from conformance.http.requests import UPLOAD
from conformance.http.strategies.well_formed import ANY, BY_LENGTH, body, chunk, field_line, trailers
from conformance.http.wire import Answer, Response, Silent
from conformance.model import not_applicable

MOST = 20  # answers that are read
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
LINE_END = re.compile(rb"\r\n")
NUMBER = re.compile(rb"(?<=[: \n])[0-9A-Fa-f]+(?=[\r;])")
LINE_ENDS = (b"\n", b"\r", b"\n\r", b"\r\r\n", b"\r\n\r\n", b"\x0b", b"\xc2\x85")
NUMBERS = (  # none is large: exhausted memory is judged elsewhere
    *(b"", b"0", b"+5", b"-1", b"0x5", b"1_0", b"5.0"),
    *(b"5, 6", b"5 5", b"\xd9\xa5"),
)
FRAMING = (
    *(b"Content-Length: 5\r\n", b"Content-Length: 6\r\n", b"Content_Length: 5\r\n"),
    *(b"Transfer-Encoding: chunked\r\n", b"Transfer-Encoding: x\r\n", b"Content-Length: 5, 5\r\n"),
)
DECORATIONS = (b", ", b",", b";a=b", b'"', b" , ,")


def undamaged(draw: Draw) -> bytes:
    """Draw a request with nothing wrong in it."""
    lines = b"".join(draw.some(field_line, 0, 3))
    if draw.one_of((True, False)):
        return b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + lines + b"\r\n"
    if draw.one_of((True, False)):
        content = draw.octets(ANY, 0, 20)
        return UPLOAD + lines + BY_LENGTH % len(content) + content
    return UPLOAD + lines + CHUNKED + body(draw.some(chunk, 0, 2), trailers=trailers(draw))[0]


def damaged(draw: Draw) -> bytes:
    """Draw a request with up to three things wrong in it."""
    octets = undamaged(draw)
    for _ in range(draw.number(0, 3)):
        octets = draw.one_of(DAMAGES)(draw, octets)
    return octets


def place(draw: Draw, count: int) -> int:
    """Draw an index below ``count``, or 0."""
    return draw.number(0, 98) * count // 99


def insert(draw: Draw, octets: bytes) -> bytes:
    at = place(draw, len(octets))
    return octets[:at] + draw.octets(ANY, 1, 3) + octets[at:]


def replace(draw: Draw, octets: bytes) -> bytes:
    at = place(draw, len(octets))
    return octets[:at] + draw.octets(ANY, 1, 1) + octets[at + 1 :]


def remove(draw: Draw, octets: bytes) -> bytes:
    at = place(draw, len(octets))
    return octets[:at] + octets[at + draw.number(1, 9) :]


def truncate(draw: Draw, octets: bytes) -> bytes:
    return octets[: place(draw, len(octets))]


def end_lines_oddly(draw: Draw, octets: bytes) -> bytes:
    return substitute(draw, LINE_END, octets, draw.one_of(LINE_ENDS))


def write_numbers_oddly(draw: Draw, octets: bytes) -> bytes:
    return substitute(draw, NUMBER, octets, draw.one_of(NUMBERS))


def frame_again(draw: Draw, octets: bytes) -> bytes:
    head, line_end, rest = octets.partition(b"\r\n")
    return head + line_end + draw.one_of(FRAMING) + rest


def decorate(draw: Draw, octets: bytes) -> bytes:
    return substitute(draw, re.compile(rb": |(?<=\w)(?=\r\n)"), octets, draw.one_of(DECORATIONS))


def repeat(draw: Draw, octets: bytes) -> bytes:
    lines = octets.split(b"\r\n")
    at = place(draw, len(lines))
    return b"\r\n".join([*lines[: at + 1], *lines[at:]])


def swap_case(draw: Draw, octets: bytes) -> bytes:
    at = place(draw, len(octets))
    end = at + draw.number(1, 20)
    return octets[:at] + octets[at:end].swapcase() + octets[end:]


def concatenate(draw: Draw, octets: bytes) -> bytes:
    return octets + undamaged(draw)


DAMAGES = (
    *(concatenate, swap_case, repeat, decorate, frame_again),
    *(write_numbers_oddly, end_lines_oddly, truncate, remove, replace, insert),
)


def substitute(draw: Draw, pattern: re.Pattern[bytes], octets: bytes, other: bytes) -> bytes:
    """Replace one of the matches by ``other``, if there is one."""
    if not (found := list(pattern.finditer(octets))):
        return octets
    start, end = found[place(draw, len(found))].span()
    return octets[:start] + other + octets[end:]


def send(http: Http, octets: bytes) -> None:
    """Send octets and FIN; if the target takes no content, uploads are POST requests to ``{path}``."""
    takes_content = {"echo", "body", "put"} & http.attempt.target.capabilities.keys()
    http.send(octets if takes_content else octets.replace(b"{upload}", b"POST {path}"))
    http.half_close()


def require_all_answers(http: Http, octets: bytes) -> list[Answer]:
    """Send octets and FIN; return all answers, the last of which is the end of the connection, not a response."""
    send(http, octets)
    answers: list[Answer] = [http.receive()]
    while isinstance(answers[-1], Response) and len(answers) < MOST:
        answers.append(http.receive())
    if isinstance(answers[-1], Silent):
        not_applicable("the target does not close after a client that has closed, so its last answer cannot be known")
    return answers


def requests_in(octets: bytes) -> int:
    """Return how many requests there may be in octets: each had a path and the name of the protocol."""
    return max(1, octets.upper().count(b"HTTP/"), octets.count(b"{path}") + octets.count(b"{upload}"))
