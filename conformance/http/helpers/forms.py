"""For the cases on forms (RFC 7578): forms as octets, the fields that the target lists, and forms to draw."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

from conformance.harness.case.properties import Draw
from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.exchange import Exchange
from conformance.http.peer import Http
from conformance.http.strategies.well_formed import ANY
from conformance.model import inconclusive_unless

Pair = tuple[bytes, bytes]
DISPOSITION = b'Content-Disposition: form-data; name="%b"\r\n'


def part(name: bytes, value: bytes, fields: bytes = b"") -> bytes:
    """Return a part of a form, without the delimiter before it."""
    return DISPOSITION % name + fields + b"\r\n" + value


def form(*parts: bytes, boundary: bytes = b"AaB03x", parameter: bytes = b"") -> bytes:
    """Return a POST of these parts; ``parameter`` is how Content-Type spells the boundary, if differently."""
    content = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + boundary + b"--\r\n"
    return post(content, b"multipart/form-data; boundary=" + (parameter or boundary))


def post(content: bytes, media_type: bytes) -> bytes:
    start = b"POST {form} HTTP/1.1\r\nHost: {host}\r\nContent-Type: " + media_type
    return start + b"\r\nContent-Length: %d\r\n\r\n" % len(content) + content


def fields(exchange: Exchange) -> list[Pair]:
    """Return the fields of the form that was sent, as the target lists them; none if it refuses the form."""
    inconclusive_unless(
        exchange.answer in ACCEPTED or exchange.answer in REJECTED, "the form was neither taken nor refused"
    )
    pairs = exchange.answer.content.strip().split(b"&") if exchange.answer in ACCEPTED else []
    decoded = [pair.replace(b"+", b" ").partition(b"=") for pair in pairs if pair]
    return [(unquote_to_bytes(name), unquote_to_bytes(value)) for name, _, value in decoded]


def listed_fields(http: Http, octets: bytes) -> list[Pair]:
    """Send a form; return its fields as the target lists them, none if the request after it is not served."""
    exchange = http.exchange(octets)
    return fields(exchange) if exchange.accepted or exchange.answer in REJECTED else []


def field(draw: Draw) -> Pair:
    return draw.octets(b"ab0_-.", 1, 6), draw.octets(ANY + b"--", 0, 12)


def drawn_form(draw: Draw) -> list[Pair]:
    """Draw names and values of a form."""
    return draw.some(field, 1, 4)


def damaged_form(draw: Draw) -> bytes:
    """Draw the content of a form with something wrong in it."""
    pieces = (
        b"--AaB03x",
        b"--AaB03x--",
        b"\r\n",
        b"\r\n\r\n",
        b"--",
        DISPOSITION % b"a",
        DISPOSITION % b'"',
        b"a",
        b":",
    )
    return b"".join(draw.one_of(pieces) for _ in range(draw.number(0, 12)))
