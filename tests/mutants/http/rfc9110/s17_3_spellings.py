"""Mutants for RFC 9110 §17.3: what is withheld under its name is served under another."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

from conformance.http.rfc9110.test_17_3_attacks_based_on_file_and_path_names_spellings import NO_OTHER_SPELLING
from reference_impls.http.directory import DirectoryFiles
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.site import Site
from tests.kit.file_servers import FileServer
from tests.mutants import mutant

WITHHELD = (b".hidden", b"link.txt", b"linked/secret.txt")


@mutant(NO_OTHER_SPELLING)
class WithholdsOneSpelling(FileServer):
    """Withholds a name only in the spelling that it compares with the target, and serves its other spellings."""

    class paths(Site):
        def file_name(self, path: bytes) -> str | None:
            name = unquote_to_bytes(unquote_to_bytes(path)).lower().partition(b"\0")[0]
            plain = os.path.normpath(b"/" + re.sub(rb"[;:][^/]*|[. ]+$", b"", name).lstrip(b"/")).lstrip(b"/")
            return os.fsdecode(plain) if plain in WITHHELD else super().file_name(path)

    class folder(DirectoryFiles):
        def is_inside(self, path: Path) -> bool:
            return super().is_inside(path) or path.name == "secret.txt"

    def answer(self, request: Request) -> Response:
        withheld = request.target[1:] in WITHHELD
        return self.error(403, "not for you") if withheld else super().answer(request)


@mutant(NO_OTHER_SPELLING)
class LooksAtTheLastLinkOnly(FileServer):
    """Does not follow a file that is a symbolic link, and does not look at the folders on the way to it."""

    class folder(DirectoryFiles):
        def resolve(self, path: Path) -> Path:
            return Path() if path.is_symlink() else path
