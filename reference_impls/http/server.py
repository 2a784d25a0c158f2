"""A minimal HTTP/1.1 origin server: no I/O, no clock, one small method for each decision that an RFC asks for."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from http import HTTPStatus

from reference_impls.http.dates import imf_fixdate
from reference_impls.http.representations import Representations
from reference_impls.http.request import Refused, Request
from reference_impls.http.site import READ, Resource, Response, Site
from reference_impls.http.syntax import TOKEN, Field, LimitExceeded, Malformed, Part, matches
from reference_impls.sansio import Eof, TimedOut, Wait

KNOWN_METHODS = (b"GET", b"HEAD", b"POST", b"PUT", b"DELETE", b"OPTIONS", b"TRACE", b"PATCH")
SERVER_WIDE = b"GET, HEAD, POST, PUT, DELETE, OPTIONS, TRACE, PATCH"
SENSITIVE = (b"authorization", b"proxy-authorization", b"cookie")
PIECE = 64 * 1024


class HttpServer(Representations):
    """One connection to an origin server for ``site``; ``clock`` gives seconds since 1970, for the Date field."""

    def __init__(self, site: Site, clock: Callable[[], float]) -> None:
        super().__init__()
        self.site, self.clock = site, clock

    def run(self) -> Wait:
        try:
            while (yield from self.exchange_or_refusal()):
                pass
        except Eof:
            yield from self.incomplete(400, "incomplete request")
        except TimedOut:
            yield from self.incomplete(408, "no complete request in time")

    def exchange_or_refusal(self) -> Generator[None, None, bool]:
        try:
            return (yield from self.exchange())
        except Malformed as reason:
            return (yield from self.refuse(400, str(reason)))
        except LimitExceeded as limit:
            return (yield from self.refuse(self.status_of_limit(limit), self.reason_of_limit(limit)))
        except Refused as refused:
            return (yield from self.refuse(refused.status, str(refused)))

    def exchange(self) -> Generator[None, None, bool]:
        """Read one request and answer it; says whether another may follow."""
        request = yield from self.read_head()
        size = self.body_framing(request)
        self.check_expectation(request)
        if self.expects_continue(request, size):
            self.refuse_before_content(request)
            yield from self.send_message(request, Response(100))
        request.content = yield from self.read_body(size)
        response = self.answer(request)
        switches = response.status == 101
        persists = self.persists(request) or switches
        yield from self.respond(request, response, persists)
        return (yield from self.switched_protocol()) if switches else self.stays_open(persists)

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        for interim in response.interim if self.sends_interim(request) else ():
            yield from self.send_message(request, interim)
        response.fields += self.connection_field(request, response, persists)
        yield from self.send_message(request, response)

    def refuse(self, status: int, reason: str) -> Generator[None, None, bool]:
        """Answer what cannot be processed as a whole; says whether another request may follow."""
        request = Request(b"HEAD" if self.to_head else b"", b"")
        persists = self.persists_after_refusal(status)
        yield from self.respond(request, self.error(status, reason), persists)
        return self.stays_open(persists)

    def incomplete(self, status: int, reason: str) -> Wait:  # RFC 9112 §8, §9.5: an idle connection just closes
        if self.begun:
            yield from self.refuse(status, reason)

    def switched_protocol(self) -> Generator[None, None, bool]:
        """The protocol "echo": every octet comes back."""
        try:
            while True:
                self.send((yield from self.read_some()))
                yield from self.flush()
        except (Eof, TimedOut):
            return False

    # what to answer

    def answer(self, request: Request) -> Response:
        if not self.implements(request.method):
            return self.error(501, "method not implemented")
        if request.path == b"*":
            return Response(204, [(b"Allow", SERVER_WIDE)])
        resource = self.site.find(request.path)
        if resource is None:
            return self.error(404, "no such resource")
        if not self.allows(resource, request.method):
            return self.error(405, "method not allowed here", [(b"Allow", self.allow(resource))])
        return self.answer_from(resource, request)

    def answer_from(self, resource: Resource, request: Request) -> Response:
        if request.method == b"OPTIONS":
            return self.options_of(resource)
        if request.method == b"TRACE":
            return self.trace(request)
        if self.partial_put(request):
            return self.error(400, "partial PUT is not supported")
        file = self.select(resource, request)
        status = self.check_preconditions(file, request) if resource.conditional else 200
        if status == 412:
            return self.error(412, "a precondition does not hold")
        if file and status == 304:
            return self.not_modified(resource, file)
        if resource.upgrade and self.upgrades(request, resource.upgrade):
            return self.switching(resource.upgrade)
        if file and request.method in READ:
            return self.represent(resource, file, request)
        return resource.answer(request, self.clock())

    def options_of(self, resource: Resource) -> Response:  # RFC 9110 §9.3.7; RFC 5789 §3.1
        patches = [(b"Accept-Patch", resource.patches)] if resource.patches else []
        return Response(204, [(b"Allow", self.allow(resource)), *patches])

    def trace(self, request: Request) -> Response:  # RFC 9110 §9.3.8
        lines = [b"TRACE %b HTTP/%d.%d\r\n" % (request.target, *request.version)]
        lines += [self.field_line(*field) for field in request.fields if field[0] not in SENSITIVE]
        return Response(200, [(b"Content-Type", b"message/http")], b"".join(lines) + b"\r\n")

    def now(self) -> float:
        return self.clock()

    def implements(self, method: bytes) -> bool:  # RFC 9110 §9.1
        return method in KNOWN_METHODS

    def allows(self, resource: Resource, method: bytes) -> bool:  # RFC 9110 §15.5.6
        return method in (*resource.methods, b"OPTIONS", b"TRACE")

    def allow(self, resource: Resource) -> bytes:  # RFC 9110 §10.2.1
        return b", ".join((*resource.methods, b"OPTIONS", b"TRACE"))

    def partial_put(self, request: Request) -> bool:  # RFC 9110 §14.5
        return request.method == b"PUT" and bool(request.values(b"content-range"))

    def upgrades(self, request: Request, protocol: bytes) -> bool:  # RFC 9110 §7.8
        offered = [offer.lower() for offer in self.members(request.values(b"upgrade"))]
        asked = b"upgrade" in self.options(request.fields)
        return asked and protocol in offered and request.version >= (1, 1)

    def switching(self, protocol: bytes) -> Response:  # RFC 9110 §15.2.2
        return Response(101, [(b"Upgrade", protocol)])

    def expects_continue(self, request: Request, size: int) -> bool:  # RFC 9110 §10.1.1
        return size != 0 and request.version >= (1, 1) and b"100-continue" in self.expectations(request)

    def refuse_before_content(self, request: Request) -> None:  # RFC 9110 §10.1.1: or a final status, where it is known
        if self.site.find(request.path) is None:
            raise Refused(404, "no such resource")

    def check_expectation(self, request: Request) -> None:  # RFC 9110 §10.1.1
        if request.version >= (1, 1) and any(known != b"100-continue" for known in self.expectations(request)):
            raise Refused(417, "unknown expectation")

    def expectations(self, request: Request) -> list[bytes]:  # RFC 9110 §10.1.1: case-insensitive
        return [expectation.lower() for expectation in self.members(request.values(b"expect"))]

    def persists(self, request: Request) -> bool:  # RFC 9112 §9.3
        options = self.options(request.fields)
        if b"close" in options:
            return False
        return request.version >= (1, 1) or self.keeps_alive(options)

    def persists_after_refusal(self, status: int) -> bool:  # RFC 9112 §2.2, §6.3: where is the next request?
        return False

    def stays_open(self, persists: bool) -> bool:  # RFC 9112 §9.6: who has said "close" closes, and only they
        return persists

    def keeps_alive(self, options: set[bytes]) -> bool:  # RFC 9112 §9.3 and §C.2.2: an HTTP/1.0 client that asks
        return b"keep-alive" in options

    def status_of_limit(self, limit: LimitExceeded) -> int:
        if limit.part is None:
            return 413  # RFC 9110 §15.5.14
        if limit.part is Part.START_LINE:
            return self.status_of_long_line(limit.octets)
        return 431 if limit.part is Part.FIELD_LINE else 400  # RFC 6585 §5; RFC 9112 §7.1.1

    def reason_of_limit(self, limit: LimitExceeded) -> str:  # RFC 6585 §5: say which field is too large
        name = limit.octets.partition(b":")[0]
        names_it = limit.part is Part.FIELD_LINE and matches(TOKEN, name)
        return f"{limit}: {name.decode()[:100]}" if names_it else str(limit)

    def status_of_long_line(self, octets: bytes) -> int:  # RFC 9112 §3
        method, space, rest = octets.partition(b" ")
        if not matches(TOKEN, method) or b" " in rest:
            return 400
        return 414 if space else 501

    # how to say it

    def error(self, status: int, reason: str, fields: Sequence[Field] = ()) -> Response:  # RFC 9110 §15.5, §15.6
        content = f"{status} {HTTPStatus(status).phrase}: {reason}\n".encode()
        return Response(status, [*fields, (b"Content-Type", b"text/plain")], content)

    def send_message(self, request: Request, response: Response) -> Wait:
        fields = self.origin_fields(response) + response.fields + self.framing_fields(request, response)
        self.send(self.status_line(request, response))
        self.send(b"".join(self.field_line(*field) for field in fields) + b"\r\n")
        if self.has_content(request, response):
            yield from self.send_content(request, response)

    def status_line(self, request: Request, response: Response) -> bytes:  # RFC 9112 §4; RFC 9110 §6.2: own version
        return b"HTTP/1.1 %d %b\r\n" % (response.status, HTTPStatus(response.status).phrase.encode())

    def field_line(self, name: bytes, value: bytes) -> bytes:  # RFC 9112 §5
        return name + b": " + value + b"\r\n"

    def origin_fields(self, response: Response) -> list[Field]:  # RFC 9110 §6.6.1, §10.2.4
        if response.status < 200:
            return []
        return [(b"Date", imf_fixdate(self.clock())), (b"Server", b"reference")]

    def framing_fields(self, request: Request, response: Response) -> list[Field]:  # RFC 9112 §6.1, §6.2
        if not self.may_have_content(response.status):
            return []
        if self.sends_chunked(request, response):
            return [(b"Transfer-Encoding", b"chunked"), *self.announce_trailers(request, response)]
        return [(b"Content-Length", b"%d" % len(response.content))]

    def may_have_content(self, status: int) -> bool:  # RFC 9110 §6.4.1
        return status >= 200 and status not in (204, 304)

    def has_content(self, request: Request, response: Response) -> bool:  # RFC 9110 §9.3.2
        return self.may_have_content(response.status) and request.method != b"HEAD"

    def sends_chunked(self, request: Request, response: Response) -> bool:  # RFC 9112 §6.1: never to HTTP/1.0
        return response.chunked and request.version >= (1, 1)

    def sends_interim(self, request: Request) -> bool:  # RFC 9110 §15.2: never to HTTP/1.0
        return request.version >= (1, 1)

    def sends_trailers(self, request: Request) -> bool:  # RFC 9110 §6.5.1, §10.1.4: only where asked for
        return b"trailers" in [member.lower() for member in self.members(request.values(b"te"))]

    def announce_trailers(self, request: Request, response: Response) -> list[Field]:  # RFC 9110 §6.6.2
        names = b", ".join(name for name, _ in response.trailers)
        return [(b"Trailer", names)] if names and self.sends_trailers(request) else []

    def connection_field(self, request: Request, response: Response, persists: bool) -> list[Field]:
        options = [b"upgrade"] if any(name == b"Upgrade" for name, _ in response.fields) else []  # RFC 9110 §7.8
        if not persists:
            options.append(b"close")  # RFC 9112 §9.6
        elif request.version < (1, 1):
            options.append(b"keep-alive")  # RFC 9112 §C.2.2
        return [(b"Connection", b", ".join(options))] if options else []

    def send_content(self, request: Request, response: Response) -> Wait:
        chunked = self.sends_chunked(request, response)
        for at in range(0, len(response.content), PIECE):
            piece = response.content[at : at + PIECE]
            self.send(self.chunk(piece) if chunked else piece)
            yield from self.flush()
        if chunked:
            self.send(self.last_chunk(response.trailers if self.sends_trailers(request) else []))

    def chunk(self, piece: bytes) -> bytes:  # RFC 9112 §7.1
        return b"%x\r\n%b\r\n" % (len(piece), piece)

    def last_chunk(self, trailers: list[Field]) -> bytes:  # RFC 9112 §7.1, §7.1.2
        return b"0\r\n" + b"".join(self.field_line(*field) for field in trailers) + b"\r\n"
