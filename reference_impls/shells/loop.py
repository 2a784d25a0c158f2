"""A shell of one thread: a selector and callbacks."""

from __future__ import annotations

import contextlib
import math
import selectors
import socket
import time
import traceback
from collections.abc import Callable
from typing import Any

from reference_impls.sansio import Connection, Datagrams
from reference_impls.shells import LINGER, READ_SIZE, Stop, no_delay
from reference_impls.shells.udp import UdpSocket


def serve(sock: socket.socket, core_factory: Callable[[], Any], stop: Stop) -> None:
    """Serve connections, or datagrams, until ``stop`` is set; then close everything."""
    if sock.type == socket.SOCK_DGRAM:
        serve_datagrams(sock, core_factory(), stop)
    else:
        serve_connections(sock, core_factory, stop)


def serve_datagrams(sock: socket.socket, core: Datagrams, stop: Stop) -> None:
    """Hand datagrams to the core as they arrive, and call it when its time has come."""
    with sock, selectors.DefaultSelector() as selector:
        udp = UdpSocket(sock, core, time.monotonic)
        selector.register(stop, selectors.EVENT_READ, lambda: None)
        selector.register(udp, selectors.EVENT_READ, udp.on_readable)
        stopped = False
        while not stopped:
            events = selector.select(seconds_until(core.deadline))
            for key, _ in events:
                key.data()
            udp.on_time()
            stopped = any(key.fileobj is stop for key, _ in events)


def serve_connections(listener: socket.socket, core_factory: Callable[[], Connection], stop: Stop) -> None:
    """Accept connections, a fresh core for each."""
    with listener, selectors.DefaultSelector() as selector:
        listener.setblocking(False)
        peers: set[Peer] = set()
        selector.register(stop, selectors.EVENT_READ, lambda: None)
        selector.register(listener, selectors.EVENT_READ, lambda: accept(listener, core_factory, selector, peers))
        stopped = False
        while not stopped:
            events = selector.select(seconds_until(min((peer.deadline for peer in peers), default=math.inf)))
            for key, _ in events:
                key.data()
            now = time.monotonic()
            for peer in [peer for peer in peers if peer.deadline <= now]:
                peer.guard(peer.on_silence)
            stopped = any(key.fileobj is stop for key, _ in events)
        for peer in list(peers):
            peer.close()


def seconds_until(deadline: float) -> float | None:
    """How long to wait for a time; None, which means without end, if it never comes."""
    return None if deadline == math.inf else max(0.0, deadline - time.monotonic())


def accept(
    listener: socket.socket,
    core_factory: Callable[[], Connection],
    selector: selectors.BaseSelector,
    peers: set[Peer],
) -> None:
    with contextlib.suppress(OSError):  # the peer has closed already, or too many descriptors are open
        sock, _ = listener.accept()
        peer = Peer(sock, core_factory(), selector, peers)
        peer.guard(peer.send)


class Peer:
    """One connection: its socket, its core, the octets left to send, and until when the peer may be silent."""

    def __init__(
        self, sock: socket.socket, core: Connection, selector: selectors.BaseSelector, peers: set[Peer]
    ) -> None:
        self.sock, self.core, self.selector, self.peers = sock, core, selector, peers
        self.left, self.finished, self.deadline = memoryview(b""), False, math.inf
        peers.add(self)
        sock.setblocking(False)
        no_delay(sock)
        selector.register(sock, selectors.EVENT_READ, lambda: self.guard(self.on_event))

    def guard(self, callback: Callable[[], None]) -> None:
        """Run a callback. An error, usually a RST, ends this connection and no other."""
        try:
            callback()
        except BlockingIOError:
            return
        except OSError:  # the peer has reset the connection
            self.close()
        except Exception:  # a bug in the core: print it, and end only this connection
            traceback.print_exc()
            self.close()

    def on_event(self) -> None:
        """Send if octets are left to send, otherwise read; the selector waits for only one of the two."""
        if self.left:
            self.send()
        elif octets := self.sock.recv(READ_SIZE):
            self.on_octets(octets)
        elif self.finished:
            self.close()
        else:
            self.on_octets(b"")

    def on_octets(self, octets: bytes) -> None:
        if not self.finished:
            self.core.receive(octets)
            self.send()

    def on_silence(self) -> None:
        if self.finished or self.left:
            self.close()
        else:
            self.core.expire()
            self.send()

    def send(self) -> None:
        """Send as much as there is room for, and read again when everything is sent."""
        self.deadline = math.inf if self.core.patience is None else time.monotonic() + self.core.patience
        try:
            while self.left or (octets := self.core.to_send()):
                self.left = self.left or memoryview(octets)
                self.left = self.left[self.sock.send(self.left) :]
        except BlockingIOError:
            self.wait_for(selectors.EVENT_WRITE)
            return
        self.wait_for(selectors.EVENT_READ)
        if self.core.closing:
            self.finish()

    def wait_for(self, event: int) -> None:
        self.selector.modify(self.sock, event, lambda: self.guard(self.on_event))

    def finish(self) -> None:
        """Send FIN, then go on reading for a while, so that no RST destroys the last octets sent (RFC 9112 §9.6)."""
        self.sock.shutdown(socket.SHUT_WR)
        self.finished, self.deadline = True, time.monotonic() + LINGER
        if not self.core.lingers:
            self.close()

    def close(self) -> None:
        self.peers.discard(self)
        with contextlib.suppress(KeyError, ValueError):  # it was closed before in the same round
            self.selector.unregister(self.sock)
        self.sock.close()
