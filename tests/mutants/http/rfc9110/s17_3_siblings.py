"""Mutants for RFC 9110 §17.3: folders beside the root."""

from __future__ import annotations

import os
from urllib.parse import unquote_to_bytes

from conformance.http.rfc9110.test_17_3_attacks_based_on_file_and_path_names_siblings import SIBLING_IS_OUTSIDE
from reference_impls.http.directory import DirectoryFiles
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from tests.kit.file_servers import FileServer
from tests.mutants import mutant


@mutant(SIBLING_IS_OUTSIDE)
class RefusesByPrefix(FileServer):
    """Answers 403 to what is outside of the root, and compares the beginnings of names to find out what is."""

    def answer(self, request: Request) -> Response:
        assert isinstance(self.site.files, DirectoryFiles)
        root = os.fsencode(self.site.files.root)
        outside = not os.path.normpath(root + unquote_to_bytes(request.path)).startswith(root)
        return self.error(403, "outside of the root") if outside else super().answer(request)
