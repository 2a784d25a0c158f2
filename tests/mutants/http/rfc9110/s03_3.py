"""Mutants for RFC 9110 §3.3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from typing import ClassVar

from conformance.http.rfc9110.test_03_3_connections_clients_and_servers import ALIKE, IN_ISOLATION
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Site
from reference_impls.http.syntax import Field, Part
from reference_impls.sansio import Needs
from tests.mutants import mutant


@mutant(IN_ISOLATION)
class RemembersFields(HttpServer):
    """Keeps the extension fields of earlier requests on the connection."""

    earlier: tuple[Field, ...] = ()

    def read_head(self) -> Generator[None, None, Request]:
        request = yield from super().read_head()
        request.fields += self.earlier
        self.earlier += tuple(field for field in request.fields if field[0].startswith(b"x-"))
        return request


@mutant(IN_ISOLATION)
class ReusesItsBuffer(HttpServer):
    """Reads content into the buffer of the previous content, and keeps the octets of that which are left."""

    buffer = b""

    def read_body(self, size: int) -> Needs:
        content = yield from super().read_body(size)
        self.buffer = content + self.buffer[len(content) :]
        return self.buffer


@mutant(IN_ISOLATION)
class RemembersHead(HttpServer):
    """Sends no content on a connection on which it has answered a HEAD."""

    class responses(Responses):
        answered_head = False

        def has_content(self, request: Request, response: Response) -> bool:
            self.answered_head = self.answered_head or request.method == b"HEAD"
            return super().has_content(request, response) and not self.answered_head


@mutant(IN_ISOLATION)
class RemembersConditions(HttpServer):
    """Applies the conditions and the range of earlier requests on the connection."""

    earlier: tuple[Field, ...] = ()

    def read_head(self) -> Generator[None, None, Request]:
        request = yield from super().read_head()
        request.fields += self.earlier
        self.earlier += tuple(field for field in request.fields if field[0].startswith((b"if-", b"range")))
        return request


@mutant(ALIKE)
class ChangesItsMind(HttpServer):
    """Reverses its decision every third time: refuses what it served before, serves what it refused."""

    seen = b""
    had: ClassVar[Counter[tuple[Site, bytes]]] = Counter()

    def arrived(self, octets: bytes, part: Part) -> None:
        self.seen += octets
        super().arrived(octets, part)

    def otherwise(self) -> bool:
        self.had[self.site, self.seen] += b"alike" in self.seen
        return self.had[self.site, self.seen] % 3 == 2

    def answer(self, request: Request) -> Response:
        response = super().answer(request)
        if not self.otherwise():
            return response
        return Response(200) if response.status >= 400 else self.error(400, "not this time")

    def refuse(self, status: int, reason: str) -> Generator[None, None, bool]:
        if not self.otherwise():
            return (yield from super().refuse(status, reason))
        yield from self.respond(Request(b"GET", b"/"), Response(200), persists=False)
        return False
