"""Mutants for RFC 9112 §9.6."""

from __future__ import annotations

import contextlib
from collections.abc import Generator

from conformance.http.rfc9110.test_10_1_1_expect import FRAMING_STAYS
from conformance.http.rfc9112.test_02_2_message_parsing import CLOSE_AFTER_MALFORMED
from conformance.http.rfc9112.test_02_2_message_parsing_chunked import BAD_CHUNKS
from conformance.http.rfc9112.test_02_2_message_parsing_field_lines import FIELD_LINE_GRAMMAR
from conformance.http.rfc9112.test_06_3_message_body_length_chunked import NOT_FINAL
from conformance.http.rfc9112.test_06_3_message_body_length_invalid import (
    CONFLICTING_LENGTHS,
    EQUAL_LENGTHS,
    INVALID_LENGTH,
)
from conformance.http.rfc9112.test_09_3_persistence import (
    HTTP_1_0_CLOSES,
)
from conformance.http.rfc9112.test_09_6_tear_down import (
    ANNOUNCE,
    CLOSE_AS_SAID,
    CLOSE_WHEN_ASKED,
    HALF_CLOSED,
    NOTHING_AFTER_ASKED,
    NOTHING_AFTER_SAID,
    SAY_CLOSE_WHEN_ASKED,
)
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, connection_options
from reference_impls.sansio import Eof, TimedOut, Wait
from tests.mutants import mutant


@mutant(CLOSE_WHEN_ASKED)
class IgnoresClose(HttpServer):
    """Does not know the option close."""

    class persistence(Persistence):
        def options(self, fields: object) -> set[bytes]:
            return super().options(fields) - {b"close"}  # type: ignore[arg-type]


@mutant(SAY_CLOSE_WHEN_ASKED)
class ClosesInSilence(HttpServer):
    """Never sends the option close."""

    class persistence(Persistence):
        def connection_field(self, request: Request, response: Response, persists: bool) -> list[Field]:
            return super().connection_field(request, response, True)


@mutant(ANNOUNCE)
class ClosesAfterTheSecondInSilence(HttpServer):
    """Serves two requests on a connection and closes, and does not say so."""

    class persistence(Persistence):
        served = 0

        def stays_open(self, persists: bool) -> bool:
            self.served += 1
            return super().stays_open(persists) and self.served < 2


@mutant(ANNOUNCE)
class ClosesInSilenceAfterErrors(HttpServer):
    """Does not say close where it cannot read a request, and closes."""

    class persistence(Persistence):
        def connection_field(self, request: Request, response: Response, persists: bool) -> list[Field]:
            return super().connection_field(request, response, persists or not request.target)


@mutant(ANNOUNCE)
class ClosesInSilenceAfterWhatItDoesNotServe(HttpServer):
    """Does not say close to HTTP/1.0, nor with an error to a method or path that it does not know, and closes."""

    class persistence(Persistence):
        silent = False

        def connection_field(self, request: Request, response: Response, persists: bool) -> list[Field]:
            unserved = request.version < (1, 1) or response.status in (404, 501)
            self.silent = unserved and not self.options(request.fields)
            fields = super().connection_field(request, response, persists)
            return [line for line in fields if line[1] not in (b"close", b"keep-alive")] if self.silent else fields

        def stays_open(self, persists: bool) -> bool:
            return super().stays_open(persists) and not self.silent


class Remembers(HttpServer):
    """Knows whether the last request asked it to close."""

    asked = False

    def answer(self, request: Request) -> Response:
        self.asked = b"close" in connection_options(request.fields)
        return super().answer(request)


@mutant(NOTHING_AFTER_ASKED)
class ServesWhatFollowsClose(Remembers):
    """Serves the requests that came together with one that has close, before it closes."""

    def exchange_or_refusal(self) -> Generator[None, None, bool]:
        another = yield from super().exchange_or_refusal()
        return another or (self.asked and bool(self._in))


@mutant(NOTHING_AFTER_SAID, also={CLOSE_AS_SAID: "the rest of a request that it refused has arrived too"})
class ServesWhatFollowsItsOwnClose(Remembers):
    """Sends close although the client did not, and serves the requests that have arrived before it closes."""

    def exchange_or_refusal(self) -> Generator[None, None, bool]:
        another = yield from super().exchange_or_refusal()
        return another or (not self.asked and bool(self._in))


@mutant(
    CLOSE_AS_SAID,
    also={
        **dict.fromkeys(
            (
                CLOSE_AFTER_MALFORMED,
                BAD_CHUNKS,
                FIELD_LINE_GRAMMAR,
                NOT_FINAL,
                INVALID_LENGTH,
                CONFLICTING_LENGTHS,
                EQUAL_LENGTHS,
            ),
            "to refuse means to close, too",
        ),
        **dict.fromkeys((CLOSE_WHEN_ASKED, HTTP_1_0_CLOSES, FRAMING_STAYS, NOTHING_AFTER_SAID), "nothing is closed"),
    },
)
class SaysCloseAndWaits(HttpServer):
    """Sends close, and waits for the client to close first."""

    def exchange_or_refusal(self) -> Generator[None, None, bool]:
        another = yield from super().exchange_or_refusal()
        while not another:
            yield from self.read_some()
        return another


@mutant(HALF_CLOSED)
class HangsUpOnTheHalfClosed(HttpServer):
    """Closes the connection as soon as the client has closed its side."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        self.patience = 0.02
        with contextlib.suppress(TimedOut):  # the client has not closed meanwhile
            yield
        self.patience = HttpServer.patience
        if self._eof:
            raise Eof
        yield from super().respond(request, response, persists)
