"""The class of legal variants, and the parts that several of them use."""

from __future__ import annotations

import selectors
import socket
from dataclasses import dataclass

from reference_impls.sansio import Connection, Datagrams
from reference_impls.shells import Stop, loop, threads
from tests.kit.protocols import Core
from tests.kit.serving import Shell

SINGLE = 2000  # octets that are sent one at a time; the rest is sent at once


@dataclass(frozen=True)
class Variant:
    """A legal server, the shell that drives it, and how many cases at a time it can serve."""

    core: type[Connection] | type[Datagrams]
    shell: Shell = loop.serve
    jobs: int = 16
    patience: float = 1.0  # seconds
    deviates: tuple[str, ...] = ()  # ids of SHOULDs that it does not meet, as it may
    slow: bool = False  # takes minutes, in thorough tests only

    @property
    def name(self) -> str:
        return self.core.__name__


class InSingleOctets(Connection):
    """Sends single octets, up to ``SINGLE`` of them, so that a test does not take too long."""

    sent = 0

    def to_send(self) -> bytes:
        if not self._out:
            return super().to_send()
        count = 1 if self.sent < SINGLE else len(self._out)
        octets = bytes(self._out[:count])
        del self._out[:count]
        self.sent += count
        return octets


def serve_one_at_a_time(listener: socket.socket, core: Core, stop: Stop) -> None:
    """A shell without concurrency: the next connection waits until this one is closed."""
    with listener, selectors.DefaultSelector() as selector:
        selector.register(listener, selectors.EVENT_READ)
        selector.register(stop, selectors.EVENT_READ)
        while all(key.fileobj is not stop for key, _ in selector.select()):
            sock, _ = listener.accept()
            threads.converse(sock, core())
