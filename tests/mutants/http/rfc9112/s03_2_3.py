"""Mutants for RFC 9112 §3.2.3."""

from __future__ import annotations

import re

from conformance.http.rfc9112.test_03_2_3_authority_form import ONLY_FOR_CONNECT
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.target import Targets
from tests.mutants import mutant


@mutant(ONLY_FOR_CONNECT)
class ServesAnAuthority(HttpServer):
    """Treats an authority as a URI that lacks its scheme."""

    class targets(Targets):
        def absolute_form(self, request: Request) -> None:
            if re.fullmatch(rb"[0-9.]+:[0-9]+", request.target):
                request.authority, request.path = request.target, b"/"
            else:
                super().absolute_form(request)
