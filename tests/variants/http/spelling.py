"""Legal variants in how a server writes its responses, and what it adds to them or leaves out."""

from __future__ import annotations

from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from reference_impls.sansio import Wait
from tests.variants.variant import Variant


class OddSpelling(HttpServer):
    """Odd but legal spelling: names in mixed case, much whitespace, no reason phrase."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return name.swapcase() + b":\t " + value + b" \t\r\n"

        def status_line(self, request: Request, response: Response) -> bytes:
            return b"HTTP/1.1 %d \r\n" % response.status


class AlwaysChunked(HttpServer):
    """Every response to HTTP/1.1 in small chunks, with extensions and leading zeros (RFC 9112 §7.1.1)."""

    class responses(Responses):
        def sends_chunked(self, request: Request, response: Response) -> bool:
            return bool(request.target) and request.version >= (1, 1) and self.may_have_content(response.status)

        def chunk(self, piece: bytes) -> bytes:
            first, rest = piece[:3], piece[3:]
            chunks = [b'%04X;a=b;c="d;e"\r\n%b\r\n' % (len(part), part) for part in (first, rest) if part]
            return b"".join(chunks)


class Talkative(HttpServer):
    """Sends additional fields, content in every error, and a Server with a comment."""

    class responses(Responses):
        def origin_fields(self, response: Response) -> list[Field]:
            fields = super().origin_fields(response)
            extra = [(b"X-Comment", b"caf\xe9"), (b"Set-Cookie", b"talk=active; Path=/"), (b"X-Empty", b"")]
            named = [(name, b"Apache/2.4.0 (Unix) mod_x/1" if name == b"Server" else value) for name, value in fields]
            return named + extra if fields else []


class BareHead(HttpServer):
    """Omits from an answer to HEAD the fields that depend on the content (RFC 9110 §9.3.2: MAY)."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if request.method == b"HEAD" and response.status == 200:
            response.fields = [field for field in response.fields if field[0] not in (b"ETag", b"Vary")]
        yield from super().respond(request, response, persists)

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            return [] if request.method == b"HEAD" else super().framing_fields(request, response)


class ManyChallenges(HttpServer):
    """Several challenges, in one line and in others, with base64, tokens and quoted pairs (RFC 9110 §11.6.1)."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            if name != b"WWW-Authenticate":
                return super().field_line(name, value)
            values = [value, b'Newauth realm="a, b", Type=1, title="Log in to \\"c\\"", Basic realm="d"']
            values += [b"Negotiate YWJjZA==", b'NTLM, Basic realm="", charset=UTF-8']
            return b"".join(map(super().field_line, [name] * len(values), values))


VARIANTS = [
    Variant(
        OddSpelling,
        deviates=("rfc9110/5.6.3/one-space-before-a-field-value", "rfc9110/5.6.3/no-space-behind-a-field-value"),
    ),
    Variant(AlwaysChunked),
    Variant(Talkative),
    Variant(BareHead),
    Variant(ManyChallenges),
]
