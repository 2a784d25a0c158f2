"""Mutants for RFC 9112 §9.5."""

from __future__ import annotations

from collections.abc import Generator

from conformance.http.rfc9112.test_06_3_message_body_length import INCOMPLETE
from conformance.http.rfc9112.test_08_handling_incomplete_messages import INCOMPLETE_CHUNKS, INCOMPLETE_HEAD
from conformance.http.rfc9112.test_09_5_failures_and_timeouts import CLOSURE_SIGNAL, SUSTAIN
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Eof, Wait
from tests.mutants import mutant
from tests.mutants.consequences import because


@mutant(CLOSURE_SIGNAL, also=because("it waits for the rest", INCOMPLETE, INCOMPLETE_HEAD, INCOMPLETE_CHUNKS))
class IgnoresTheEndOfTheStream(HttpServer):
    """Waits for more octets where the client has said that there are none."""

    def _more(self) -> Wait:
        yield


@mutant(SUSTAIN)
class EndsAfterFifty(HttpServer):
    """Closes each connection after fifty requests, and never sends close."""

    served = 0

    def exchange(self) -> Generator[None, None, bool]:
        if self.served == 50:
            raise Eof
        self.served += 1
        return (yield from super().exchange())
