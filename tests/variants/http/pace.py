"""Legal variants in when a server sends, and how long it keeps a connection (RFC 9112 §9, RFC 9110 §15.2)."""

from __future__ import annotations

import time
from collections.abc import Generator

from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Wait
from reference_impls.shells import threads
from tests.variants.variant import InSingleOctets, Variant, serve_one_at_a_time


class OneAtATime(HttpServer):
    """Serves a single connection at a time."""

    patience = 5.0
    lingers = False


class Slow(HttpServer):
    """Waits for a while before each answer."""

    def answer(self, request: Request) -> Response:
        time.sleep(0.03)
        return super().answer(request)


class OneOctetAtATime(InSingleOctets, HttpServer):
    """Sends the heads of its responses in single octets."""


class Chatty(HttpServer):
    """Sends interim responses that nobody asked for (RFC 9110 §15.2), to clients of HTTP/1.1."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if request.target and request.version >= (1, 1) and response.status != 101:
            yield from self.send_message(request, Response(102))
            yield from self.send_message(request, Response(103, [(b"Link", b"</style.css>; rel=preload")]))
        yield from super().respond(request, response, persists)


class DoesNotLinger(HttpServer):
    """Closes at once, with octets unread, so that the client may receive a reset instead of the error response."""

    lingers = False


class LosesItsAnswer(HttpServer):
    """Closes at once with many octets unread, so that the reset always overtakes its error response."""

    def refuse(self, status: int, reason: str) -> Generator[None, None, bool]:
        if len(self._in) > 32 * 1024:
            raise ConnectionResetError(reason)
        return (yield from super().refuse(status, reason))


class ClosesAlways(HttpServer):
    """Never keeps a connection, and says so (RFC 9112 §9.3)."""

    class persistence(Persistence):
        def persists(self, request: Request) -> bool:
            return False


VARIANTS = [
    Variant(OneAtATime, serve_one_at_a_time, jobs=1, slow=True),
    Variant(Slow, threads.serve, patience=2.0, slow=True),
    Variant(OneOctetAtATime),
    Variant(Chatty),
    Variant(DoesNotLinger, threads.serve),
    Variant(LosesItsAnswer),
    Variant(ClosesAlways, deviates=("rfc9112/9.3/persistent-connections",)),
]
