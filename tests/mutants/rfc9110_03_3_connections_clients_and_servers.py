"""Mutants for RFC 9110 §3.3."""

from __future__ import annotations

from collections.abc import Generator

from conformance.http.rfc9110.test_03_3_connections_clients_and_servers import IN_ISOLATION
from reference_impls.http import HttpServer
from reference_impls.http_request import Request
from reference_impls.http_syntax import Field
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
    """Reads content into the buffer of the last content, and takes the rest of that for content too."""

    buffer = b""

    def read_body(self, size: int) -> Needs:
        content = yield from super().read_body(size)
        self.buffer = content + self.buffer[len(content) :]
        return self.buffer
