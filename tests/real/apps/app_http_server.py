"""The little application on the standard library's `http.server`, speaking HTTP/1.1: `app_http_server.py PORT FOLDER`.

`http.server` leaves a request's content to its user. This user reads as many octets as Content-Length says, as the
library's documentation suggests, and refuses a transfer coding with 501 (RFC 9112, section 6.1).
"""

from __future__ import annotations

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


class Handler(SimpleHTTPRequestHandler):
    """Serve the folder's files, and two paths of our own."""

    protocol_version = "HTTP/1.1"
    extensions_map = {".html": "text/plain"}  # noqa: RUF012 (the library's name, read only)

    def do_GET(self) -> None:
        """Answer GET: the folder's index.html is `hello`, any other file is missing."""
        if self.path == "/headers":
            lines = "".join(f"{name}: {value}\n" for name, value in self.headers.items())
            self.answer("text/plain", lines.encode("latin-1"))
        elif self.path == "/echo":
            self.do_POST()
        else:
            super().do_GET()

    def do_POST(self) -> None:
        """Answer POST, PUT, PATCH and DELETE: return the content."""
        self.close_connection |= self.path != "/echo" or "Transfer-Encoding" in self.headers
        if "Transfer-Encoding" in self.headers:
            self.send_error(501)
        elif self.path != "/echo":
            self.send_error(404)
        else:
            length = int(self.headers.get("Content-Length", 0))
            self.answer("application/octet-stream", self.rfile.read(length))

    do_PUT = do_PATCH = do_DELETE = do_POST

    def answer(self, media_type: str, body: bytes) -> None:
        """Send a response with content."""
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Keep no access log."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), partial(Handler, directory=sys.argv[2])).serve_forever()
