"""Well-known WebSocket servers with an echo, their own defaults, and permessage-deflate switched on if they have it.

Python's servers come with ``pip install '.[real]'``; ws of npm is installed into a folder of the tests if npm is there.
On Debian, the others come with ``apt-get install libwebsockets-test-server libmojolicious-perl``.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.real.running import RealServer
from tests.real.small_servers import DENO

ECHO = {"ws.echo": "/"}


def _python(name: str, argv: tuple[str, ...], *distributions: str) -> RealServer:
    return RealServer(name, ("{python}", *argv), ECHO, distributions=distributions, scheme="ws")


def _application(library: str, *distributions: str) -> RealServer:
    return _python(f"ws-{library}", (f"{{apps}}/app_ws_{library}.py", "{port}"), *distributions)


def _uvicorn(implementation: str, *distributions: str) -> RealServer:
    arguments = ("-m", "uvicorn", "--port", "{port}", "--ws", implementation, "--no-access-log")
    name = f"ws-uvicorn-{implementation}"
    return _python(name, (*arguments, "app_ws_asgi:application"), "uvicorn", *distributions)


_ALL = (
    _application("websockets", "websockets"),
    _application("websockets_threads", "websockets"),
    _application("tornado", "tornado"),
    _application("aiohttp", "aiohttp"),
    _application("picows", "picows"),
    _uvicorn("websockets", "websockets"),
    _uvicorn("websockets-sansio", "websockets"),
    _uvicorn("wsproto", "wsproto"),
    _python(
        "ws-hypercorn",
        ("-m", "hypercorn", "--bind", "127.0.0.1:{port}", "app_ws_asgi:application"),
        "hypercorn",
        "wsproto",
    ),
    RealServer(
        "ws-node",
        ("{program}", "{apps}/app_ws_node.js", "{port}"),
        ECHO,
        programs=("node", "nodejs"),
        packages=("ws",),
        scheme="ws",
    ),
    RealServer(
        # It echoes nothing: without a subprotocol, it takes messages and says nothing.
        "ws-libwebsockets",
        ("{program}", "--port={port}"),
        {},
        programs=("libwebsockets-test-server",),
        version_program="dpkg-query",
        version_arguments=("-W", "-f", "${Version}", "libwebsockets-test-server"),
        scheme="ws",
    ),
    RealServer(
        "ws-mojolicious",
        (
            "{program}",
            "{apps}/app_mojolicious.pl",
            "{dir}",
            "daemon",
            "-m",
            "production",
            "-l",
            "http://127.0.0.1:{port}",
        ),
        {"ws.echo": "/socket", "ws.path": "/socket"},
        programs=("perl",),
        version_arguments=("-MMojolicious", "-e", "print Mojolicious->VERSION"),
        scheme="ws",
    ),
    RealServer(
        "ws-gevent",
        ("{python}", "{apps}/app_gevent.py", "{port}"),
        {"ws.echo": "/socket", "ws.path": "/socket"},
        distributions=("gevent", "gevent-websocket"),
        scheme="ws",
    ),
    RealServer(
        "ws-deno",
        DENO,
        {"ws.echo": "/socket", "ws.path": "/socket"},
        distributions=("deno",),
        scheme="ws",
    ),
)

WEBSOCKET_SERVERS: Mapping[str, RealServer] = {server.name: server for server in _ALL}
"""Every WebSocket server by its name."""
