"""The demonstration site: a resource for everything that a conformance case may need."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import quote

from reference_impls.http.dates import imf_fixdate
from reference_impls.http.files import File, Files, MemoryFiles
from reference_impls.http.form import cookies, form_fields
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.site import READ, TEXT, Resource, Site, absent
from reference_impls.http.syntax import Field, Malformed

LAST_CHANGE = 1_700_000_000.0  # 2023-11-14T22:13:20Z
STATIC = b"".join(b"Line %02d of a static file.\n" % line for line in range(40))
BIG = b"".join(b"%07d\n" % line for line in range(50_000))

MANIFEST = {
    "path_ok": "/",
    "echo": "/echo",
    "body": "/echo",
    "post": "/echo",
    "echo_headers": "/headers",
    "put": "/put/",
    "alias": "/files/",
    "post_create": "/put/",
    "patch": "/put/patched.json",
    "path_static": "/static/file.txt",
    "path_405": "/static/file.txt",
    "path_401": "/401",
    "path_204": "/204",
    "redirect": "/redirect",
    "chunked_resp": "/chunked",
    "trailers": "/trailers",
    "early_hints": "/hints",
    "upgrade": "/upgrade",
    "form": "/form",
    "cookie_echo": "/cookies",
    "set_cookie": "/fields",
    "big": "/big",
    "negotiated": "/greeting",
    "pages": "/fields,/205,/300,/301,/303,/307,/308,/413,/503",
}

GREETINGS = tuple(
    File(text, LAST_CHANGE, b"text/plain", language=language)
    for language, text in ((b"en", b"Good morning.\n"), (b"de", b"Guten Morgen.\n"), (b"fr", b"Bonjour.\n"))
)
FILES = {"static/file.txt": File(STATIC, LAST_CHANGE), "big": File(BIG, LAST_CHANGE)}


def echo(request: Request, now: float) -> Response:
    """Send the content of the request back, octet for octet."""
    return Response(200, [(b"Content-Type", b"application/octet-stream")], request.content)


def headers(request: Request, now: float) -> Response:
    """Send the request back as the server understood it: method, target and host, then every field line in order."""
    lines = [b"%b %b %b\n" % (request.method, request.target, request.authority)]
    lines += [name + b": " + value + b"\n" for name, value in request.fields]
    return Response(200, [TEXT], b"".join(lines))


def form(request: Request, now: float) -> Response:
    """Send the fields of a form back, in the format of a query."""
    try:
        fields = form_fields(b", ".join(request.values(b"content-type")), request.content)
    except Malformed as reason:
        return Response(400, [TEXT], b"400 Bad Request: %b\n" % str(reason).encode())
    listed = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in fields)
    return Response(200, [(b"Content-Type", b"application/x-www-form-urlencoded")], listed.encode())


def list_cookies(request: Request, now: float) -> Response:
    """Send the cookies of a request back, one a line."""
    pairs = cookies(request.values(b"cookie"))
    return Response(200, [TEXT], b"".join(b"%b=%b\n" % pair for pair in pairs))


def upgrade(request: Request, now: float) -> Response:
    """Answer a request that does not ask for the protocol of this resource (RFC 9110 §15.5.22)."""
    return Response(426, [(b"Upgrade", b"echo"), TEXT], b"426 Upgrade Required: this resource speaks echo\n")


def redirect(request: Request, now: float) -> Response:
    """Redirect to the root of the host that the request names, if it names one (RFC 9110 §10.2.2)."""
    location = b"http://" + request.authority + b"/" if request.authority else b"/"
    return Response(302, [TEXT, (b"Location", location)], b"302\n")


def fixed(status: int, content: bytes = b"", *fields: Field) -> Callable[[Request, float], Response]:
    """Return a function that always gives the same answer."""
    return lambda request, now: Response(status, list(fields), content)


def chunked(request: Request, now: float) -> Response:
    """Send content in chunks."""
    return Response(200, [TEXT], b"chunked content\n" * 6000, chunked=True)


def trailers(request: Request, now: float) -> Response:
    """Send content in chunks, and a trailer section."""
    return Response(200, [TEXT], b"content\n", chunked=True, trailers=[(b"X-Lines", b"1")])


def hints(request: Request, now: float) -> Response:
    """Send an informational response first (RFC 8297)."""
    early = Response(103, [(b"Link", b"</static/file.txt>; rel=preload; as=fetch")])
    return Response(200, [TEXT], b"hinted\n", interim=[early])


def fields(request: Request, now: float) -> Response:
    """Send fields that no other resource has."""
    lines = [
        TEXT,
        (b"Age", b"0"),
        (b"Cache-Control", b'max-age=60, s-maxage=60, no-cache="Set-Cookie", private="Set-Cookie"'),
        (b"Content-Language", b"en, x-plain"),
        (b"Content-Location", b"/fields"),
        (b"Expires", imf_fixdate(now + 60)),
        (b"Set-Cookie", b"a=b; Path=/; Expires=" + imf_fixdate(now + 60)),
        (b"Set-Cookie", b'c="d"; HttpOnly; SameSite=Lax'),
        (b"Vary", b"Accept, Accept-Language"),
    ]
    return Response(200, lines, b"fields\n")


def unavailable(request: Request, now: float) -> Response:
    """Say that the resource is unavailable for a minute (RFC 9110 §10.2.3)."""
    return Response(503, [TEXT, (b"Retry-After", imf_fixdate(now + 60))], b"503 Service Unavailable: for a minute\n")


def moved(status: int) -> Resource:
    """Return a resource that redirects to the root."""
    return Resource(READ, fixed(status, b"It is at /\n", TEXT, (b"Location", b"/")))


RESOURCES = {
    b"/": Resource(READ, fixed(200, b"Hello.\n", TEXT)),
    b"/echo": Resource((*READ, b"POST", b"PUT"), echo),
    b"/headers": Resource((*READ, b"POST", b"PUT"), headers),
    b"/form": Resource((b"POST",), form),
    b"/cookies": Resource(READ, list_cookies),
    b"/greeting": Resource(READ, absent, file=GREETINGS[0], conditional=True, languages=GREETINGS),
    b"/204": Resource(READ, fixed(204)),
    b"/401": Resource(READ, fixed(401, b"401\n", TEXT, (b"WWW-Authenticate", b'Basic realm="reference"'))),
    b"/redirect": Resource(READ, redirect),
    b"/chunked": Resource(READ, chunked),
    b"/trailers": Resource(READ, trailers),
    b"/hints": Resource(READ, hints),
    b"/fields": Resource(READ, fields),
    b"/205": Resource(READ, fixed(205)),
    b"/300": Resource(READ, fixed(300, b"/ or /static/file.txt\n", TEXT, (b"Location", b"/"))),
    **{b"/%d" % status: moved(status) for status in (301, 303, 307, 308)},
    b"/413": Resource(READ, fixed(413, b"413 Content Too Large: for now\n", TEXT, (b"Retry-After", b"120"))),
    b"/503": Resource(READ, unavailable),
    b"/upgrade": Resource(READ, upgrade, upgrade=b"echo"),
    b"/.well-known/conformance": Resource(
        READ, fixed(200, json.dumps(MANIFEST, indent=1).encode(), (b"Content-Type", b"application/json"))
    ),
}


def demo_site(files: Files | None = None) -> Site:
    """Return the demonstration site, with ``files`` above it if they are given."""
    return Site(MemoryFiles() if files is None else files, RESOURCES, MemoryFiles(FILES))
