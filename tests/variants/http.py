"""Legal variants of the reference server: other than it in what the RFCs leave free, and never to be accused."""

from __future__ import annotations

import re
import time

from reference_impls.http import HttpServer
from reference_impls.http_request import Request
from reference_impls.http_site import Response
from reference_impls.http_syntax import Field, Part
from reference_impls.sansio import Wait
from reference_impls.shells import threads
from tests.variants.variant import Variant, serve_one_at_a_time


class OneAtATime(HttpServer):
    """Serves a single connection at a time."""

    patience = 5.0
    lingers = False


class Slow(HttpServer):
    """Thinks for a while before each answer."""

    def answer(self, request: Request) -> Response:
        time.sleep(0.03)
        return super().answer(request)


class OneOctetAtATime(HttpServer):
    """Sends the heads of its responses in single octets."""

    sent = 0

    def to_send(self) -> bytes:
        if not self._out:
            return super().to_send()
        count = 1 if self.sent < 2000 else len(self._out)
        octets = bytes(self._out[:count])
        del self._out[:count]
        self.sent += count
        return octets


class Chatty(HttpServer):
    """Sends interim responses that nobody asked for (RFC 9110 §15.2), to clients of HTTP/1.1."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if request.target and request.version >= (1, 1) and response.status != 101:
            yield from self.send_message(request, Response(102))
            yield from self.send_message(request, Response(103, [(b"Link", b"</style.css>; rel=preload")]))
        yield from super().respond(request, response, persists)


class DoesNotLinger(HttpServer):
    """Closes at once, with octets unread, so that a reset may overtake an error."""

    lingers = False


class ClosesAlways(HttpServer):
    """Never keeps a connection, and says so (RFC 9112 §9.3)."""

    def persists(self, request: Request) -> bool:
        return False


class OddSpelling(HttpServer):
    """Odd but legal spelling: names in mixed case, much whitespace, no reason phrase."""

    def field_line(self, name: bytes, value: bytes) -> bytes:
        return name.swapcase() + b":\t " + value + b" \t\r\n"

    def status_line(self, request: Request, response: Response) -> bytes:
        return b"HTTP/1.1 %d \r\n" % response.status


class AlwaysChunked(HttpServer):
    """Every response to HTTP/1.1 in small chunks, with extensions and leading zeros (RFC 9112 §7.1.1)."""

    def sends_chunked(self, request: Request, response: Response) -> bool:
        return bool(request.target) and request.version >= (1, 1) and self.may_have_content(response.status)

    def chunk(self, piece: bytes) -> bytes:
        first, rest = piece[:3], piece[3:]
        chunks = [b'%04X;a=b;c="d;e"\r\n%b\r\n' % (len(part), part) for part in (first, rest) if part]
        return b"".join(chunks)


class AcceptsBareLf(HttpServer):
    """Takes a single LF for the end of a line (RFC 9112 §2.2: MAY)."""

    line_end = re.compile(rb"\n")

    def line(self, octets: bytes, part: Part) -> bytes:
        if part not in (Part.START_LINE, Part.FIELD_LINE):
            return super().line(octets, part)
        return octets.removesuffix(b"\n").removesuffix(b"\r")


class SplitsAtWhitespace(HttpServer):
    """Parses the request line on whitespace-delimited word boundaries (RFC 9112 §3: MAY)."""

    def check_first_octet(self, octet: bytes) -> None:
        if octet not in b" \t\x0b\x0c":
            super().check_first_octet(octet)

    def parse_request_line(self, line: bytes) -> Request:
        words = re.split(rb"[ \t\x0b\x0c\r]+", line.strip(b" \t\x0b\x0c\r"))
        return super().parse_request_line(b" ".join(words))


class UnfoldsLines(HttpServer):
    """Replaces obsolete line folding by a space (RFC 9112 §5.2)."""

    def obs_fold(self, line: bytes, fields: list[Field]) -> None:
        name, value = fields.pop()
        fields.append((name, (value + b" " + line.strip(b" \t")).strip(b" ")))


class DropsWhitespaceLines(HttpServer):
    """Ignores lines that begin with whitespace before the first field line (RFC 9112 §2.2)."""

    def whitespace_before_fields(self, line: bytes) -> None:
        return


class ReplacesNul(HttpServer):
    """Replaces NUL in values by a space (RFC 9110 §5.5)."""

    def field_value(self, value: bytes) -> bytes:
        return super().field_value(value.replace(b"\x00", b" ").strip(b" \t"))


class AcceptsEqualLengths(HttpServer):
    """Takes a list of equal lengths for one length (RFC 9110 §8.6)."""

    def content_length(self, lengths: list[bytes]) -> int:
        members = self.members(lengths)
        if len(set(members)) == 1 and len(lengths) == len([line for line in lengths if line.strip()]):
            return super().content_length([members[0]])
        return super().content_length(lengths)


class ServesTransferEncodingWithLength(HttpServer):
    """Lets Transfer-Encoding override Content-Length, and closes afterwards (RFC 9112 §6.1, §6.3)."""

    def transfer_encoding_with_length(self, lengths: list[bytes]) -> None:
        return

    def persists(self, request: Request) -> bool:
        both = request.values(b"transfer-encoding") and request.values(b"content-length")
        return super().persists(request) and not both


class Talkative(HttpServer):
    """More fields than anybody needs, content in every error, a Server with a comment."""

    def origin_fields(self, response: Response) -> list[Field]:
        fields = super().origin_fields(response)
        extra = (
            [(b"X-Comment", b"caf\xe9"), (b"Set-Cookie", b"talk=active; Path=/"), (b"X-Empty", b"")] if fields else []
        )
        return [(n, b"Apache/2.4.0 (Unix) mod_x/1" if n == b"Server" else v) for n, v in fields] + extra


VARIANTS = [
    Variant(OneAtATime, serve_one_at_a_time, jobs=1, thorough=True),
    Variant(Slow, threads.serve, patience=2.0, thorough=True),
    Variant(OneOctetAtATime),
    Variant(Chatty),
    Variant(DoesNotLinger, threads.serve),
    Variant(ClosesAlways, deviates=("rfc9112/9.3/persistent-connections",)),
    Variant(OddSpelling),
    Variant(AlwaysChunked),
    Variant(AcceptsBareLf),
    Variant(SplitsAtWhitespace),
    Variant(UnfoldsLines),
    Variant(DropsWhitespaceLines),
    Variant(ReplacesNul),
    Variant(AcceptsEqualLengths),
    Variant(ServesTransferEncodingWithLength),
    Variant(Talkative),
]
