"""Serve a core on loopback, in a thread of this process."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

from conformance.harness.net.url import Url
from conformance.harness.targets.protocols import protocols
from reference_impls.sansio import Datagrams
from reference_impls.shells import BACKLOG, Stop, loop
from tests.kit.protocols import Core, reference_of

Shell = Callable[[socket.socket, Core, Stop], None]
SCHEMES = {protocol.name: next(iter(protocol.ports)) for protocol in protocols()}


@contextlib.contextmanager
def serving(core: Core, shell: Shell = loop.serve) -> Iterator[Url]:
    """Serve a core on loopback, in a thread of this process; nothing is left when the block ends."""
    first = core()
    served = _served(core, first)
    url = local(protocol_of(type(first)), served[0][0])
    stop = Stop()
    threads = [threading.Thread(target=shell, args=(sock, one, stop), daemon=True) for sock, one in served]
    for thread in threads:
        thread.start()
    try:
        yield url
    finally:
        stop.set()
        for thread in threads:
            thread.join(10)
        stop.close()
        for sock, _ in served:
            sock.close()
    assert not any(thread.is_alive() for thread in threads), "the shell did not stop"


def _served(core: Core, first: Any) -> list[tuple[socket.socket, Core]]:
    """The sockets of a server, each with a factory of cores: some servers have datagrams and streams on one port."""
    if not isinstance(first, Datagrams):
        return [(_listening(), core)]
    sock = _bound_for_datagrams(type(first))
    if first.connection() is None:
        return [(sock, core)]
    try:
        return [(sock, lambda: first), (_listening(sock.getsockname()[1]), first.connection)]
    except OSError:  # somebody has the port for streams
        sock.close()
        return _served(core, first)


def _listening(port: int = 0) -> socket.socket:
    return socket.create_server(("127.0.0.1", port), backlog=BACKLOG)


def _bound_for_datagrams(kind: type[Datagrams]) -> socket.socket:
    sock = AnsweringElsewhere() if hasattr(kind, "answers_from") else socket.socket(type=socket.SOCK_DGRAM)
    sock.bind(("127.0.0.1", 0))
    return sock


class AnsweringElsewhere(socket.socket):
    """A socket for datagrams that sends from another port than it receives on, as some cores want (in process too)."""

    def __init__(self) -> None:
        super().__init__(type=socket.SOCK_DGRAM)
        self.sender = socket.socket(type=socket.SOCK_DGRAM)

    def sendto(self, *arguments: Any) -> int:
        return self.sender.sendto(*arguments)

    def sendmsg(self, *arguments: Any) -> int:
        return self.sender.sendmsg(*arguments)

    def close(self) -> None:
        self.sender.close()
        super().close()


def protocol_of(kind: type[Any]) -> str:
    """The protocol of a class of cores: a liar's says it itself, all others are derived from a reference."""
    named: str | None = getattr(kind, "protocol", None)
    return named or reference_of(kind).protocol


def local(protocol: str, listener: socket.socket) -> Url:
    """The URL of a listener on loopback."""
    return Url(SCHEMES[protocol], "127.0.0.1", listener.getsockname()[1], "/")
