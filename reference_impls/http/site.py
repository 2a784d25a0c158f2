"""What an origin server serves: resources made of functions, and files (RFC 9110 §3.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Protocol

from reference_impls.http.patch import MERGE_PATCH, Unpatchable, patched
from reference_impls.http.paths import Paths
from reference_impls.http.request import Request
from reference_impls.http.syntax import Field

WRITABLE = "put/"
TEXT: Field = (b"Content-Type", b"text/plain")
READ = (b"GET", b"HEAD")
TYPES = {"txt": b"text/plain", "html": b"text/html", "json": b"application/json"}


@dataclass
class Response:
    """A response without the fields that are the server's business: Date, framing, Connection."""

    status: int
    fields: list[Field] = field(default_factory=list)
    content: bytes = b""
    chunked: bool = False
    trailers: list[Field] = field(default_factory=list)
    interim: list[Response] = field(default_factory=list)


@dataclass(frozen=True)
class File:
    """Content, the time of its last change in seconds since 1970, and what is to be said of the content."""

    content: bytes
    modified: float
    media_type: bytes = b"application/octet-stream"
    coding: bytes = b""


@dataclass(frozen=True)
class Resource:
    """The methods that a resource has, and what it answers; OPTIONS and TRACE are the server's business.

    ``answer`` is given the time, in seconds since 1970; ``upgrade`` names the protocol it can switch to; ``file`` is
    what GET and HEAD are answered with and what preconditions are about; ``negotiated``, that it can be had in gzip;
    ``patches``, the media types that PATCH takes.
    """

    methods: tuple[bytes, ...]
    answer: Callable[[Request, float], Response]
    upgrade: bytes = b""
    file: File | None = None
    conditional: bool = False
    negotiated: bool = False
    patches: bytes = b""


class Files(Protocol):
    """A file system; names are relative, separated by slashes, and have been checked by ``Paths``."""

    def get(self, name: str) -> File | None:
        """The file, if there is one."""

    def put(self, name: str, content: bytes, now: float) -> bool:
        """Store the content; says whether there was no such file.  Raises OSError where it cannot."""

    def delete(self, name: str) -> None:
        """Remove the file."""

    def is_folder(self, name: str) -> bool:
        """Whether there are files whose names begin with this one and a slash."""


class MemoryFiles:
    """Files in memory."""

    def __init__(self, files: Mapping[str, File] | None = None) -> None:
        self.files = dict(files or {})

    def get(self, name: str) -> File | None:
        return self.files.get(name)

    def put(self, name: str, content: bytes, now: float) -> bool:
        created = name not in self.files
        self.files[name] = File(content, now)
        return created

    def delete(self, name: str) -> None:
        self.files.pop(name, None)

    def is_folder(self, name: str) -> bool:
        return any(known.startswith(name + "/") for known in self.files)


class DirectoryFiles:
    """Files in a directory; nothing outside of it can be named, not even through a symbolic link."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve(strict=True)

    def get(self, name: str) -> File | None:
        try:
            path = self.path(name)
            return File(path.read_bytes(), path.stat().st_mtime) if path.is_file() else None
        except OSError:
            return None

    def put(self, name: str, content: bytes, now: float) -> bool:
        path = self.path(name)
        created = not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return created

    def delete(self, name: str) -> None:
        self.path(name).unlink(missing_ok=True)

    def is_folder(self, name: str) -> bool:
        try:
            return self.path(name).is_dir()
        except OSError:
            return False

    def path(self, name: str) -> Path:
        try:
            path = self.resolve(self.root / name)
        except RuntimeError as loop:  # of symbolic links
            raise PermissionError(str(loop)) from loop
        if not self.is_inside(path):
            raise PermissionError(f"{name} is outside of the root")
        return path

    def resolve(self, path: Path) -> Path:
        """Follow symbolic links: what counts is where they end."""
        return path.resolve()

    def is_inside(self, path: Path) -> bool:
        """Compare whole segments: ``root-secret`` begins with ``root``, but is not inside of it."""
        return path.is_relative_to(self.root)


def entity_tag(file: File) -> bytes:
    """A strong validator: equal if and only if the content is (RFC 9110 §8.8.3)."""
    return b'"%b"' % hashlib.sha256(file.content).hexdigest()[:16].encode()


class Site(Paths):
    """Everything that a server serves: files first, then resources, then files that cannot be written."""

    def __init__(self, files: Files, resources: Mapping[bytes, Resource], fallback: Files) -> None:
        self.files, self.resources, self.fallback = files, resources, fallback

    @staticmethod
    def demo(files: Files | None = None) -> Site:
        """The demonstration site, under ``files`` where they are given."""
        from reference_impls.http.demo import FILES, RESOURCES  # it is made of what this module defines

        return Site(MemoryFiles() if files is None else files, RESOURCES, MemoryFiles(FILES))

    def find(self, path: bytes) -> Resource | None:
        """The resource at an absolute path; a name under the writable folder may be of a file yet to be put."""
        if path == b"/" + WRITABLE.encode():
            return Resource((*READ, b"POST"), self.collection)
        name = self.file_name(path)
        file = self.files.get(name) if name else None
        if name and name.startswith(WRITABLE):
            return self.writable(name, file)
        if file is None and path in self.resources:
            return self.resources[path]
        if name and file is None and self.files.is_folder(name):
            return Resource((b"GET", b"HEAD"), self.to_folder)
        file = file or (self.fallback.get(name) if name else None)
        return self.readable(name, file) if name and file else None

    def readable(self, name: str, file: File) -> Resource:
        typed = with_type(name, file)
        text = typed.media_type.startswith(b"text/")
        return Resource(READ, absent, file=typed, conditional=True, negotiated=text)

    def to_folder(self, request: Request, now: float) -> Response:
        """References within an index are relative to its folder: the path must end with a slash (RFC 3986 §5.2.3).

        No segment of the path is empty: with two slashes at its beginning, it would name another host (§4.2).
        """
        query = b"" if request.query is None else b"?" + request.query
        return Response(301, [(b"Location", request.path + b"/" + query), (b"Content-Type", b"text/plain")], b"301\n")

    def writable(self, name: str, file: File | None) -> Resource:
        def answer(request: Request, now: float) -> Response:
            if request.method == b"PUT":
                return self.put(name, request.content, now)
            if request.method == b"PATCH":
                return self.patch(name, file, request, now)
            return self.delete(name) if request.method == b"DELETE" else absent(request, now)

        typed = with_type(name, file) if file else None
        return Resource((*READ, b"PUT", b"DELETE", b"PATCH"), answer, file=typed, conditional=True, patches=MERGE_PATCH)

    def put(self, name: str, content: bytes, now: float) -> Response:  # RFC 9110 §9.3.4
        try:
            return Response(201 if self.files.put(name, content, now) else 204)
        except OSError:
            return Response(409, [TEXT], b"409 Conflict: it cannot have this name\n")

    def delete(self, name: str) -> Response:  # RFC 9110 §9.3.5
        if self.files.get(name) is None:
            return Response(404, [TEXT], b"404 Not Found: no such file\n")
        self.files.delete(name)
        return Response(204)

    def patch(self, name: str, file: File | None, request: Request, now: float) -> Response:  # RFC 5789 §2, §2.2
        if request.values(b"content-type") != [MERGE_PATCH]:
            accepted = (b"Accept-Patch", MERGE_PATCH)
            return Response(415, [accepted, TEXT], b"415 Unsupported Media Type: no patch of this type\n")
        try:
            return self.put(name, patched(file.content if file else b"{}", request.content), now)
        except Unpatchable as why:
            return Response(why.status, [TEXT], b"%d: %b\n" % (why.status, str(why).encode()))

    def collection(self, request: Request, now: float) -> Response:
        """POST stores its content under a name of our choice (RFC 9110 §9.3.3)."""
        if request.method != b"POST":
            return Response(200, [TEXT], b"POST here, or PUT under a name\n")
        name = next(name for number in count(1) if not self.files.get(name := f"{WRITABLE}{number}"))
        created = self.put(name, request.content, now)
        if created.status != 201:
            return created
        location = b"/" + name.encode()
        return Response(201, [(b"Location", location), TEXT], b"It is at %b\n" % location)


def with_type(name: str, file: File) -> File:
    """The file with the media type that its name tells."""
    return replace(file, media_type=TYPES.get(name.rpartition(".")[2], file.media_type))


def absent(request: Request, now: float) -> Response:
    """The answer of a resource that has no representation."""
    return Response(404, [TEXT], b"404 Not Found: no such file\n")
