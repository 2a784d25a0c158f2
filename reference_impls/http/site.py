"""What an origin server serves: resources made of functions, and files (RFC 9110 §3.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count

from reference_impls.http.files import File, Files, with_type
from reference_impls.http.patch import MERGE_PATCH, Unpatchable, patched
from reference_impls.http.paths import Paths
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.syntax import Field

WRITABLE = "put/"
TEXT: Field = (b"Content-Type", b"text/plain")
READ = (b"GET", b"HEAD")


@dataclass(frozen=True)
class Resource:
    """A resource: its methods, and the function that answers them. The server itself answers OPTIONS and TRACE.

    ``answer`` gets the request and the time in seconds since 1970. ``upgrade`` names the protocol that the resource
    can switch to. ``file`` is the content for GET and HEAD. ``conditional``: the server checks preconditions against
    ``file``. ``negotiated``: the server can send ``file`` in gzip. ``languages``: the same text in each language; the
    first of them is ``file``. ``patches``: the media types that PATCH accepts.
    """

    methods: tuple[bytes, ...]
    answer: Callable[[Request, float], Response]
    upgrade: bytes = b""
    file: File | None = None
    conditional: bool = False
    negotiated: bool = False
    languages: tuple[File, ...] = ()
    patches: bytes = b""


class Site(Paths):
    """Everything that a server serves. ``find`` looks into ``files``, then ``resources``, then ``fallback``."""

    def __init__(self, files: Files, resources: Mapping[bytes, Resource], fallback: Files) -> None:
        self.files, self.resources, self.fallback = files, resources, fallback

    def find(self, path: bytes) -> Resource | None:
        """Return the resource at an absolute path. In the writable folder, every valid name is a resource."""
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
        """Redirect to the path with a slash at its end: references in an index are relative to it (RFC 3986 §5.2.3).

        The path has no empty segment here. If it began with two slashes, it would name another host (RFC 3986 §4.2).
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
            return Response(409, [TEXT], b"409 Conflict: a file cannot have this name\n")

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
        """Store the content of a POST under a name that the server chooses (RFC 9110 §9.3.3)."""
        if request.method != b"POST":
            return Response(200, [TEXT], b"POST here, or PUT under a name\n")
        name = next(name for number in count(1) if not self.files.get(name := f"{WRITABLE}{number}"))
        created = self.put(name, request.content, now)
        if created.status != 201:
            return created
        location = b"/" + name.encode()
        return Response(201, [(b"Location", location), TEXT], b"It is at %b\n" % location)


def absent(request: Request, now: float) -> Response:
    """Answer for a resource that has no representation."""
    return Response(404, [TEXT], b"404 Not Found: no such file\n")
