"""Scripted targets: threads on loopback, on a port that the kernel chooses; all of them end with the block.

``obeys`` treats each request as its field ``X-Do`` says. For ``--launch``: ``python servers.py NAME PORT [FILE]``.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

ANSWER = b"HTTP/1.1 %s\r\nDate: Fri, 20 Nov 2026 12:00:00 GMT\r\nServer: scripted\r\nContent-Length: 2\r\n\r\nok"
HOSTILE = b"HTTP/1.1 400 \x1b[31mBad\x1b]0;owned\x07\xff\r\nServer: \x1b[2Jevil\x9b\r\nContent-Length: 0\r\n\r\n\x00"
LAST_WORDS = b"starting to \x1b[31mfall\x1b[0m apart\x00\xff\nassertion failed: the end\n"
LATE = 0.4  # seconds: longer than the quick patience of the first round, shorter than the patience of a run


class Server:
    """Accepts connections and hands each to ``converse``, at most ``workers`` at a time (0: no limit)."""

    def __init__(self, converse: Converse, workers: int, listener: socket.socket) -> None:
        self.converse, self.listener = converse, listener
        self.port: int = listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        self.peak = self.accepted = 0
        self.frozen, self.ended = threading.Event(), threading.Event()
        self.requests: list[bytes] = []
        self._lock, self._open = threading.Lock(), set[socket.socket]()
        self._one_thread_each = not workers
        self._threads = [threading.Thread(target=self._accept, daemon=True) for _ in range(workers or 1)]

    def start(self) -> None:
        for thread in list(self._threads):
            thread.start()

    def stop(self) -> None:
        """End every conversation and wait for its thread."""
        self.ended.set()
        self.fall()
        with self._lock:
            for sock in self._open:
                with contextlib.suppress(OSError):  # it may have ended meanwhile
                    sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
        self.listener.close()

    def fall(self) -> None:
        """Stop listening, so that the next connection is refused."""
        with contextlib.suppress(OSError):  # it may have stopped before
            self.listener.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:  # the listener was shut down
                return
            if not self._one_thread_each:
                self._serve(sock)
                continue
            thread = threading.Thread(target=self._serve, args=(sock,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock: socket.socket) -> None:
        with self._lock:
            self._open.add(sock)
            self.accepted += 1
            self.peak = max(self.peak, len(self._open))
        try:
            with contextlib.suppress(OSError):  # the judge hangs up when it has seen enough
                self.converse(sock, self)
        finally:
            with self._lock:
                self._open.discard(sock)
                sock.close()


Converse = Callable[[socket.socket, Server], bool | None]


@contextlib.contextmanager
def serving(converse: Converse, workers: int = 0) -> Iterator[Server]:
    """Serve in threads of this process until the block ends."""
    server = Server(converse, workers, socket.create_server(("127.0.0.1", 0), backlog=512))
    server.start()
    try:
        yield server
    finally:
        server.stop()


def obeys(sock: socket.socket, server: Server) -> None:
    """Answer each request as its field ``X-Do`` says; without X-Do, answer 200, or 400 if there is no Host field."""
    rest = b""
    while b"\r\n\r\n" not in rest:
        if not (octets := sock.recv(65536)):
            return
        rest += octets
        while (end := rest.find(b"\r\n\r\n") + 4) > 3:
            head, rest = rest[:end], rest[end:]
            server.requests.append(head)
            if not _obey(sock, server, head):
                return


def _obey(sock: socket.socket, server: Server, head: bytes) -> bool:
    """Treat one request as it asks; return whether the connection stays open."""
    asked = re.search(rb"\r\nX-Do: ([a-z]+)\r\n", head)
    if server.frozen.is_set():
        listens_only(sock, server)
    elif asked:
        return _DEEDS[asked[1]](sock, server) is None
    elif b"\r\nHost: " not in head:
        _refuse(sock, server)
    elif head.startswith(b"HEAD"):
        sock.sendall((ANSWER % b"200 OK")[:-2])
    else:
        sock.sendall(ANSWER % b"200 OK")
    return b"Connection: close" not in head


def listens_only(sock: socket.socket, server: Server) -> bool:
    """Read everything, answer nothing."""
    while sock.recv(65536):
        continue
    return False


def closes(sock: socket.socket, server: Server) -> bool:
    """Close without an answer."""
    return False


def resets(sock: socket.socket, server: Server) -> bool:
    """Reset the connection."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False


def endless(begin: bytes, again: bytes, pause: float = 0.0) -> Converse:
    """Send something that has no end, with a pause of so many seconds between two parts of it."""

    def converse(sock: socket.socket, server: Server) -> bool:
        sock.sendall(b"HTTP/1.1 200 OK\r\n" + begin)
        while not server.ended.wait(pause):
            sock.sendall(again)
        return False

    return converse


never_stops = endless(b"", b"X: y\r\n" * 4000)  # a field section
pours = endless(b"\r\n", bytes(65536))  # content
drips = endless(b"\r\n", b"x", pause=0.02)  # content, one octet after the other


def _refuse(sock: socket.socket, server: Server) -> None:
    sock.sendall(ANSWER % b"400 Bad Request")


def _late(sock: socket.socket, server: Server) -> None:
    server.ended.wait(LATE)
    sock.sendall(ANSWER % b"200 OK")


def _attack(sock: socket.socket, server: Server) -> bool:
    sock.sendall(HOSTILE)
    return False


def _die(sock: socket.socket, server: Server) -> bool:
    os.write(2, LAST_WORDS)
    os._exit(3)


def _crash(sock: socket.socket, server: Server) -> bool:
    os.write(2, LAST_WORDS)
    os.kill(os.getpid(), signal.SIGSEGV)
    return listens_only(sock, server)


def _hang(sock: socket.socket, server: Server) -> bool:
    server.frozen.set()
    return listens_only(sock, server)


def _fall(sock: socket.socket, server: Server) -> bool:
    server.fall()
    return False


_DEEDS: dict[bytes, Converse] = {b"silence": listens_only, b"close": closes, b"reset": resets}
_DEEDS |= {b"flood": never_stops, b"pour": pours, b"drip": drips}
_DEEDS |= {deed.__name__[1:].encode(): deed for deed in (_refuse, _late, _attack, _die, _crash, _hang, _fall)}


def serve(port: int, file: str) -> None:
    """Obey until killed."""
    Server(obeys, 0, socket.create_server(("127.0.0.1", port), backlog=512)).start()
    threading.Event().wait()


def once(port: int, file: str) -> None:
    """Obey when started for the first time; end at once when restarted."""
    if Path(file).exists():
        sys.exit("cannot start twice")
    Path(file).touch()
    serve(port, file)


def forks(port: int, file: str) -> None:
    """Obey, with a child that ignores SIGTERM; ``file`` gets both process ids."""
    child = subprocess.Popen([sys.executable, "-c", "import signal; signal.signal(15, signal.SIG_IGN); signal.pause()"])
    Path(file).write_text(f"{os.getpid()} {child.pid}", encoding="utf-8")
    serve(port, file)


def deaf(port: int, file: str) -> None:
    """Never listen."""
    threading.Event().wait()


def exits(port: int, file: str) -> None:
    """End at once."""
    os.write(1, LAST_WORDS)
    sys.exit(7)


if __name__ == "__main__":
    commands = {command.__name__: command for command in (serve, once, forks, deaf, exits)}
    commands[sys.argv[1]](int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
