"""The little application in aiohttp, with aiohttp's own HTTP server: `python app_aiohttp.py PORT FOLDER`."""

from __future__ import annotations

import sys

from aiohttp import web


async def hello(request: web.Request) -> web.Response:
    """Say hello."""
    return web.Response(body=b"hello\n", content_type="text/plain")


async def echo(request: web.Request) -> web.Response:
    """Return the request's content."""
    return web.Response(body=await request.read(), content_type="application/octet-stream")


async def headers(request: web.Request) -> web.Response:
    """Return one line for each field, with the octets in which it came."""
    lines = b"".join(b"%s: %s\n" % field for field in request.raw_headers)
    return web.Response(body=lines, content_type="text/plain")


def application(folder: str) -> web.Application:
    """Return the application; a route for GET answers HEAD as well."""
    app = web.Application()
    app.add_routes([web.get("/", hello), web.route("*", "/echo", echo), web.get("/headers", headers)])
    app.add_routes([web.static("/files", folder), web.static("/", folder)])
    return app


if __name__ == "__main__":
    web.run_app(application(sys.argv[2]), host="127.0.0.1", port=int(sys.argv[1]), access_log=None)
