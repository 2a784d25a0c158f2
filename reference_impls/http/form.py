"""The fields of a form (RFC 7578), and the pairs of a Cookie field (RFC 6265)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

from reference_impls.http.syntax import QUOTED_STRING, TOKEN, Malformed

PARAMETER = rb"[ \t]*;[ \t]*(%b)[ \t]*=[ \t]*(%b|%b)" % (TOKEN, TOKEN, QUOTED_STRING)
Pair = tuple[bytes, bytes]


def parameters(value: bytes) -> dict[bytes, bytes]:
    """Return the parameters of a field value such as ``form-data; name="a"``, with their names in lower case."""
    return {name.lower(): unquoted(text) for name, text in re.findall(PARAMETER, value)}


def unquoted(text: bytes) -> bytes:  # RFC 9110 §5.6.4
    return re.sub(rb"\\(.)", rb"\1", text[1:-1]) if text.startswith(b'"') else text


def form_fields(content_type: bytes, content: bytes) -> list[Pair]:
    """Return names and values in order. Raise Malformed if the content is not a form."""
    media_type = content_type.partition(b";")[0].strip(b" \t").lower()
    if media_type == b"application/x-www-form-urlencoded":
        return urlencoded(content)
    boundary = parameters(content_type).get(b"boundary")
    if media_type != b"multipart/form-data" or not boundary:
        raise Malformed("not a form")
    return [form_field(part) for part in parts(content, boundary)]


def parts(content: bytes, boundary: bytes) -> list[bytes]:  # RFC 7578 §4.1: CRLF, "--" and the boundary
    _, *found = (b"\r\n" + content).split(b"\r\n--" + boundary)
    if not found or not found[-1].startswith(b"--"):
        raise Malformed("no closing delimiter")
    return found[:-1]


def form_field(part: bytes) -> Pair:
    head, empty_line, value = part.partition(b"\r\n\r\n")
    lines = [line.partition(b":") for line in head.split(b"\r\n")[1:]]
    dispositions = [text for name, _, text in lines if name.lower() == b"content-disposition"]  # §4.8: no other field
    if not empty_line or len(dispositions) != 1:
        raise Malformed("a part without Content-Disposition")
    name = parameters(dispositions[0]).get(b"name")  # RFC 7578 §4.2
    if name is None:
        raise Malformed("a part without a name")
    return name, value


def urlencoded(content: bytes) -> list[Pair]:
    pairs = (pair.replace(b"+", b" ").partition(b"=") for pair in content.split(b"&") if pair)
    return [(unquote_to_bytes(name), unquote_to_bytes(value)) for name, _, value in pairs]


def cookies(lines: Iterable[bytes]) -> list[Pair]:  # RFC 6265 §4.2.1
    pairs = (pair.strip(b" \t").partition(b"=") for line in lines for pair in line.split(b";"))
    return [(name, value) for name, equals, value in pairs if equals]
