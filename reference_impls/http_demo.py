"""The resources of the demonstration site: one for each thing that a conformance case may need."""

from __future__ import annotations

import json
from collections.abc import Callable

from reference_impls.http_request import Request
from reference_impls.http_site import File, Resource, Response
from reference_impls.http_syntax import Field

TEXT: Field = (b"Content-Type", b"text/plain")
READ = (b"GET", b"HEAD")
LAST_CHANGE = 1_700_000_000.0  # 2023-11-14T22:13:20Z
BIG = b"".join(b"%07d\n" % line for line in range(50_000))

MANIFEST = {
    "path_ok": "/",
    "echo": "/echo",
    "body": "/echo",
    "post": "/echo",
    "echo_headers": "/headers",
    "put": "/put/",
    "path_static": "/static/file.txt",
    "path_405": "/static/file.txt",
    "path_401": "/401",
    "path_204": "/204",
    "redirect": "/redirect",
    "chunked_resp": "/chunked",
    "trailers": "/trailers",
    "early_hints": "/hints",
    "upgrade": "/upgrade",
    "big": "/big",
}

FILES = {"static/file.txt": File(b"A static file.\n" * 8, LAST_CHANGE), "big": File(BIG, LAST_CHANGE)}


def echo(request: Request, now: float) -> Response:
    """The content of the request, octet for octet."""
    return Response(200, [(b"Content-Type", b"application/octet-stream")], request.content)


def headers(request: Request, now: float) -> Response:
    """The request as it was understood: method, target and host, then every field line in order."""
    lines = [b"%b %b %b\n" % (request.method, request.target, request.authority)]
    lines += [name + b": " + value + b"\n" for name, value in request.fields]
    return Response(200, [TEXT], b"".join(lines))


def upgrade(request: Request, now: float) -> Response:
    """What a request gets that does not ask for the protocol (RFC 9110 §15.5.22)."""
    return Response(426, [(b"Upgrade", b"echo"), TEXT], b"426 Upgrade Required: this resource speaks echo\n")


def fixed(status: int, content: bytes = b"", *fields: Field) -> Callable[[Request, float], Response]:
    """A function that always answers the same."""
    return lambda request, now: Response(status, list(fields), content)


def chunked(request: Request, now: float) -> Response:
    """Content in chunks."""
    return Response(200, [TEXT], b"chunked content\n" * 6000, chunked=True)


def trailers(request: Request, now: float) -> Response:
    """Content in chunks, and a trailer section."""
    return Response(200, [TEXT], b"content\n", chunked=True, trailers=[(b"X-Lines", b"1")])


def hints(request: Request, now: float) -> Response:
    """An informational response first (RFC 8297)."""
    early = Response(103, [(b"Link", b"</static/file.txt>; rel=preload; as=fetch")])
    return Response(200, [TEXT], b"hinted\n", interim=[early])


RESOURCES = {
    b"/": Resource(READ, fixed(200, b"Hello.\n", TEXT)),
    b"/echo": Resource((*READ, b"POST", b"PUT"), echo),
    b"/headers": Resource((*READ, b"POST", b"PUT"), headers),
    b"/204": Resource(READ, fixed(204)),
    b"/401": Resource(READ, fixed(401, b"401\n", TEXT, (b"WWW-Authenticate", b'Basic realm="reference"'))),
    b"/redirect": Resource(READ, fixed(302, b"302\n", TEXT, (b"Location", b"/"))),
    b"/chunked": Resource(READ, chunked),
    b"/trailers": Resource(READ, trailers),
    b"/hints": Resource(READ, hints),
    b"/upgrade": Resource(READ, upgrade, upgrade=b"echo"),
    b"/.well-known/conformance": Resource(
        READ, fixed(200, json.dumps(MANIFEST, indent=1).encode(), (b"Content-Type", b"application/json"))
    ),
}
