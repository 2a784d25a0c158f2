"""Mutants for RFC 9112 §9: servers that mistake segments for messages."""

from __future__ import annotations

from collections.abc import Generator

from conformance.http.rfc9112.test_02_2_message_parsing import SEGMENTS
from conformance.http.rfc9112.test_03_request_line import EIGHT_THOUSAND_OCTETS
from conformance.http.rfc9112.test_06_3_message_body_length import INCOMPLETE, LENGTH_IN_OCTETS
from conformance.http.rfc9112.test_07_1_chunked_transfer_coding import STREAM
from conformance.http.rfc9112.test_09_3_2_pipelining import IN_ORDER
from conformance.http.rfc9112.test_09_3_persistence_body import READ_OR_CLOSE
from conformance.http.rfc9112.test_09_connection_management import WHATEVER_THE_SEGMENTS
from conformance.http.robustness.test_2_slow_peers import READ_SLOWLY
from conformance.http.robustness.test_4_strange_requests import LARGE
from reference_impls.http.length import RequestLength
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Malformed
from reference_impls.http.target import Targets
from reference_impls.sansio import Needs, Wait
from tests.mutants import mutant

LONG = "what is long comes in several segments"
CUT = "its cases cut what they send"


@mutant(
    WHATEVER_THE_SEGMENTS,
    also={
        **dict.fromkeys((LENGTH_IN_OCTETS, READ_SLOWLY, IN_ORDER), "what is long comes in several segments"),
        **dict.fromkeys((EIGHT_THOUSAND_OCTETS, STREAM, SEGMENTS), "its cases cut what they send"),
    },
)
class TakesAReadForARequest(HttpServer):
    """Treats the octets of one read as a whole request."""

    def _more(self) -> Wait:
        if self.begun and not self._eof:
            raise Malformed("the request is not complete")
        yield from super()._more()


@mutant(WHATEVER_THE_SEGMENTS, also={STREAM: CUT, SEGMENTS: CUT, LARGE: LONG})
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


@mutant(
    WHATEVER_THE_SEGMENTS,
    also={LENGTH_IN_OCTETS: LONG, READ_SLOWLY: LONG, READ_OR_CLOSE: LONG, STREAM: CUT, INCOMPLETE: CUT},
)
class ReadsContentOnce(HttpServer):
    """Treats the part of the content that has arrived, if any has, as all of it."""

    def read_exactly(self, count: int) -> Needs:
        if self.begun and count:
            yield from self.peek()
            count = min(count, len(self._in))
        return (yield from super().read_exactly(count))


@mutant(WHATEVER_THE_SEGMENTS, also={IN_ORDER: "a long pipeline comes in several reads"})
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
