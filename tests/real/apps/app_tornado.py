"""The little application in Tornado, with Tornado's own HTTP server: `python app_tornado.py PORT FOLDER`."""

from __future__ import annotations

import asyncio
import sys

from tornado.web import Application, RequestHandler, StaticFileHandler


class Hello(RequestHandler):
    """Say hello."""

    def get(self) -> None:
        """Answer GET."""
        self.set_header("Content-Type", "text/plain")
        self.write(b"hello\n")

    def head(self) -> None:
        """Answer HEAD: Tornado leaves the content out by itself, but wants a method of that name."""
        self.get()


class Echo(RequestHandler):
    """Return the request's content."""

    def post(self) -> None:
        """Answer POST."""
        self.set_header("Content-Type", "application/octet-stream")
        self.write(self.request.body)

    get = put = patch = delete = post


class Headers(RequestHandler):
    """Return one line for each field that Tornado shows."""

    def get(self) -> None:
        """Answer GET."""
        self.set_header("Content-Type", "text/plain")
        lines = "".join(f"{name}: {value}\n" for name, value in self.request.headers.get_all())
        self.write(lines.encode("latin-1"))


async def serve(port: int, folder: str) -> None:
    """Serve until killed."""
    files = {"path": folder, "default_filename": "index.html"}
    application = Application(
        [
            *[("/", Hello), ("/echo", Echo), ("/headers", Headers)],
            *[("/files/(.*)", StaticFileHandler, files), ("/(.*)", StaticFileHandler, files)],
        ]
    )
    application.listen(port, address="127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))
