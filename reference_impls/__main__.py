"""Run a reference implementation: ``python -m reference_impls http --shell threads --port 0``."""

from __future__ import annotations

import argparse
import functools
import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reference_impls.commands import dns
from reference_impls.commands.failure import Failure, parsed
from reference_impls.commands.listening import TRANSPORTS, add_listener, connected, serve, serve_all

HTTP = """An HTTP/1.1 origin server. Without --root it serves a demonstration site. With --root it also serves the files
of that folder: index.html for a path that ends with a slash, and a redirect to the slash for a path that names a
folder. It never lists a folder, and never serves a name that begins with a dot or a file outside of the folder, not
even through a symbolic link. PUT and DELETE work below /put/, in the folder of that name."""

SERVICES = ("echo", "discard", "chargen", "qotd", "daytime", "time")


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
    dns.add_server(commands)
    for service in SERVICES:
        server = commands.add_parser(service, help=f"the service {service}, over TCP or UDP")
        add_listener(server)
        server.add_argument("--transport", choices=TRANSPORTS, default="tcp", help="both: on one port")
        server.set_defaults(run=service_server, service=service)
    client = commands.add_parser("http-client", help="an HTTP/1.1 client: GET, and print the content")
    client.add_argument("url")
    client.set_defaults(run=http_client)
    client = commands.add_parser("websocket-client", help="a WebSocket client: send a text and print the answer")
    client.add_argument("url")
    client.add_argument("--text", default="Hello", help="the message")
    client.set_defaults(run=websocket_client)
    dns.add_client(commands)
    for service in SERVICES:
        client = commands.add_parser(f"{service}-client", help=f"a client of the service {service}, over TCP or UDP")
        client.add_argument("address", help="tcp://host:port, udp://host:port or host:port")
        client.add_argument("--transport", choices=TRANSPORTS[:2], help="where the address does not say it: tcp")
        client.add_argument("--text", default="Hello" if service in ("echo", "discard") else "", help="what is sent")
        client.set_defaults(run=service_client, service=service)
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    """Run one command and return the exit status."""
    arguments = parse(words)
    try:
        return int(arguments.run(arguments))
    except (Failure, OSError) as reason:  # the folder does not exist, the port is taken, no server listens
        print(f"reference_impls: {reason}", file=sys.stderr)
        return 1


def http_server(arguments: argparse.Namespace) -> int:
    from reference_impls.http.demo import demo_site
    from reference_impls.http.directory import DirectoryFiles
    from reference_impls.http.server import HttpServer

    site = demo_site(DirectoryFiles(arguments.root) if arguments.root else None)
    return serve(arguments, "http", functools.partial(HttpServer, site, time.time))


def websocket_server(arguments: argparse.Namespace) -> int:
    from reference_impls.websocket.server import WebSocketServer, site

    return serve(arguments, "ws", functools.partial(WebSocketServer, site(), time.time))


def service_server(arguments: argparse.Namespace) -> int:
    from reference_impls.services import OVER_TCP, OVER_UDP
    from reference_impls.services.service import Site

    site = Site(os.urandom)
    servers: list[tuple[str, Callable[[], Any]]] = []
    if arguments.transport != "udp":
        servers.append(("tcp", functools.partial(OVER_TCP[arguments.service], site, time.time)))
    if arguments.transport != "tcp":
        servers.append(("udp", functools.partial(OVER_UDP[arguments.service], site, time.time)))
    return serve_all(arguments, servers)


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


def service_client(arguments: argparse.Namespace) -> int:
    from reference_impls.services import PORTS
    from reference_impls.services.address import Address

    address = parsed(functools.partial(Address.parse, usual_port=PORTS[arguments.service]), arguments.address)
    transport = arguments.transport or address.transport or "tcp"
    if address.transport not in ("", transport):
        raise Failure(f"--transport {transport} does not fit {arguments.address}")
    ask = ask_over_udp if transport == "udp" else ask_over_tcp
    core = ask(arguments.service, (address.host, address.port), os.fsencode(arguments.text))
    if core.error:
        raise Failure(core.error)
    answer = core.shown()
    sys.stdout.buffer.write(answer + (b"" if answer.endswith(b"\n") or not answer else b"\n"))
    sys.stdout.buffer.flush()
    return 0


def ask_over_tcp(service: str, place: tuple[str, int], text: bytes) -> Any:
    """The core of a client after its conversation."""
    from reference_impls.services import CLIENTS_OVER_TCP
    from reference_impls.shells.threads import converse

    core = CLIENTS_OVER_TCP[service](text)
    sock = socket.create_connection(place)
    converse(sock, core)
    if not core.closing:
        raise Failure("connection reset")
    return core


def ask_over_udp(service: str, place: tuple[str, int], text: bytes) -> Any:
    """The core of a client after its exchange of datagrams."""
    from reference_impls.sansio import Peer
    from reference_impls.services import CLIENTS_OVER_UDP
    from reference_impls.shells.threads import exchange

    sock = connected(*place)
    core = CLIENTS_OVER_UDP[service](Peer(*sock.getpeername()[:2]), text)
    exchange(sock, core)
    return core


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
