"""The little application as plain WSGI (PEP 3333), for gunicorn and waitress."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer one request."""
    status, media_type, body = answer(environ)
    start_response(status, [("Content-Type", media_type), ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def answer(environ: WSGIEnvironment) -> tuple[str, str, bytes]:
    """Return status, media type and content for one request."""
    path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
    if path == "/" and method in ("GET", "HEAD"):
        return "200 OK", "text/plain", b"hello\n"
    if path == "/echo":
        return "200 OK", "application/octet-stream", content(environ)
    if path == "/headers":
        return "200 OK", "text/plain", "".join(lines(environ)).encode("latin-1")
    return "404 Not Found", "text/plain", b"not found\n"


def content(environ: WSGIEnvironment) -> bytes:
    """Read the whole content; only a server that ends the input itself may be read without a length."""
    stream = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated"):
        return bytes(stream.read())
    return bytes(stream.read(int(environ.get("CONTENT_LENGTH") or 0)))


def lines(environ: WSGIEnvironment) -> Iterable[str]:
    """Yield one line for each field; WSGI has already joined the repeated ones."""
    for key, value in environ.items():
        name = key.removeprefix("HTTP_")
        if name != key or (key in ("CONTENT_LENGTH", "CONTENT_TYPE") and value):
            yield f"{name.replace('_', '-').lower()}: {value}\n"
