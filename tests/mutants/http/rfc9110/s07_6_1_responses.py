"""Mutants for RFC 9110 §7.6.1, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_07_6_1_connection_responses import LISTED, ONLY_FOR_THE_CONNECTION
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(LISTED)
class ListsNoKeepAlive(HttpServer):
    """Sends Keep-Alive without naming it in Connection."""

    class responses(Responses):
        def origin_fields(self, response: Response) -> list[Field]:
            return [*super().origin_fields(response), (b"Keep-Alive", b"timeout=5")]


@mutant(ONLY_FOR_THE_CONNECTION)
class ListsDate(HttpServer):
    """Names Date in Connection."""

    class persistence(Persistence):
        def connection_field(self, request: Request, response: Response, persists: bool) -> list[Field]:
            fields = super().connection_field(request, response, persists)
            return [(name, value + b", date") for name, value in fields]
