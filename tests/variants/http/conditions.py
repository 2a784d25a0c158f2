"""Legal variants in validators and conditional requests (RFC 9110 §8.8, §13)."""

from __future__ import annotations

import itertools

from reference_impls.http.codings import Codings
from reference_impls.http.conditions import Conditions
from reference_impls.http.files import File
from reference_impls.http.methods import Methods
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from reference_impls.http.syntax import Field
from tests.variants.http.ranges import NoRanges
from tests.variants.variant import Variant


class NoValidators(HttpServer):
    """Sends no validators, so that in conditions only ``*`` matches, and no entity tag and no date (RFC 9110 §13.1)."""

    class conditions(Conditions):
        def validators(self, file: File) -> list[Field]:
            return []

        def tag(self, file: File) -> bytes:
            return b""

        def modified_since(self, request: Request, name: bytes, modified: float) -> bool | None:
            return None


class NothingButContent(NoRanges):
    """Has no validators, and so no conditions on GET; no ranges, no codings, no TRACE."""

    class conditions(Conditions):
        def validators(self, file: File) -> list[Field]:
            return []

    def check_preconditions(self, file: File | None, request: Request) -> int:
        reads = request.method in (b"GET", b"HEAD")
        return 200 if reads else super().check_preconditions(file, request)

    class codings(Codings):
        def wants_gzip(self, request: Request) -> bool:
            return False

    class methods(Methods):
        def implements(self, method: bytes) -> bool:
            return method != b"TRACE" and super().implements(method)


class WeakTags(HttpServer):
    """Has weak entity tags only (RFC 9110 §8.8.1)."""

    class conditions(Conditions):
        def tag(self, file: File) -> bytes:
            return b"W/" + super().tag(file)

        def if_match(self, request: Request, tag: bytes | None) -> bool:  # strong comparison: only * can match
            return self.tags(request, b"if-match") == [b"*"] and super().if_match(request, tag)

        def if_none_match(self, request: Request, tag: bytes | None) -> bool:
            return super().if_none_match(request, tag and tag.removeprefix(b"W/"))

        def if_range(self, request: Request, file: File) -> bool:
            return b'"' not in b"".join(request.values(b"if-range"))[:3] and super().if_range(request, file)


class AnotherTagEachTime(HttpServer):
    """Has another entity tag for each response: no tag that a client has seen is current any more (RFC 9110 §8.8.3)."""

    class conditions(Conditions):
        tags_sent = itertools.count()  # of all connections

        def tag(self, file: File) -> bytes:
            return b'"%d"' % next(self.tags_sent)


class ExactDates(HttpServer):
    """Answers 304 only if the date is exactly that of Last-Modified (RFC 9110 §13.1.3 mentions such servers)."""

    class conditions(Conditions):
        def modified_since(self, request: Request, name: bytes, modified: float) -> bool | None:
            changed = super().modified_since(request, name, modified)
            exact = name != b"if-modified-since" or self.date(b"".join(request.values(name))) == int(modified)
            return changed if exact or changed is None else True


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
        response.fields += self._conditions.validators(stored.file) if stored and stored.file else []
        return response


class CountsIn304(HttpServer):
    """Sends in a 304 the Content-Length of the 200 (RFC 9110 §8.6: MAY)."""

    def not_modified(self, resource: Resource, file: File) -> Response:
        response = super().not_modified(resource, file)
        response.fields.append((b"Content-Length", b"%d" % len(file.content)))
        return response


VARIANTS = [
    Variant(NoValidators, deviates=("rfc9110/8.8.2.1/last-modified-of-a-file",)),
    Variant(NothingButContent, deviates=("rfc9110/8.8.2.1/last-modified-of-a-file",)),
    Variant(WeakTags),
    Variant(AnotherTagEachTime),
    Variant(ExactDates, deviates=("rfc9110/13.1.3/304-where-not-modified-since",)),
    Variant(Forgiving),
    Variant(TellsWhatItStored),
    Variant(CountsIn304),
]
