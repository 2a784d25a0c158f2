"""Legal variants of the reference as a server of files: for paths that name no file, and for symbolic links."""

from __future__ import annotations

import re
from collections.abc import Generator
from pathlib import Path
from urllib.parse import unquote_to_bytes

from reference_impls.http.directory import DirectoryFiles
from reference_impls.http.paths import Paths
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.site import READ, Resource, Site
from reference_impls.sansio import Wait
from tests.kit.file_servers import FileServer
from tests.variants.variant import Variant

HTML = (b"Content-Type", b"text/html")


class SinglePage(FileServer):
    """Answers GET with 200 and one page if it has no resource, as servers of single-page applications do."""

    class paths(Site):
        def find(self, path: bytes) -> Resource | None:
            return super().find(path) or Resource(READ, lambda request, now: Response(200, [HTML], b"<title>App"))


class ForbidsOddPaths(FileServer):
    """Answers 403 wherever it has nothing to serve."""

    def answer(self, request: Request) -> Response:
        response = super().answer(request)
        return self.error(403, "not for you") if response.status == 404 else response


class ClosesOnOddPaths(FileServer):
    """Closes the connection without an answer where a path has dots, percent signs or backslashes that it dislikes."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        odd = re.search(rb"\.\.|%2e|%5c|\\", request.target, re.IGNORECASE)
        if not odd or response.status != 404:
            yield from super().respond(request, response, persists)

    def exchange(self) -> Generator[None, None, bool]:
        another = yield from super().exchange()
        return another and bool(self._out)


class ResolvesInside(FileServer):
    """Treats two slashes as one, and removes dot segments, encoded or not. The parent of the root is the root."""

    class paths(Site):
        def file_name(self, path: bytes) -> str | None:
            kept: list[bytes] = []
            for segment in path.split(b"/"):
                plain = unquote_to_bytes(segment)
                kept = kept[:-1] if plain == b".." else kept if plain in (b"", b".") else [*kept, segment]
            return super().file_name(b"/" + b"/".join(kept) + (b"/" if kept and path.endswith(b"/") else b""))

        def to_folder(self, request: Request, now: float) -> Response:
            request.path = re.sub(rb"^/+", b"/", request.path)
            return super().to_folder(request, now)


class ListsFolders(FileServer):
    """Lists what lies in a folder that has no index."""

    class paths(Site):
        def find(self, path: bytes) -> Resource | None:
            found, name = super().find(path), Paths().file_name(path) if path.endswith(b"/") else None
            if found or not name or not isinstance(self.files, DirectoryFiles):
                return found
            folder = (self.files.root / name).parent
            names = "\n".join(sorted(path.name for path in folder.iterdir())) if folder.is_dir() else ""
            return Resource(READ, lambda request, now: Response(200, [HTML], names.encode())) if names else None


class ServesLinksAndDotFiles(FileServer):
    """Follows symbolic links out of the root, and serves files whose names begin with a dot."""

    class paths(Site):
        def is_hidden(self, segment: bytes) -> bool:
            return segment in (b".", b"..")

    class folder(DirectoryFiles):
        def is_inside(self, path: Path) -> bool:
            return True


VARIANTS = [
    Variant(SinglePage, deviates=("rfc9110/4.2.3/dot-segments-as-another-resource",)),
    Variant(ForbidsOddPaths),
    Variant(ClosesOnOddPaths),
    Variant(ResolvesInside),
    Variant(ListsFolders),
    Variant(ServesLinksAndDotFiles),
]
