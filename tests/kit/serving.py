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
    kind = type(core())
    listener = _bound_for_datagrams(kind) if issubclass(kind, Datagrams) else _listening()
    url = local(protocol_of(kind), listener)
    stop = Stop()
    thread = threading.Thread(target=shell, args=(listener, core, stop), daemon=True)
    thread.start()
    try:
        yield url
    finally:
        stop.set()
        thread.join(10)
        stop.close()
        listener.close()
    assert not thread.is_alive(), "the shell did not stop"


def _listening() -> socket.socket:
    return socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)


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
