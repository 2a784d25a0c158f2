"""A shell of blocking threads: one for each connection."""

from __future__ import annotations

import contextlib
import math
import selectors
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from reference_impls.sansio import Connection, Datagrams, Peer
from reference_impls.shells import LINGER, READ_SIZE, Stop, no_delay
from reference_impls.shells.udp import LARGEST, UdpSocket


def serve(sock: socket.socket, core_factory: Callable[[], Any], stop: Stop) -> None:
    """Serve connections, or datagrams, until ``stop`` is set; then close everything."""
    if sock.type == socket.SOCK_DGRAM:
        serve_datagrams(sock, core_factory(), stop)
    else:
        serve_connections(sock, core_factory, stop)


def serve_datagrams(sock: socket.socket, core: Datagrams, stop: Stop) -> None:
    """Hand datagrams to the core as they arrive, and call it when its time has come: one thread serves all."""
    with sock, selectors.DefaultSelector() as selector:
        udp = UdpSocket(sock, core, time.monotonic)
        selector.register(stop, selectors.EVENT_READ)
        selector.register(udp, selectors.EVENT_READ)
        while all(key.fileobj is not stop for key, _ in selector.select(_seconds_until(core.deadline))):
            udp.on_readable()
            udp.on_time()


def _seconds_until(deadline: float) -> float | None:
    """How long to wait for a time; None, which means without end, if it never comes."""
    return None if deadline == math.inf else max(0.0, deadline - time.monotonic())


def serve_connections(listener: socket.socket, core_factory: Callable[[], Connection], stop: Stop) -> None:
    """Accept connections, a fresh core and a thread for each."""
    conversations: dict[threading.Thread, socket.socket] = {}
    with listener, selectors.DefaultSelector() as selector:
        listener.setblocking(False)
        selector.register(listener, selectors.EVENT_READ)
        selector.register(stop, selectors.EVENT_READ)
        while all(key.fileobj is not stop for key, _ in selector.select()):
            with contextlib.suppress(OSError):  # the peer has closed already, or too many descriptors are open
                sock, _ = listener.accept()
                thread = threading.Thread(target=converse, args=(sock, core_factory(), stop), daemon=True)
                conversations = {thread: peer for thread, peer in conversations.items() if thread.is_alive()}
                conversations[thread] = sock
                thread.start()
    for thread, sock in conversations.items():
        with contextlib.suppress(OSError):  # closed already
            sock.shutdown(socket.SHUT_RDWR)
        thread.join()


def converse(sock: socket.socket, core: Connection, stop: Stop | None = None) -> None:
    """Drive one core over one connected socket to its end, or until ``stop`` is set, and close the socket."""
    with sock, contextlib.suppress(OSError):  # the peer has reset the connection
        no_delay(sock)
        send_all(sock, core)
        while not core.closing:
            if core.ended:
                wait(core, stop)
            else:
                read_once(sock, core)
            send_all(sock, core)
        sock.shutdown(socket.SHUT_WR)
        if core.lingers:
            linger(sock)


def read_once(sock: socket.socket, core: Connection) -> None:
    be_patient(sock, core)
    try:
        octets = sock.recv(READ_SIZE)
    except TimeoutError:
        core.expire()
    else:
        core.receive(octets)


def be_patient(sock: socket.socket, core: Connection) -> None:
    """Wait as long as the core does, which may be another time than at first."""
    if sock.gettimeout() != core.patience:
        sock.settimeout(core.patience)


def wait(core: Connection, stop: Stop | None) -> None:
    """Let the patience of a core pass that has nothing more to read; raises OSError where ``stop`` is set meanwhile."""
    if stop is None:
        threading.Event().wait(core.patience)
    elif is_readable(stop, core.patience):
        raise ConnectionAbortedError("the shell stops")
    core.expire()


def send_all(sock: socket.socket, core: Connection) -> None:
    """Send everything that the core has to send. The patience counts from the last octet that the peer took."""
    while octets := core.to_send():
        left = memoryview(octets)
        be_patient(sock, core)
        while left:
            left = left[sock.send(left) :]
        if core.hears_while_sending and not core.ended and is_readable(sock, 0):
            read_once(sock, core)


def is_readable(sock: socket.socket | Stop, seconds: float | None) -> bool:
    """Whether octets, or FIN, can be read within so many seconds; None means without end."""
    with selectors.DefaultSelector() as selector:
        selector.register(sock, selectors.EVENT_READ)
        return bool(selector.select(seconds))


def linger(sock: socket.socket) -> None:
    """Read until the peer has closed as well, for ``LINGER`` seconds at most."""
    end = time.monotonic() + LINGER
    while (seconds := end - time.monotonic()) > 0:
        sock.settimeout(seconds)
        if not sock.recv(READ_SIZE):
            return


def exchange(sock: socket.socket, core: Datagrams) -> None:
    """Drive the core of a client over one connected UDP socket to its end; raises OSError if the port is refused."""
    with sock:
        while True:
            for datagram, _ in core.to_send():
                sock.send(datagram)
            if core.closing:
                return
            receive_once(sock, core)


def receive_once(sock: socket.socket, core: Datagrams) -> None:
    """Receive a datagram until the core's deadline, or tell the core that this has come."""
    if core.deadline <= time.monotonic():
        core.expire(time.monotonic())
        return
    sock.settimeout(_seconds_until(core.deadline))
    with contextlib.suppress(TimeoutError, BlockingIOError):  # the second if no time was left
        core.receive(sock.recv(LARGEST), Peer(*sock.getpeername()[:2]), time.monotonic())
