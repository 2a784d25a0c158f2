"""WebSocket servers that shake hands and then run a script of the test."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Callable, Iterator, Mapping

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.target import Target
from conformance.websocket.handshake import accept_of
from conformance.websocket.protocol import PROTOCOL
from conformance.websocket.wire import PING, PONG, UNMASKED, Frame, FrameReader, frame
from tests.kit.serving import local

Script = Callable[["Server"], None]


class Server:
    """The server's end of a connection: it sends frames, and reads those of the judge."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock, self.reader = sock, FrameReader(1 << 24)

    def send(self, opcode: int, payload: bytes = b"", **how: object) -> None:
        self.sock.sendall(frame(opcode, payload, mask=UNMASKED, **how))  # type: ignore[arg-type]

    def receive(self) -> Frame:
        """The next frame; raises OSError if the judge has closed the connection."""
        while not (one := self.reader.next()):
            octets = self.sock.recv(65536)
            if not octets:
                raise OSError("FIN")
            self.reader.feed(octets)
        return one

    def pong(self) -> None:
        """Answer the next ping; ignore all other frames."""
        while (one := self.receive()).opcode != PING:
            continue
        self.send(PONG, one.payload)


def _shake_hands(sock: socket.socket) -> None:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += sock.recv(65536)
    key = re.search(rb"Sec-WebSocket-Key: (\S+)", head)
    if not key:
        sock.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        raise OSError("no handshake")
    offer = b"Sec-WebSocket-Extensions: permessage-deflate\r\n" if b"permessage-deflate" in head else b""
    line = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    sock.sendall(line + b"Sec-WebSocket-Accept: " + accept_of(key[1]) + b"\r\n" + offer + b"\r\n")


@contextlib.contextmanager
def serving(script: Script, patience: float = 1.0, capabilities: Mapping[str, str] | None = None) -> Iterator[Attempt]:
    """An attempt on a server that runs ``script`` on each connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_serve, args=(listener, script), daemon=True)
        thread.start()
        url = local("websocket", listener)
        target = Target(url, PROTOCOL, capabilities=capabilities or {}, patience=patience, quick=patience)
        attempt = Attempt(target, patience)
        try:
            yield attempt
        finally:
            attempt.close()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)


def _serve(listener: socket.socket, script: Script) -> None:
    while True:
        try:
            sock, _ = listener.accept()
        except OSError:
            return
        with sock, contextlib.suppress(OSError):
            sock.settimeout(10)
            _shake_hands(sock)
            script(Server(sock))
