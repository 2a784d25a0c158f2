"""Mutants for RFC 9110 §7.6.1, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_07_6_1_connection_responses import LISTED, ONLY_FOR_THE_CONNECTION
from conformance.http.rfc9110.test_07_8_upgrade import LISTED_IN_CONNECTION
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(LISTED, also={LISTED_IN_CONNECTION: "the field is Upgrade, for which §7.8 says it once more"})
class ListsNoUpgrade(HttpServer):
    """Sends Upgrade without naming it in Connection."""

    class persistence(Persistence):
        def connection_field(self, request: Request, response: Response, persists: bool) -> list[Field]:
            return [line for line in super().connection_field(request, response, persists) if b"upgrade" not in line[1]]


@mutant(ONLY_FOR_THE_CONNECTION)
class ListsDate(HttpServer):
    """Names Date in Connection."""

    class persistence(Persistence):
        def connection_field(self, request: Request, response: Response, persists: bool) -> list[Field]:
            fields = super().connection_field(request, response, persists)
            return [(name, value + b", date") for name, value in fields]
