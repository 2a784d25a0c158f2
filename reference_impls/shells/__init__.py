"""Shells: I/O without protocol. Each has ``serve(sock, core_factory, stop)`` and drives any core.

``sock`` is a listener, each connection to which gets a core of its own, or a socket for datagrams, which have one core.
"""

from __future__ import annotations

import signal
import socket

READ_SIZE = 64 * 1024
BACKLOG = 512

TURN = 256 * 1024
"""Octets that one connection may send before the shell looks after its other connections, and after what arrives."""

LINGER = 5.0
"""How many seconds a shell goes on reading after its FIN, so that no RST destroys its last octets (RFC 9112 §9.6)."""


class Stop:
    """Ends ``serve`` from another thread or upon a signal. It is a socket that becomes readable and stays so."""

    def __init__(self) -> None:
        self._reader, self._writer = socket.socketpair()
        self._writer.setblocking(False)

    def set(self) -> None:
        """End ``serve``; may be called more than once."""
        self._writer.send(b"!")

    def upon(self, *numbers: int) -> None:
        """End ``serve`` when one of these signals arrives. Call it in the main thread.

        The interpreter itself writes to the socket. A Python handler would not do: if the signal arrives right before
        the system call that waits, the handler runs only after that call.
        """
        signal.set_wakeup_fd(self._writer.fileno())
        for number in numbers:
            signal.signal(number, lambda *_: None)

    def fileno(self) -> int:
        """Return the descriptor to wait for, for selectors."""
        return self._reader.fileno()

    def close(self) -> None:
        """Release both sockets, once ``serve`` has returned."""
        self._reader.close()
        self._writer.close()


def no_delay(sock: socket.socket) -> None:
    """Send each response at once, even if the peer has not acknowledged an earlier one yet."""
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
