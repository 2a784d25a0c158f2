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
from reference_impls.shells import LINGER, READ_SIZE, TURN, Stop, no_delay
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
    """One connection: its socket, its core, the octets left to send, and until when the peer may be silent.

    ``sending`` is whether it waits for room to send more, ``finished`` whether we have sent FIN.
    """

    def __init__(
        self, sock: socket.socket, core: Connection, selector: selectors.BaseSelector, peers: set[Peer]
    ) -> None:
        self.sock, self.core, self.selector, self.peers = sock, core, selector, peers
        self.left, self.deadline = memoryview(b""), math.inf
        self.sending = self.finished = False
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
        """Send if octets may be left to send, otherwise read; only some cores do both."""
        if not self.sending:
            self.read()
        elif self.hears:
            with contextlib.suppress(BlockingIOError):
                self.read()
        if self.sending:
            self.send()

    @property
    def hears(self) -> bool:
        """Whether what arrives is read while octets are left to send."""
        return self.core.hears_while_sending and not self.core.ended

    def read(self) -> None:
        """Read once, and hand it to the core; behind our FIN, only the end of the connection counts."""
        octets = self.sock.recv(READ_SIZE)
        if not self.finished:
            self.core.receive(octets)
            self.sending = True
        elif not octets:
            self.close()

    def on_silence(self) -> None:
        if self.finished or self.sending:
            self.close()
        else:
            self.core.expire()
            self.send()

    def send(self) -> None:
        """Send a turn, and read again when everything is sent."""
        self.deadline = math.inf if self.core.patience is None else time.monotonic() + self.core.patience
        self.sending = self.send_a_turn()
        if self.sending:
            self.wait_for(selectors.EVENT_WRITE | (selectors.EVENT_READ if self.hears else 0))
            return
        self.wait_for(0 if self.core.ended else selectors.EVENT_READ)
        if self.core.closing:
            self.finish()

    def send_a_turn(self) -> bool:
        """Send as much as there is room for, and not much more than ``TURN``; return whether octets may be left."""
        sent = 0
        with contextlib.suppress(BlockingIOError):
            while sent < TURN:
                self.left = self.left or memoryview(self.core.to_send())
                if not self.left:
                    return False
                count = self.sock.send(self.left)
                self.left, sent = self.left[count:], sent + count
        return True

    def wait_for(self, events: int) -> None:
        """Be called at these events only; where there are none, the socket is not registered."""
        is_registered = self.sock in self.selector.get_map()
        if events and is_registered:
            self.selector.modify(self.sock, events, lambda: self.guard(self.on_event))
        elif events:
            self.selector.register(self.sock, events, lambda: self.guard(self.on_event))
        elif is_registered:
            self.selector.unregister(self.sock)

    def finish(self) -> None:
        """Send FIN, then go on reading for a while, so that no RST destroys the last octets sent (RFC 9112 §9.6)."""
        self.sock.shutdown(socket.SHUT_WR)
        self.finished, self.deadline = True, time.monotonic() + LINGER
        if self.core.ended or not self.core.lingers:
            self.close()

    def close(self) -> None:
        self.peers.discard(self)
        with contextlib.suppress(KeyError, ValueError):  # it was closed before in the same round
            self.selector.unregister(self.sock)
        self.sock.close()
