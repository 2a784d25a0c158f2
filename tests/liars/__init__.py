"""Generic liars: servers that treat every request, or every frame, alike.

Each is honest to the plainest exchange of its protocol, so that the judge begins at all; a ``shameless`` one lies from
its first octet.
"""

from __future__ import annotations

import contextlib
import importlib
import socket
import threading
from collections.abc import Iterator

from conformance.harness.net.url import Url
from reference_impls.shells import BACKLOG
from tests.kit.protocols import REFERENCES, Core, server
from tests.kit.serving import local
from tests.liars.lie import Lie

MODULES = {protocol: importlib.import_module(f"{__name__}.{protocol}") for protocol in REFERENCES}
LIES: dict[str, tuple[Lie, ...]] = {protocol: module.LIES for protocol, module in MODULES.items()}


def protocol_of_lie(lie: Lie) -> str:
    return next(protocol for protocol, lies in LIES.items() if lie in lies)


@contextlib.contextmanager
def lying(lie: Lie, *, shameless: bool = False) -> Iterator[Url]:
    """Serve a liar on loopback; nothing is left when the block ends."""
    protocol = protocol_of_lie(lie)
    core = server(REFERENCES[protocol].core)
    with socket.create_server(("127.0.0.1", 0), backlog=BACKLOG) as listener:
        open_sockets: set[socket.socket] = set()
        acceptor = threading.Thread(target=_accept, args=(listener, lie, core, shameless, open_sockets), daemon=True)
        acceptor.start()
        try:
            yield local(protocol, listener)
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            acceptor.join(5)
            for sock in list(open_sockets):
                with contextlib.suppress(OSError):  # it may have ended meanwhile
                    sock.shutdown(socket.SHUT_RDWR)


def _accept(listener: socket.socket, lie: Lie, core: Core, shameless: bool, open_sockets: set[socket.socket]) -> None:
    while True:
        try:
            sock, _ = listener.accept()
        except OSError:  # the listener was shut down
            return
        open_sockets.add(sock)
        threading.Thread(target=_converse, args=(sock, lie, core, shameless, open_sockets), daemon=True).start()


def _converse(sock: socket.socket, lie: Lie, core: Core, shameless: bool, open_sockets: set[socket.socket]) -> None:
    module = MODULES[protocol_of_lie(lie)]
    with sock, contextlib.suppress(OSError):  # the judge hangs up when it has seen enough
        octets = sock.recv(65536)
        if octets and not shameless and module.is_honest_to(octets, lie):
            module.honest(sock, octets, core, lie)
        elif octets:
            lie(sock, octets)
    open_sockets.discard(sock)
