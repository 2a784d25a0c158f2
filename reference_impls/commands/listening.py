"""Sockets for the commands, and the shells that serve them."""

from __future__ import annotations

import argparse
import importlib
import signal
import socket
import threading
from collections.abc import Callable
from typing import Any

from reference_impls.sansio import Connection
from reference_impls.shells import BACKLOG, Stop

SHELLS = ("threads", "loop", "aio")
TRANSPORTS = ("tcp", "udp", "both")


def add_listener(command: argparse.ArgumentParser) -> None:
    command.add_argument("--shell", choices=SHELLS, default="threads")
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int, default=0, help="0 means any free port")


def serve(arguments: argparse.Namespace, scheme: str, core_factory: Callable[[], Connection]) -> int:
    """Listen, print the URL, and serve until SIGTERM or SIGINT."""
    return serve_all(arguments, [(scheme, core_factory)])


def serve_all(arguments: argparse.Namespace, servers: list[tuple[str, Callable[[], Any]]]) -> int:
    """Serve each scheme on the same port, print the URLs, and go on until SIGTERM or SIGINT."""
    stop = Stop()
    stop.upon(signal.SIGTERM, signal.SIGINT)
    shell = importlib.import_module(f"reference_impls.shells.{arguments.shell}")
    threads = []
    socks = bound_together(arguments.host, arguments.port, [scheme for scheme, _ in servers])
    for (scheme, core_factory), sock in zip(servers, socks, strict=True):
        host, port = sock.getsockname()[:2]
        threads.append(threading.Thread(target=shell.serve, args=(sock, core_factory, stop)))
        slash = "" if scheme in TRANSPORTS else "/"
        print(f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}{slash}", flush=True)
    for thread in threads[1:]:
        thread.start()
    threads[0].run()
    for thread in threads[1:]:
        thread.join()
    signal.set_wakeup_fd(-1)
    stop.close()
    return 0


def bound_together(host: str, port: int, schemes: list[str]) -> list[socket.socket]:
    """A socket for each scheme on one port; if any will do (0), on one that is free for all of them."""
    socks = [bound(host, port, schemes[0])]
    try:
        socks += [bound(host, socks[0].getsockname()[1], scheme) for scheme in schemes[1:]]
    except OSError:
        socks[0].close()
        if port:
            raise
        return bound_together(host, port, schemes)
    return socks


def bound(host: str, port: int, scheme: str) -> socket.socket:
    """A socket that listens, or receives datagrams."""
    if scheme in ("udp", "dns"):
        from reference_impls.shells import udp

        return udp.bound(host, port)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def connected(host: str, port: int) -> socket.socket:
    """A UDP socket that receives only what the server sends."""
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
    sock = socket.socket(family, socket.SOCK_DGRAM)
    sock.connect(address)
    return sock
