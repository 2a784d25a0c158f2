"""Mutants for RFC 9112 §9.3, after chunked content."""

from __future__ import annotations

from conformance.http.rfc9112.test_09_3_persistence_chunked import BROKEN_CHUNKS_CLOSE, READ_CHUNKS_OR_CLOSE
from reference_impls.http.length import CHUNKED, RequestLength
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Malformed
from reference_impls.sansio import Needs
from tests.mutants import mutant


@mutant(READ_CHUNKS_OR_CLOSE)
class ReadsChunksForSomeMethods(HttpServer):
    """Leaves chunks unread where the method needs no content."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            size = super().body_framing(request)
            return 0 if size == CHUNKED and request.method not in (b"POST", b"PUT") else size


@mutant(BROKEN_CHUNKS_CLOSE)
class GoesOnAfterBrokenChunks(HttpServer):
    """Treats what follows a broken chunk as the next request."""

    class persistence(Persistence):
        broken = False

        def persists_after_refusal(self, status: int) -> bool:
            broken, self.broken = self.broken, False
            return broken or super().persists_after_refusal(status)

    _persistence: persistence

    def read_chunked(self) -> Needs:
        try:
            return (yield from super().read_chunked())
        except Malformed:
            self._persistence.broken = True
            raise
