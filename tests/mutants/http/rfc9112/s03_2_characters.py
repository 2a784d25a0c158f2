"""Mutants for RFC 9112 §3.2: targets that have none of the four forms."""

from __future__ import annotations

import re

from conformance.http.rfc9112.test_03_2_request_target_characters import INVALID_TARGET, NO_AUTOCORRECTION
from reference_impls.http.request import Request, RequestLine
from reference_impls.http.server import HttpServer
from reference_impls.http.target import Targets
from tests.mutants import mutant

AS_INVALID = {INVALID_TARGET: "what is served as if it were valid is not answered 400 or 301"}


@mutant(INVALID_TARGET)
class TakesAPipe(HttpServer):
    """Treats | as a character that a target may have."""

    class targets(Targets):
        def origin_form(self, request: Request) -> None:
            request.target = request.target.replace(b"|", b"%7C")
            super().origin_form(request)


@mutant(INVALID_TARGET)
class SuppliesTheSlash(HttpServer):
    """Puts a slash before a target that has none, and looks for the resource."""

    class targets(Targets):
        def absolute_form(self, request: Request) -> None:
            if request.target == b"foo":
                request.path = b"/foo"
            else:
                super().absolute_form(request)


@mutant(NO_AUTOCORRECTION)
class CutsTheFragmentOff(HttpServer):
    """Serves a target with a fragment as if it had none."""

    class targets(Targets):
        def origin_form(self, request: Request) -> None:
            request.target = request.target.partition(b"#")[0]
            super().origin_form(request)


@mutant(NO_AUTOCORRECTION)
class EncodesSpaces(HttpServer):
    """Encodes the spaces within a target and serves the request."""

    class request_line(RequestLine):
        def parse_request_line(self, line: bytes) -> Request:
            return super().parse_request_line(re.sub(rb"\?a +b", b"?a%20b", line))
