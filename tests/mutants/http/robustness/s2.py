"""Mutants for slow peers."""

from __future__ import annotations

from conformance.http.robustness.test_2_slow_peers import OTHERS_GO_ON, READ_SLOWLY, RECOVER, URGENT
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.sansio import HIGH_WATER, Eof, Wait
from tests.mutants import mutant

CROWD = 10


@mutant(READ_SLOWLY)
class DropsWhatDoesNotFit(HttpServer):
    """Throws away what the peer leaves no room for."""

    def flush(self) -> Wait:
        del self._out[HIGH_WATER:]
        yield from ()


class Counts(HttpServer):
    """Counts the unfinished requests of all connections, and turns new connections away if there are many."""

    def count(self, more: int) -> int:
        vars(self.site)["unfinished"] = vars(self.site).get("unfinished", 0) + more
        return int(vars(self.site)["unfinished"])

    def answer(self, request: Request) -> Response:
        newcomer = request.values(b"user-agent") == [b"newcomer"]
        return self.error(503, "too many") if newcomer and self.count(0) > CROWD else super().answer(request)


@mutant(OTHERS_GO_ON, also={RECOVER: "cases run side by side: others are unfinished"})
class ServesNobodyInACrowd(Counts):
    """Turns newcomers away while ten connections wait for their clients."""

    def _more(self) -> Wait:
        self.count(+1)
        yield from super()._more()
        self.count(-1)

    def flush(self) -> Wait:
        self.count(+1)
        yield from super().flush()
        self.count(-1)


@mutant(RECOVER, also={OTHERS_GO_ON: "others have ended in the middle before"})
class CountsTheDead(Counts):
    """Treats connections that were reset as unfinished ones, for ever."""

    def run(self) -> Wait:
        self.count(+1)
        yield from super().run()
        self.count(-1)


@mutant(URGENT)
class FailsOnPieces(HttpServer):
    """Sends an error message instead of a response if the request of a newcomer arrives in pieces."""

    pieces = False

    def _more(self) -> Wait:
        self.pieces = self.begun
        yield from super()._more()

    def answer(self, request: Request) -> Response:
        if self.pieces and request.values(b"user-agent") == [b"newcomer"]:
            self.send(b"IndexError: pieces of a request\n")
            raise Eof
        return super().answer(request)
