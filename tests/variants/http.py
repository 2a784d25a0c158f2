"""Legal variants of the reference server: other than it in what the RFCs leave free, and never to be accused."""

from __future__ import annotations

import re
import time

from reference_impls.http import HttpServer
from reference_impls.http_request import Refused, Request
from reference_impls.http_site import File, Resource, Response
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


class NoRanges(HttpServer):
    """Ignores Range (RFC 9110 §14.2: MAY)."""

    def partial(self, request: Request, whole: Response, file: File) -> Response:
        return whole


class NoValidators(HttpServer):
    """Sends no validators; no tag and no date matches what has none, but the star does (RFC 9110 §13.1)."""

    def validators(self, file: File) -> list[Field]:
        return []

    def tag(self, file: File) -> bytes:
        return b""

    def modified_since(self, request: Request, name: bytes, modified: float) -> bool | None:
        return None


class NothingButContent(NoRanges):
    """Has no validators, and so no conditions on GET; no ranges, no codings, no TRACE."""

    def validators(self, file: File) -> list[Field]:
        return []

    def check_preconditions(self, file: File | None, request: Request) -> int:
        reads = request.method in (b"GET", b"HEAD")
        return 200 if reads else super().check_preconditions(file, request)

    def wants_gzip(self, request: Request) -> bool:
        return False

    def implements(self, method: bytes) -> bool:
        return method != b"TRACE" and super().implements(method)


class WeakTags(HttpServer):
    """Has weak entity tags only (RFC 9110 §8.8.1)."""

    def tag(self, file: File) -> bytes:
        return b"W/" + super().tag(file)

    def if_match(self, request: Request, tag: bytes | None) -> bool:  # strong comparison: only the star can match
        return self.tags(request, b"if-match") == [b"*"] and super().if_match(request, tag)

    def if_none_match(self, request: Request, tag: bytes | None) -> bool:
        return super().if_none_match(request, tag and tag.removeprefix(b"W/"))

    def if_range(self, request: Request, file: File) -> bool:
        return b'"' not in b"".join(request.values(b"if-range"))[:3] and super().if_range(request, file)


class Coalesces(HttpServer):
    """Makes one part of ranges that overlap or lie close together (RFC 9110 §15.3.7.2: MAY)."""

    def multipart(self, fields: list[Field], file: File, parts: list[range]) -> Response:
        first, last = min(part.start for part in parts), max(part.stop for part in parts)
        close = sum(len(part) for part in parts) + 80 * len(parts) >= last - first
        return self.one_part(fields, file, range(first, last)) if close else super().multipart(fields, file, parts)


class SendsTheFirstRange(HttpServer):
    """Sends the first of several ranges only (RFC 9110 §15.3.7: a subset)."""

    def multipart(self, fields: list[Field], file: File, parts: list[range]) -> Response:
        return self.one_part(fields, file, parts[0])


class SendsAllForMany(HttpServer):
    """Ignores Range where it asks for more than one (RFC 9110 §14.2: MAY)."""

    def excessive(self, asked: list[range]) -> bool:
        return len(asked) > 1


class OddMultipart(HttpServer):
    """A boundary in quotation marks, empty lines before the first one, and spaces after each (RFC 9110 §14.6)."""

    def multipart(self, fields: list[Field], file: File, parts: list[range]) -> Response:
        response = super().multipart(fields, file, parts)
        name, value = response.fields.pop()
        media_type, _, boundary = value.partition(b"boundary=")
        response.fields.append((name, media_type.upper() + b'Boundary="' + boundary + b'"'))
        response.content = b"\r\n\r\n" + response.content.replace(
            b"--" + boundary + b"\r\n", b"--" + boundary + b" \r\n"
        )
        return response


class RejectsRanges(HttpServer):
    """Rejects what is invalid or excessive by 400 and 416 (RFC 9110 §14.2: MAY)."""

    def ranges(self, request: Request, size: int) -> list[range] | None:
        found = super().ranges(request, size)
        if found is None and b"".join(request.values(b"range")).startswith(b"bytes="):
            raise Refused(400, "invalid ranges")
        return found

    def excessive(self, asked: list[range]) -> bool:
        if super().excessive(asked):
            raise Refused(416, "too many ranges")
        return False


class ExactDates(HttpServer):
    """Honours the very date of Last-Modified alone (RFC 9110 §13.1.3 mentions such servers)."""

    def modified_since(self, request: Request, name: bytes, modified: float) -> bool | None:
        changed = super().modified_since(request, name, modified)
        exact = name != b"if-modified-since" or self.date(b"".join(request.values(name))) == int(modified)
        return changed if exact or changed is None else True


class BareHead(HttpServer):
    """Leaves out of an answer to HEAD what the content decides about (RFC 9110 §9.3.2: MAY)."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if request.method == b"HEAD" and response.status == 200:
            response.fields = [field for field in response.fields if field[0] not in (b"ETag", b"Vary")]
        yield from super().respond(request, response, persists)

    def framing_fields(self, request: Request, response: Response) -> list[Field]:
        return [] if request.method == b"HEAD" else super().framing_fields(request, response)


class Forgiving(HttpServer):
    """Answers 2xx to a write that seems to have been made already, and 202 to DELETE (RFC 9110 §13.1.1, §9.3.5)."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        made = request.method == b"PUT" and resource.file and resource.file.content == request.content
        response = super().answer_from(resource, request)
        if response.status == 412 and made and request.values(b"if-match"):
            return Response(204)
        return Response(202) if request.method == b"DELETE" and response.status == 204 else response


class TellsWhatItStored(HttpServer):
    """Sends the new validators in answer to a PUT (RFC 9110 §9.3.4)."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        stored = self.site.find(request.path) if request.method == b"PUT" and response.status in (201, 204) else None
        response.fields += self.validators(stored.file) if stored and stored.file else []
        return response


class CountsIn304(HttpServer):
    """Sends in a 304 the Content-Length of the 200 (RFC 9110 §8.6: MAY)."""

    def not_modified(self, resource: Resource, file: File) -> Response:
        response = super().not_modified(resource, file)
        response.fields.append((b"Content-Length", b"%d" % len(file.content)))
        return response


VARIANTS = [
    Variant(OneAtATime, serve_one_at_a_time, jobs=1, slow=True),
    Variant(Slow, threads.serve, patience=2.0, slow=True),
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
    Variant(NoRanges),
    Variant(NoValidators),
    Variant(NothingButContent),
    Variant(WeakTags),
    Variant(Coalesces),
    Variant(SendsTheFirstRange),
    Variant(SendsAllForMany, deviates=("rfc9110/14.2/206-where-satisfiable", "rfc9110/14.2/416-where-unsatisfiable")),
    Variant(OddMultipart),
    Variant(RejectsRanges),
    Variant(ExactDates, deviates=("rfc9110/13.1.3/304-where-not-modified-since",)),
    Variant(BareHead),
    Variant(Forgiving),
    Variant(TellsWhatItStored),
    Variant(CountsIn304),
]
