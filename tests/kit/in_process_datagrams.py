"""Servers of datagrams in this process, without sockets, under a virtual clock: see ``tests.kit.in_process``."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable

from conformance.harness.net.datagrams import SILENCE, Address, Datagram, Datagrams
from conformance.harness.net.transcript import Transcript
from reference_impls import sansio
from tests.kit.virtual_clock import VirtualClock

RECEIVE_BUFFER = 208 * 1024  # octets that wait for the judge, as a system keeps them; what is more is lost
OVERHEAD = 512  # octets of memory that each waiting datagram takes beside its own
FIRST_PORT = 40000  # of the judge's sockets


class DatagramServer:
    """A core, driven as a shell would drive it. It is one for all sockets of the judge."""

    def __init__(self, core: sansio.Datagrams, clock: VirtualClock, host: str, port: int) -> None:
        self.core, self._clock, self._host, self._port = core, clock, host, port
        self._sockets: dict[Address, InProcessDatagrams] = {}
        self._made = 0
        self.serial = clock.take_part(self)

    @property
    def due(self) -> float:
        """When the core wants to be called."""
        return self.core.deadline

    def on_silence(self) -> None:
        """The time is the core's deadline."""
        self._guarded(lambda: self.core.expire(self._clock.now()))

    def take(self, octets: bytes, source: Address, asked: str) -> None:
        """A datagram arrives at one of the server's addresses."""
        peer = sansio.Peer(source.host, source.port, asked)
        self._guarded(lambda: self.core.receive(octets, peer, self._clock.now()))

    def new_address(self, host: str = "") -> Address:
        """An address and port of the judge that no other socket has; ``host`` is the address, if it matters."""
        self._made += 1
        own = f"127.100.{self._made // 250 % 250 + 1}.{self._made % 250 + 1}"
        return Address(host or own, FIRST_PORT + self._made % 20000)

    def register(self, one: InProcessDatagrams) -> None:
        self._sockets[one.address] = one

    def forget(self, one: InProcessDatagrams) -> None:
        self._sockets.pop(one.address, None)

    def _guarded(self, act: Callable[[], None]) -> None:
        """An error in a core costs one datagram and no more, as on any shell."""
        try:
            act()
        except Exception:
            traceback.print_exc()
        for octets, peer in self.core.to_send():
            if sock := self._sockets.get(Address(peer.host, peer.port)):
                sock.arrive(Datagram(octets, self._source(peer)))
            elif on_refused := getattr(self.core, "on_refused", None):  # a defective core may ask to be told
                on_refused(self._clock.now())

    def _source(self, peer: sansio.Peer) -> Address:
        """From where the core answers: a liar may have another address or port than the one that was asked."""
        return Address(peer.asked or self._host, getattr(self.core, "answers_from", 0) or self._port)


class InProcessDatagrams(Datagrams):
    """A socket of the judge."""

    def __init__(
        self,
        server: DatagramServer,
        clock: VirtualClock,
        transcript: Transcript,
        patience: float,
        number: int,
        target: Address,
        connected: bool,
        own_host: str = "",
    ) -> None:
        super().__init__(transcript, patience, number, target)
        self._server, self._clock, self._connected = server, clock, connected
        self._address, self._waiting, self._size = server.new_address(own_host), deque[Datagram](), 0
        server.register(self)

    @property
    def address(self) -> Address:
        """Where answers are expected."""
        return self._address

    def arrive(self, datagram: Datagram) -> None:
        """Keep a datagram until it is read, if there is room for it and the socket takes it."""
        size = len(datagram.octets) + OVERHEAD
        if self._size + size <= RECEIVE_BUFFER and not (self._connected and datagram.source != self.target):
            self._waiting.append(datagram)
            self._size += size

    def _leave(self) -> None:
        self._server.forget(self)

    def _transmit(self, octets: bytes) -> bool:
        self._server.take(octets, self._address, self.target.host)
        return True

    def _wait(self, deadline: float) -> Datagram | str:
        while not self._waiting:
            if not self._clock.go_on(deadline):
                return SILENCE
        datagram = self._waiting.popleft()
        self._size -= len(datagram.octets) + OVERHEAD
        return datagram

    def close(self) -> None:
        """Nothing arrives any more."""
        self._server.forget(self)
