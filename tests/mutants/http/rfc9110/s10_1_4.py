"""Mutants for RFC 9110 §10.1.4."""

from __future__ import annotations

from conformance.http.rfc9110.test_10_1_4_te import OPTIONAL
from reference_impls.http.length import RequestLength
from reference_impls.http.request import Refused, Request
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(OPTIONAL)
class RefusesTe(HttpServer):
    """Refuses a request whose TE lists transfer codings that it does not have."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            if request.values(b"te"):
                raise Refused(501, "unknown transfer coding")
            return super().body_framing(request)
