"""Shells: I/O without protocol.  Each has ``serve(listener, core_factory, stop)`` and drives any core."""

from __future__ import annotations

import signal
import socket

READ_SIZE = 64 * 1024
BACKLOG = 512

LINGER = 5.0
"""Seconds for which a shell reads on after its FIN, so that no RST destroys its last octets (RFC 9112 §9.6)."""


class Stop:
    """Ends ``serve`` from another thread or upon a signal: a socket that becomes readable for ever."""

    def __init__(self) -> None:
        self._reader, self._writer = socket.socketpair()
        self._writer.setblocking(False)

    def set(self) -> None:
        """Ask for the end; may be called more than once."""
        self._writer.send(b"!")

    def upon(self, *numbers: int) -> None:
        """Ask for the end when one of these signals comes; for the main thread.

        The interpreter itself writes to the socket: a handler would not run where the signal comes right before the
        system call that is to wait for it.
        """
        signal.set_wakeup_fd(self._writer.fileno())
        for number in numbers:
            signal.signal(number, lambda *_: None)

    def fileno(self) -> int:
        """For selectors."""
        return self._reader.fileno()

    def close(self) -> None:
        """Release both sockets, once ``serve`` has returned."""
        self._reader.close()
        self._writer.close()


def no_delay(sock: socket.socket) -> None:
    """Send each response at once, even if an earlier one is not acknowledged yet."""
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
