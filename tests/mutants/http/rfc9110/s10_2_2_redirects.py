"""Mutants for RFC 9110 §10.2.2: redirects."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from conformance.http.rfc9110.test_10_2_2_location_redirects import EVIL, LEADS_THERE, NO_FOREIGN_HOST
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.site import Site
from reference_impls.http.syntax import Malformed
from reference_impls.http.target import Targets
from tests.kit.file_servers import FileServer
from tests.mutants import mutant

NAMES_A_HOST = re.compile(re.escape(EVIL) + rb"|[/\\]{2}(?:folder|redirect)")


@mutant(LEADS_THERE)
class RedirectsToTheFirstFolder(FileServer):
    """Redirects to a folder that has nothing to do with the request."""

    class paths(Site):
        def to_folder(self, request: Request, now: float) -> Response:
            return Response(301, [(b"Location", b"/deep/")])


@mutant(LEADS_THERE)
class AddsTheSlashAfterTheQuery(FileServer):
    """Adds the slash at the end of the whole target."""

    class paths(Site):
        def to_folder(self, request: Request, now: float) -> Response:
            return Response(301, [(b"Location", request.target + b"/")])


@mutant(LEADS_THERE)
class RedirectsToADecodedName(FileServer):
    """Writes the decoded path into Location."""

    class paths(Site):
        def to_folder(self, request: Request, now: float) -> Response:
            return Response(301, [(b"Location", unquote_to_bytes(request.path) + b"/")])


@mutant(NO_FOREIGN_HOST)
class RedirectsToWhatWasAsked(FileServer):
    """Treats two slashes as one when it looks for a folder, but keeps both when it redirects to it."""

    def answer(self, request: Request) -> Response:
        path = self.to(request.path)
        harmless = not NAMES_A_HOST.search(path) or {*path} & {*b"\r\n"}  # those would break another requirement
        return super().answer(request) if harmless else Response(301, [(b"Location", path)])

    def to(self, path: bytes) -> bytes:
        return path + b"/"


@mutant(NO_FOREIGN_HOST)
class RedirectsToWhatItUnderstood(RedirectsToWhatWasAsked):
    """Redirects to the path as it has decoded it, with the dot segments at its beginning removed."""

    class targets(Targets):
        def origin_form(self, request: Request) -> None:
            try:
                super().origin_form(request)
            except Malformed:
                if not NAMES_A_HOST.search(request.target):
                    raise
                request.path = request.target

    def to(self, path: bytes) -> bytes:
        return re.sub(rb"^(/\.+|/folder/\.\.)/", b"/", unquote_to_bytes(path)) + b"/"
