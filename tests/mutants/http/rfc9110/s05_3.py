"""Mutants for RFC 9110 §5.3."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator, Iterable

from conformance.http.rfc9110.test_05_3_field_order import ORDER, WHOLE_SECTION
from conformance.http.rfc9112.test_08_handling_incomplete_messages import INCOMPLETE_HEAD
from reference_impls.http.length import RequestLength
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Part
from reference_impls.sansio import Needs
from tests.mutants import mutant


@mutant(ORDER)
class ForgetsConnectionBeforeHost(HttpServer):
    """Looks for connection options only in the field lines that follow Host."""

    class persistence(Persistence):
        def options(self, fields: Iterable[Field]) -> set[bytes]:
            lines = list(fields)
            names = [name for name, _ in lines]
            return super().options(lines[names.index(b"host") :] if b"host" in names else lines)


@mutant(WHOLE_SECTION, also={INCOMPLETE_HEAD: "an incomplete request is answered"})
class ActsAtTheHost(HttpServer):
    """Answers as soon as Host has arrived, if no other field line has arrived yet."""

    acts = False

    def read_line(self, part: Part) -> Needs:
        line = b"" if self.acts and not self._in else (yield from super().read_line(part))
        self.acts = line.startswith(b"Host:")
        return line


@mutant(ORDER)
class LosesTheLengthBesideAType(HttpServer):
    """Does not find Content-Length where the content is text."""

    def read_fields(self, part: Part) -> Generator[None, None, list[Field]]:
        fields = yield from super().read_fields(part)
        lost = b"content-length" if (b"content-type", b"text/plain") in fields else b""
        return [field for field in fields if field[0] != lost]


@mutant(ORDER)
class FindsTransferEncodingOnlyLast(HttpServer):
    """Does not find Transfer-Encoding where Content-Type or Host comes after it."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            names = [name for name, _ in request.fields]
            if b"content-type" in names and names[-1] != b"transfer-encoding":
                request.fields = [field for field in request.fields if field[0] != b"transfer-encoding"]
            return super().body_framing(request)


@mutant(ORDER)
class DoesNotFindTransferEncodingLast(HttpServer):
    """Does not find Transfer-Encoding where it comes after Content-Type and is last."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            names = [name for name, _ in request.fields]
            if b"content-type" in names and names[-1] == b"transfer-encoding":
                request.fields.pop()
            return super().body_framing(request)


@mutant(WHOLE_SECTION)
class CreatesTooEarly(HttpServer):
    """Creates the file of a PUT while the end of the field section has not come."""

    def read_request_line(self) -> Needs:
        line = yield from super().read_request_line()
        path = line.removeprefix(b"PUT ").partition(b" ")[0]
        if line.startswith(b"PUT /") and b"\r\n\r\n" not in self._in and (name := self.site.file_name(path)):
            self.site.files.put(name, b"", self.clock())
        return line


@mutant(ORDER)
class LooksAtSixLines(HttpServer):
    """Looks for Content-Length and Transfer-Encoding among the first six field lines only."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            return super().body_framing(dataclasses.replace(request, fields=request.fields[:6]))


@mutant(ORDER)
class LosesTheThird(HttpServer):
    """Does not find Connection after Host if there is exactly one other field line."""

    class persistence(Persistence):
        def options(self, fields: Iterable[Field]) -> set[bytes]:
            lines = list(fields)
            names = [name for name, _ in lines]
            three = sorted(names) == [b"connection", b"host", b"x-a"]
            lost = three and names.index(b"host") < names.index(b"connection")
            return set() if lost else super().options(lines)
