"""The harness as a client of a service over UDP, of which it knows no more than that datagrams come and go."""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt
from conformance.harness.net.datagrams import REFUSED, SILENCE, Datagram, Datagrams
from conformance.model import TargetGone
from conformance.text import show

AGAIN = 1 / 2  # of the quick patience: after so long without an answer, a request is sent again, as it may be lost


class DatagramPeer:
    """A socket for datagrams to the target, opened when it is first needed, and others beside it.

    ``host`` is another host name or address of the target. A socket that is ``connected`` is given by its system only
    what comes from the address and port that it sends to. ``own_host`` is the address that the socket shall have.
    """

    def __init__(self, attempt: Attempt, host: str = "", connected: bool = False, own_host: str = "") -> None:
        self.attempt, self._host, self._connected, self._own_host = attempt, host, connected, own_host
        self._socket: Datagrams | None = None

    @property
    def socket(self) -> Datagrams:
        """The socket."""
        if self._socket is None:
            more = {"host": self._host, "own_host": self._own_host}
            self._socket = self.attempt.datagrams(connected=self._connected, **more)
        return self._socket

    def another(self, *, host: str = "", connected: bool = False, own_host: str = "") -> DatagramPeer:
        """A further socket, with a port of its own; it is opened now."""
        other = DatagramPeer(self.attempt, host, connected, own_host)
        assert other.socket
        return other

    def send(self, octets: bytes) -> bool:
        """Send a datagram; return whether this system sent it."""
        return self.socket.send(octets)

    def receive(self) -> Datagram | str:
        """Return the next datagram that arrives within the patience, or ``SILENCE``; raises ``TargetGone`` if refused.

        Where the case expects an answer, silence is a reason to try again: datagrams may be lost.
        """
        received = self._next(self.attempt.deadline())
        self.attempt.observed(_seen(received), silent=received == SILENCE)
        return received

    def ask(self, octets: bytes) -> bytes | str:
        """Send a datagram, and again if it is not answered soon; return the octets of the answer, or ``SILENCE``."""
        answer = self.answer_to(octets)
        return answer.octets if isinstance(answer, Datagram) else answer

    def answer_to(self, octets: bytes) -> Datagram | str:
        """As ``ask``, with the source of the answer."""
        deadline = self.attempt.deadline()
        self.send(octets)
        received = self._next(min(deadline, self.attempt.clock.now() + AGAIN * self.attempt.target.quick))
        if received == SILENCE:
            self.send(octets)
            received = self._next(deadline)
        self.attempt.observed(_seen(received), silent=received == SILENCE)
        return received

    def arrives_within(self, seconds: float) -> Datagram | str:
        """Return what comes next within so many seconds; ``SILENCE`` where nothing came, as the case asks for."""
        received = self._next(self.attempt.clock.now() + seconds)
        self.attempt.observed(_seen(received))
        return received

    def glance(self, seconds: float) -> Datagram | str:
        """Return what comes next within so many seconds: a datagram, ``REFUSED`` or ``SILENCE``. It judges nothing."""
        return self.socket.receive(self.attempt.clock.now() + seconds)

    def close(self) -> None:
        """The attempt closes the sockets."""

    def leave(self) -> None:
        """Be gone before the answers to what is sent from now on arrive: the system refuses them."""
        self.socket.leave()

    def hang_up(self) -> None:
        """Close the socket: to what is sent to it now, the system answers that nobody has the port."""
        self.socket.close()

    def _next(self, deadline: float) -> Datagram | str:
        received = self.socket.receive(deadline)
        if received == REFUSED:
            self.attempt.observed(REFUSED, suspect=True)
            raise TargetGone(f"nobody receives datagrams at {self.socket.target} (ICMP: port unreachable)")
        return received


def _seen(received: Datagram | str) -> str:
    return received if isinstance(received, str) else show(received.octets) or "an empty datagram"
