"""Mutants for RFC 9110 §17.3: a file of the system can be read."""

from __future__ import annotations

import os
from urllib.parse import unquote_to_bytes

from conformance.http.rfc9110.test_17_3_attacks_based_on_file_and_path_names import STAY_INSIDE
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from tests.kit.file_servers import AcceptsInvalidTargets
from tests.mutants import mutant
from tests.mutants.http.rfc9110 import s17_3  # noqa: F401 (it has the others)

WIN_INI = b"; for 16-bit app support\r\n[fonts]\r\n[extensions]\r\n[mci extensions]\r\n[files]\r\n"


@mutant(STAY_INSIDE)
class ServesTheWholeSystem(AcceptsInvalidTargets):
    """Serves files outside of the root, except under their plain name, and also if a query names them."""

    def answer(self, request: Request) -> Response:
        if request.target in (b"/etc/passwd", b"/windows/win.ini"):
            return super().answer(request)
        name = os.path.normpath(b"/" + unquote_to_bytes(request.query or request.path).removeprefix(b"file="))
        if name.lower().replace(b"\\", b"/").endswith(b":/windows/win.ini"):
            return Response(200, [], WIN_INI)
        if name.endswith(b"/etc/passwd"):
            with open(b"/etc/passwd", "rb") as file:
                return Response(200, [], file.read())
        return super().answer(request)
