"""Mutants for RFC 9110 §6.5.1."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator

from conformance.http.rfc9110.test_06_5_1_limitations_on_use_of_trailers import (
    NO_HEADER_FIELDS_AS_TRAILERS,
    NOT_MERGED,
)
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(NOT_MERGED)
class MergesTrailers(HttpServer):
    """Shows trailer fields to the application among the header fields."""

    def read_head(self) -> Generator[None, None, Request]:
        self.request = yield from super().read_head()
        return self.request

    def trailers(self, fields: list[Field]) -> None:
        self.request.fields += fields


class MergesSome(HttpServer):
    """Adds trailer fields whose names begin with one of ``merged`` to the header fields."""

    merged: tuple[bytes, ...] = ()

    def read_head(self) -> Generator[None, None, Request]:
        self.request = yield from super().read_head()
        return self.request

    def trailers(self, fields: list[Field]) -> None:
        self.request.fields += [field for field in fields if field[0].startswith(self.merged)]


@mutant(NOT_MERGED)
class MergesConditions(MergesSome):
    """Applies preconditions and ranges from the trailer section, which the list of fields does not show."""

    merged = (b"if-", b"range")


@mutant(NOT_MERGED)
class MergesClose(MergesSome):
    """Closes the connection if the trailer section says so."""

    merged = (b"connection",)

    def answer(self, request: Request) -> Response:
        hidden = [field for field in request.fields if field != (b"connection", b"x-smuggled")]
        return super().answer(dataclasses.replace(request, fields=hidden))


@mutant(NO_HEADER_FIELDS_AS_TRAILERS)
class SendsItsLengthLast(HttpServer):
    """Tells the length of the content in the trailer section."""

    class responses(Responses):
        def announce_trailers(self, request: Request, response: Response) -> list[Field]:
            return [(name, value + b", Content-Length") for name, value in super().announce_trailers(request, response)]

        def last_chunk(self, trailers: list[Field]) -> bytes:
            return super().last_chunk([*trailers, (b"Content-Length", b"8")] if trailers else [])
