"""Mutants for RFC 9110 §15.4.1 to §15.4.9, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_15_4_redirection_3xx_responses import (
    CHOICES,
    FOUND,
    MOVED_PERMANENTLY,
    PERMANENT,
    SEE_OTHER,
    TEMPORARY,
)
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Wait
from tests.mutants import mutant


class WithoutLocation(HttpServer):
    """Leaves Location out of the responses of one status."""

    status = 0

    def send_message(self, request: Request, response: Response) -> Wait:
        if response.status == self.status:
            response.fields = [line for line in response.fields if line[0] != b"Location"]
        yield from super().send_message(request, response)


@mutant(CHOICES)
class ListsNoChoices(HttpServer):
    """Leaves out the content of a 300."""

    def send_message(self, request: Request, response: Response) -> Wait:
        response.content = b"" if response.status == 300 else response.content
        yield from super().send_message(request, response)


@mutant(MOVED_PERMANENTLY)
class SendsNoLocationWith301(WithoutLocation):
    """Leaves Location out of a 301."""

    status = 301


@mutant(FOUND)
class SendsNoLocationWith302(WithoutLocation):
    """Leaves Location out of a 302."""

    status = 302


@mutant(SEE_OTHER)
class SendsNoLocationWith303(WithoutLocation):
    """Leaves Location out of a 303."""

    status = 303


@mutant(TEMPORARY)
class SendsNoLocationWith307(WithoutLocation):
    """Leaves Location out of a 307."""

    status = 307


@mutant(PERMANENT)
class SendsNoLocationWith308(WithoutLocation):
    """Leaves Location out of a 308."""

    status = 308
