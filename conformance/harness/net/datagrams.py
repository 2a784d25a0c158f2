"""The harness's end of an exchange of datagrams. Knows no protocol, and not how the datagrams travel."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import NamedTuple

from conformance.harness.net.stream import SILENCE
from conformance.harness.net.time_limit import UNLIMITED
from conformance.harness.net.transcript import Transcript

REFUSED = "refused"  # the target's system says that no process has the port (ICMP: port unreachable)


class Address(NamedTuple):
    """Where a datagram comes from, or goes to."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class Datagram(NamedTuple):
    """A datagram that arrived, and the address that sent it."""

    octets: bytes
    source: Address


class Datagrams(ABC):
    """One socket of an attempt, from which datagrams go to ``target``.

    ``patience`` is how many seconds an answer may take. Where the socket is connected, the system delivers only what
    the target's own address and port sent; otherwise whatever arrives is returned, with its source.
    """

    def __init__(self, transcript: Transcript, patience: float, number: int, target: Address) -> None:
        self.transcript, self.patience, self.number, self.target = transcript, patience, number, target
        self.quick = patience  # after so many seconds of silence, ``on_wait`` is called
        self.on_wait: Callable[[], None] = lambda: None
        self.before_sending: Callable[[], None] = lambda: None
        self.limit = UNLIMITED  # where the time of the run is over, ``OutOfTime`` is raised

    def send(self, octets: bytes) -> bool:
        """Send one datagram, which may be empty; return whether this system sent it. What went wrong is noted."""
        self.before_sending()
        self.limit.check(self.transcript.clock.now())
        self.transcript.datagram(">", self.number, octets)
        return self._transmit(octets)

    def leave(self) -> None:
        """Be gone for the target: from now on, the system refuses what answers a datagram that is sent (ICMP).

        Elsewhere than on Linux, where a socket cannot send and be gone, only ``close`` does that.
        """
        self.transcript.note(" ", "the system refuses answers from here on, as if the client were gone", self.number)
        self._leave()

    def receive(self, deadline: float) -> Datagram | str:
        """Return the next datagram before ``deadline`` (a time of the clock), or ``REFUSED`` or ``SILENCE``."""
        received = self._wait(min(deadline, self.limit.ends))
        if received == SILENCE and deadline > self.limit.ends:
            self.limit.give_up()
        if isinstance(received, Datagram):
            if received.source != self.target:
                self.transcript.note(" ", f"the next datagram came from {received.source}", self.number)
            self.transcript.datagram("<", self.number, received.octets)
        else:
            self.transcript.note("<", received, self.number)
        return received

    @property
    @abstractmethod
    def address(self) -> Address:
        """The address of the harness's end: where answers are expected."""

    @abstractmethod
    def close(self) -> None:
        """Close the socket."""

    @abstractmethod
    def _leave(self) -> None: ...
    @abstractmethod
    def _transmit(self, octets: bytes) -> bool: ...
    @abstractmethod
    def _wait(self, deadline: float) -> Datagram | str: ...


__all__ = ["REFUSED", "SILENCE", "Address", "Datagram", "Datagrams"]
