"""The little application by hand on `socketserver`: the clean work of a student, and what a first assignment asks for.

One thread a connection, request line, fields, content by Content-Length, connections kept alive. It does not know the
chunked coding and does not ask for Host: the judge is meant to find that. Run as `python app_socketserver.py PORT`.
"""

from __future__ import annotations

import socketserver
import sys
from urllib.parse import urlsplit

REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found"}
Fields = list[tuple[str, str]]


class Handler(socketserver.StreamRequestHandler):
    """One connection."""

    def handle(self) -> None:
        """Answer requests until one side wants to stop."""
        try:
            while self.handle_one():
                pass
        except ValueError as error:
            self.respond(400, "text/plain", f"{error}\n".encode(), close=True)
        except ConnectionError:
            return

    def handle_one(self) -> bool:
        """Read and answer one request; return whether another may follow."""
        line = self.rfile.readline().decode("latin-1").rstrip("\r\n")
        if not line:
            return False
        method, target, version = self.request_line(line)
        fields = self.read_fields()
        lookup = {name.lower(): value for name, value in fields}
        content = self.read_content(lookup.get("content-length", "0"))
        close = "close" in lookup.get("connection", "").lower() or version == "HTTP/1.0"
        status, media_type, body = answer(method, target, fields, content)
        self.respond(status, media_type, body, close=close, head=method == "HEAD")
        return not close

    def request_line(self, line: str) -> tuple[str, str, str]:
        """Split the request line into its three parts."""
        parts = line.split(" ")
        if len(parts) != 3 or parts[2] not in ("HTTP/1.0", "HTTP/1.1"):
            raise ValueError("not a request line of HTTP/1.x")
        return parts[0], parts[1], parts[2]

    def read_fields(self) -> Fields:
        """Read field lines up to the empty line."""
        fields: Fields = []
        while line := self.rfile.readline().decode("latin-1").rstrip("\r\n"):
            name, colon, value = line.partition(":")
            if not colon:
                raise ValueError("a field line without a colon")
            fields.append((name, value.strip()))
        return fields

    def read_content(self, length: str) -> bytes:
        """Read as many octets as Content-Length says."""
        if not length.isdigit():
            raise ValueError("Content-Length is not a number")
        return self.rfile.read(int(length))

    def respond(self, status: int, media_type: str, body: bytes, *, close: bool, head: bool = False) -> None:
        """Write one response."""
        connection = "close" if close else "keep-alive"
        lines = [
            f"HTTP/1.1 {status} {REASONS[status]}",
            f"Content-Type: {media_type}",
            f"Content-Length: {len(body)}",
            f"Connection: {connection}",
        ]
        self.wfile.write("\r\n".join([*lines, "", ""]).encode() + (b"" if head else body))


def answer(method: str, target: str, fields: Fields, content: bytes) -> tuple[int, str, bytes]:
    """Return status, media type and content for one request."""
    path = urlsplit(target).path
    if path == "/" and method in ("GET", "HEAD"):
        return 200, "text/plain", b"hello\n"
    if path == "/echo":
        return 200, "application/octet-stream", content
    if path == "/headers":
        return 200, "text/plain", "".join(f"{name}: {value}\n" for name, value in fields).encode("latin-1")
    return 404, "text/plain", b"not found\n"


class Server(socketserver.ThreadingTCPServer):
    """A thread for each connection."""

    allow_reuse_address = True
    daemon_threads = True


if __name__ == "__main__":
    Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
