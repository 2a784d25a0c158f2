"""Mutants for RFC 9110 §15.6.6."""

from __future__ import annotations

from collections.abc import Sequence

from conformance.http.rfc9110.test_15_6_6_http_version_not_supported import EXPLAIN, REFUSE_BY_505
from reference_impls.http.request import Refused, RequestLine
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(REFUSE_BY_505)
class RefusesAVersionAsAMethod(HttpServer):
    """Refuses a higher major version by 501."""

    class request_line(RequestLine):
        def check_major_version(self, major: int) -> None:
            if major > 1:
                raise Refused(501, "not implemented")
            super().check_major_version(major)


@mutant(EXPLAIN)
class Refuses505WithoutAWord(HttpServer):
    """Sends a 505 without content."""

    def error(self, status: int, reason: str, fields: Sequence[Field] = ()) -> Response:
        return Response(505) if status == 505 else super().error(status, reason, fields)
