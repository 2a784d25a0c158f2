"""A minimal HTTP/1.1 origin server: no I/O, no clock, one small method for each decision that an RFC asks for."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from http import HTTPStatus

from reference_impls.http.codings import Codings
from reference_impls.http.conditions import Conditions
from reference_impls.http.expectations import Expectations
from reference_impls.http.files import File
from reference_impls.http.languages import Languages
from reference_impls.http.methods import Methods
from reference_impls.http.persistence import Persistence
from reference_impls.http.ranges import Ranges
from reference_impls.http.reader import RequestReader
from reference_impls.http.refusals import Refusals
from reference_impls.http.representations import Representations
from reference_impls.http.request import Refused, Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.site import READ, Resource, Site
from reference_impls.http.syntax import Field, LimitExceeded, Malformed, members
from reference_impls.sansio import Eof, TimedOut, Wait

SENSITIVE = (b"authorization", b"proxy-authorization", b"cookie")
PIECE = 64 * 1024


class HttpServer(RequestReader):
    """One connection to an origin server for ``site``; ``clock`` gives seconds since 1970.

    Each class attribute names the class that takes one group of decisions. The server makes one object of each for
    its connection: ``self._ranges`` is made of ``ranges``. A server that decides otherwise names another class.
    """

    methods = Methods
    expectations = Expectations
    conditions = Conditions
    codings = Codings
    languages = Languages
    ranges = Ranges
    representations = Representations
    responses = Responses
    persistence = Persistence
    refusals = Refusals

    def __init__(self, site: Site, clock: Callable[[], float]) -> None:
        super().__init__()
        self.site, self.clock = site, clock
        self._methods, self._expectations, self._conditions = (
            self.methods(),
            self.expectations(),
            self.conditions(clock),
        )
        self._codings, self._languages, self._ranges = self.codings(), self.languages(), self.ranges()
        self._representations, self._responses = self.representations(clock), self.responses(clock)
        self._persistence, self._refusals = self.persistence(), self.refusals()

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
            status = self._refusals.status_of_limit(limit)
            return (yield from self.refuse(status, self._refusals.reason_of_limit(limit)))
        except Refused as refused:
            return (yield from self.refuse(refused.status, str(refused)))

    def exchange(self) -> Generator[None, None, bool]:
        """Read one request and answer it; return whether another may follow."""
        request = yield from self.read_head()
        size = self._request_length.body_framing(request)
        self._expectations.check_expectation(request)
        if self._expectations.expects_continue(request, size):
            self.refuse_before_content(request)
            yield from self.send_message(request, Response(100))
        request.content = yield from self.read_body(size)
        response = self.answer(request)
        switches = response.status == 101
        persists = self._persistence.persists(request) or switches
        yield from self.respond(request, response, persists)
        return (yield from self.switched_protocol()) if switches else self._persistence.stays_open(persists)

    def refuse(self, status: int, reason: str) -> Generator[None, None, bool]:
        """Answer a request that cannot be processed; return whether another may follow."""
        request = Request(b"HEAD" if self.to_head else b"", b"")
        persists = self._persistence.persists_after_refusal(status)
        yield from self.respond(request, self.error(status, reason), persists)
        return self._persistence.stays_open(persists)

    def incomplete(self, status: int, reason: str) -> Wait:
        # RFC 9112 §8, §9.5: an idle connection gets no answer
        if self.begun:
            yield from self.refuse(status, reason)

    def switched_protocol(self) -> Generator[None, None, bool]:
        """Speak the protocol "echo": send every octet back."""
        try:
            while True:
                self.send((yield from self.read_some()))
                yield from self.flush()
        except (Eof, TimedOut):
            return False

    def refuse_before_content(self, request: Request) -> None:  # RFC 9110 §10.1.1: a final status instead of 100
        if self.site.find(request.path) is None:
            raise Refused(404, "no such resource")

    # what to answer

    def answer(self, request: Request) -> Response:
        if not self._methods.implements(request.method):
            return self.error(501, "method not implemented")
        if request.path == b"*":
            return self._methods.options_of_server()
        resource = self.site.find(request.path)
        if resource is None:
            return self.error(404, "no such resource")
        if not self._methods.allows(resource, request.method):
            return self.error(405, "method not allowed here", [(b"Allow", self._methods.allow(resource))])
        return self.answer_from(resource, request)

    def answer_from(self, resource: Resource, request: Request) -> Response:
        if request.method == b"OPTIONS":
            return self._methods.options_of(resource)
        if request.method == b"TRACE":
            return self.trace(request)
        if self._methods.partial_put(request):
            return self.error(400, "partial PUT is not supported")
        return self.perform(resource, request)

    def perform(self, resource: Resource, request: Request) -> Response:
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

    def select(self, resource: Resource, request: Request) -> File | None:  # RFC 9110 §12.1: proactive negotiation
        file = self._languages.chosen(resource.languages, request) if resource.languages else resource.file
        return self._codings.coded(file, request) if file and resource.negotiated else file

    def check_preconditions(self, file: File | None, request: Request) -> int:  # RFC 9110 §13.2.1
        tag, modified = (self._conditions.tag(file), file.modified) if file else (None, 0.0)
        return self._conditions.precondition(request, tag, modified)

    def not_modified(self, resource: Resource, file: File) -> Response:  # RFC 9110 §15.4.5
        return Response(304, self._conditions.validators(file) + self._representations.caching_fields(resource))

    def represent(self, resource: Resource, file: File, request: Request) -> Response:
        """Answer GET or HEAD for a file."""
        fields = self._conditions.validators(file) + self._representations.fields(resource, file)
        whole = Response(200, [*fields, (b"Accept-Ranges", b"bytes")], file.content)
        if not self._conditions.if_range(request, file):  # RFC 9110 §13.1.5
            return whole
        return self._ranges.partial(request, whole, file)

    def trace(self, request: Request) -> Response:  # RFC 9110 §9.3.8
        lines = [b"TRACE %b HTTP/%d.%d\r\n" % (request.target, *request.version)]
        lines += [self._responses.field_line(*field) for field in request.fields if field[0] not in SENSITIVE]
        return Response(200, [(b"Content-Type", b"message/http")], b"".join(lines) + b"\r\n")

    def upgrades(self, request: Request, protocol: bytes) -> bool:  # RFC 9110 §7.8
        offered = [offer.lower() for offer in members(request.values(b"upgrade"))]
        asked = b"upgrade" in self._persistence.options(request.fields)
        return asked and protocol in offered and request.version >= (1, 1)

    def switching(self, protocol: bytes) -> Response:  # RFC 9110 §15.2.2
        return Response(101, [(b"Upgrade", protocol)])

    def error(self, status: int, reason: str, fields: Sequence[Field] = ()) -> Response:  # RFC 9110 §15.5, §15.6
        content = f"{status} {HTTPStatus(status).phrase}: {reason}\n".encode()
        return Response(status, [*fields, (b"Content-Type", b"text/plain")], content)

    # sending a response

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        for interim in response.interim if self._responses.sends_interim(request) else ():
            yield from self.send_message(request, interim)
        response.fields += self._persistence.connection_field(request, response, persists)
        yield from self.send_message(request, response)

    def send_message(self, request: Request, response: Response) -> Wait:
        self.send(self._responses.head(request, response))
        if self._responses.has_content(request, response):
            yield from self.send_content(request, response)

    def send_content(self, request: Request, response: Response) -> Wait:
        chunked = self._responses.sends_chunked(request, response)
        for at in range(0, len(response.content), PIECE):
            piece = response.content[at : at + PIECE]
            self.send(self._responses.chunk(piece) if chunked else piece)
            yield from self.flush()
        if chunked:
            trailers = response.trailers if self._responses.sends_trailers(request) else []
            self.send(self._responses.last_chunk(trailers))
