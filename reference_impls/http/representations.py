"""Which representation of a resource is selected, and how it is sent: whole, in part, or not at all (RFC 9110 §3.2)."""

from __future__ import annotations

from reference_impls.http.codings import Codings
from reference_impls.http.dates import imf_fixdate
from reference_impls.http.ranges import Ranges
from reference_impls.http.request import Request
from reference_impls.http.site import File, Resource, Response
from reference_impls.http.syntax import Field

FRESH = 60  # seconds


class Representations(Ranges, Codings):
    """Selects, checks preconditions, answers GET and HEAD for files."""

    def select(self, resource: Resource, request: Request) -> File | None:  # RFC 9110 §12.1: proactive negotiation
        file = resource.file
        return self.coded(file, request) if file and resource.negotiated else file

    def check_preconditions(self, file: File | None, request: Request) -> int:  # RFC 9110 §13.2.1
        return self.precondition(request, self.tag(file) if file else None, file.modified if file else 0.0)

    def represent(self, resource: Resource, file: File, request: Request) -> Response:
        """The answer to GET or HEAD."""
        fields = [*self.validators(file), *self.caching_fields(resource), *self.representation_fields(file)]
        return self.partial(request, Response(200, [*fields, (b"Accept-Ranges", b"bytes")], file.content), file)

    def not_modified(self, resource: Resource, file: File) -> Response:  # RFC 9110 §15.4.5
        return Response(304, [*self.validators(file), *self.caching_fields(resource)])

    def validators(self, file: File) -> list[Field]:  # RFC 9110 §8.8: what a later request can be conditional on
        return [(b"ETag", self.tag(file)), (b"Last-Modified", imf_fixdate(file.modified))]

    def caching_fields(self, resource: Resource) -> list[Field]:  # RFC 9110 §12.5.5; RFC 9111 §5.2, §5.3
        vary = [(b"Vary", b"Accept-Encoding")] if resource.negotiated else []
        expires = (b"Expires", imf_fixdate(self.now() + FRESH))
        return [*vary, (b"Cache-Control", b"max-age=%d" % FRESH), expires]

    def representation_fields(self, file: File) -> list[Field]:  # RFC 9110 §8.3, §8.4
        coding = [(b"Content-Encoding", file.coding)] if file.coding else []
        return [(b"Content-Type", file.media_type), *coding]
