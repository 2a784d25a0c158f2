"""Mutants for RFC 9112 §9: servers that mistake segments for messages."""

from __future__ import annotations

from collections.abc import Generator

from conformance.http.rfc9112.test_09_connection_management import WHATEVER_THE_SEGMENTS
from reference_impls.http.length import RequestLength
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Malformed
from reference_impls.http.target import Targets
from reference_impls.sansio import Needs, Wait
from tests.mutants import mutant


@mutant(WHATEVER_THE_SEGMENTS)
class TakesAReadForARequest(HttpServer):
    """Treats the octets of one read as a whole request."""

    def _more(self) -> Wait:
        if self.begun and not self._eof:
            raise Malformed("the request is not complete")
        yield from super()._more()


@mutant(WHATEVER_THE_SEGMENTS)
class LosesACarriageReturn(HttpServer):
    """Loses a CR at the end of a segment."""

    def receive(self, octets: bytes) -> None:
        if octets != b"\r":
            super().receive(octets[:-1] if octets.endswith(b"\r") else octets)


@mutant(WHATEVER_THE_SEGMENTS)
class StumblesOverAnEmptyLineAlone(HttpServer):
    """Refuses an empty line before a request if it arrives by itself."""

    def receive(self, octets: bytes) -> None:
        super().receive(b"?\r\n\r\n" if octets == b"\r\n" and not self.begun else octets)


@mutant(WHATEVER_THE_SEGMENTS)
class ReadsContentOnce(HttpServer):
    """Treats the part of the content that has arrived, if any has, as all of it."""

    def read_exactly(self, count: int) -> Needs:
        if self.begun and count:
            yield from self.peek()
            count = min(count, len(self._in))
        return (yield from super().read_exactly(count))


@mutant(WHATEVER_THE_SEGMENTS)
class DropsWhatFollows(HttpServer):
    """Drops the beginning of the next request where it came with the end of the one before."""

    def exchange_or_refusal(self) -> Generator[None, None, bool]:
        another = yield from super().exchange_or_refusal()
        if b"\r\n\r\n" not in self._in:
            self._in.clear()
        return another


@mutant(WHATEVER_THE_SEGMENTS)
class ChecksWholeRequestsOnly(HttpServer):
    """Checks only requests that arrive in one read; others it accepts without the checks."""

    class targets(Targets):
        pieces = False

        def check_host(self, request: Request) -> None:
            if not self.pieces:
                super().check_host(request)

    class request_length(RequestLength):
        pieces = False

        def content_length(self, lengths: list[bytes]) -> int:
            return super().content_length([lengths[0].rstrip(b"x")] if self.pieces else lengths)

    _targets: targets
    _request_length: request_length

    def read_head(self) -> Generator[None, None, Request]:
        self._targets.pieces = self._request_length.pieces = False
        return (yield from super().read_head())

    def _more(self) -> Wait:
        yield from super()._more()
        self._targets.pieces = self._request_length.pieces = self.begun

    def split_field_line(self, line: bytes) -> Field:
        name, _, value = line.partition(b":")
        return (name.strip().lower(), value.strip()) if self._targets.pieces else super().split_field_line(line)
