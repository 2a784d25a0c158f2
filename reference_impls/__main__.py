"""Run a reference implementation: ``python -m reference_impls http --shell threads --port 0``."""

from __future__ import annotations

import argparse
import functools
import importlib
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from reference_impls.sansio import Connection
from reference_impls.shells import BACKLOG, Stop

HTTP = """An HTTP/1.1 origin server. Without --root it serves a demonstration site. With --root it also serves the files
of that folder: index.html for a path that ends with a slash, and a redirect to the slash for a path that names a
folder. It never lists a folder, and never serves a name that begins with a dot or a file outside of the folder, not
even through a symbolic link. PUT and DELETE work below /put/, in the folder of that name."""

T = TypeVar("T")
SHELLS = ("threads", "loop", "aio")


class Failure(Exception):
    """The command failed; the message is one line for the user."""


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="reference_impls")
    commands = parser.add_subparsers(required=True)
    server = commands.add_parser("http", help="an HTTP/1.1 origin server, of files too", description=HTTP)
    add_listener(server)
    server.add_argument("--root", type=Path, help="folder of files to serve")
    server.set_defaults(run=http_server)
    server = commands.add_parser("websocket", help="a WebSocket echo")
    add_listener(server)
    server.set_defaults(run=websocket_server)
    client = commands.add_parser("http-client", help="an HTTP/1.1 client: GET, and print the content")
    client.add_argument("url")
    client.set_defaults(run=http_client)
    client = commands.add_parser("websocket-client", help="a WebSocket client: send a text and print the answer")
    client.add_argument("url")
    client.add_argument("--text", default="Hello", help="the message")
    client.set_defaults(run=websocket_client)
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    """Run one command and return the exit status."""
    arguments = parse(words)
    try:
        return int(arguments.run(arguments))
    except (Failure, OSError) as reason:  # the folder does not exist, the port is taken, no server listens
        print(f"reference_impls: {reason}", file=sys.stderr)
        return 1


def add_listener(command: argparse.ArgumentParser) -> None:
    command.add_argument("--shell", choices=SHELLS, default="threads")
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int, default=0, help="0 means any free port")


def http_server(arguments: argparse.Namespace) -> int:
    from reference_impls.http.demo import demo_site
    from reference_impls.http.directory import DirectoryFiles
    from reference_impls.http.server import HttpServer

    site = demo_site(DirectoryFiles(arguments.root) if arguments.root else None)
    return serve(arguments, "http", functools.partial(HttpServer, site, time.time))


def websocket_server(arguments: argparse.Namespace) -> int:
    from reference_impls.websocket.server import WebSocketServer, site

    return serve(arguments, "ws", functools.partial(WebSocketServer, site(), time.time))


def http_client(arguments: argparse.Namespace) -> int:
    from reference_impls.http.client import HttpClient, Outgoing, Url
    from reference_impls.shells.threads import converse

    url = parsed(Url.parse, arguments.url)
    core = HttpClient([Outgoing(url)])
    converse(socket.create_connection((url.host, url.port)), core)
    if not core.responses:
        raise Failure(core.error or "connection reset")
    sys.stdout.buffer.write(core.responses[0].content)
    sys.stdout.buffer.flush()
    return 0


def websocket_client(arguments: argparse.Namespace) -> int:
    from reference_impls.shells.threads import converse
    from reference_impls.websocket.client import Url, WebSocketClient

    url = parsed(Url.parse, arguments.url)
    core = WebSocketClient(url, [arguments.text.encode()], os.urandom)
    converse(socket.create_connection((url.host, url.port)), core)
    if core.error:
        raise Failure(core.error)
    sys.stdout.buffer.write(core.answers[0][1] + b"\n")
    sys.stdout.buffer.flush()
    return 0


def parsed(parse: Callable[[str], T], url: str) -> T:
    """Parse a URL; raise Failure if it is malformed."""
    from reference_impls.http.syntax import Malformed

    try:
        return parse(url)
    except Malformed as reason:
        raise Failure(reason) from None


def serve(arguments: argparse.Namespace, scheme: str, core_factory: Callable[[], Connection]) -> int:
    """Listen, print the URL, and serve until SIGTERM or SIGINT."""
    stop = Stop()
    stop.upon(signal.SIGTERM, signal.SIGINT)
    family = socket.AF_INET6 if ":" in arguments.host else socket.AF_INET
    listener = socket.create_server((arguments.host, arguments.port), family=family, backlog=BACKLOG)
    host, port = listener.getsockname()[:2]
    print(f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}/", flush=True)
    importlib.import_module(f"reference_impls.shells.{arguments.shell}").serve(listener, core_factory, stop)
    signal.set_wakeup_fd(-1)
    stop.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
