"""File servers for mutants and variants: the reference with another mapping of paths to files, or another folder."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from reference_impls.http.directory import DirectoryFiles
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.site import WRITABLE, Resource, Site
from reference_impls.http.syntax import Malformed
from reference_impls.http.target import Targets


class FileServer(HttpServer):
    """A server whose class attributes name the class of its site and the class of its folder."""

    paths: type[Site] = Site
    folder: type[DirectoryFiles] = DirectoryFiles

    def __init__(self, site: Site, clock: Callable[[], float]) -> None:
        assert isinstance(site.files, DirectoryFiles)
        super().__init__(self.paths(self.folder(site.files.root), site.resources, site.fallback), clock)


class AcceptsInvalidTargets(FileServer):
    """Treats an invalid request-target as a path if it names one of the files that the cases ask for."""

    class targets(Targets):
        def parse_target(self, request: Request) -> None:
            try:
                super().parse_target(request)
            except Malformed:
                if not request.target.endswith((b".txt", b"passwd", b"win.ini", b"victims", b"secret.txt/")):
                    raise
                request.path = re.sub(rb"^http://[^/]*", b"", request.target).partition(b"?")[0]


class UncheckedFolder(DirectoryFiles):
    """Joins root and name, removes dot segments without asking the file system, and opens the result."""

    def path(self, name: str) -> Path:
        if "\0" in name:
            raise FileNotFoundError(name)
        return Path(os.path.normpath(self.root / name))


class ServesOutsideRoot(Site):
    """Serves a file outside of the root if a path leads to one, and all others correctly.

    It refuses plain segments that lead upwards. After that check, ``decoded_again`` decodes the name once more.
    """

    def find(self, path: bytes) -> Resource | None:
        assert isinstance(self.files, DirectoryFiles)
        strict = Site(DirectoryFiles(self.files.root), self.resources, self.fallback)
        return self.outside(self.files, self.file_name(path)) or strict.find(path)

    def outside(self, files: DirectoryFiles, name: str | None) -> Resource | None:
        try:
            if name is None or files.path(name).is_relative_to(files.root):
                return None
        except OSError:
            return None
        file = files.get(name)
        return self.writable(name, file) if name.startswith(WRITABLE) else self.readable(name, file) if file else None

    def may_name(self, segment: bytes) -> bool:
        return segment not in (b"", b".", b"..") and b"/" not in segment

    def file_name(self, path: bytes) -> str | None:
        name = super().file_name(path)
        return None if name is None else os.fsdecode(self.decoded_again(os.fsencode(name)))

    def decoded_again(self, name: bytes) -> bytes:
        """Return the name as some library or file system decodes it."""
        return name
