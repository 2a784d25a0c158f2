"""A socket of a case for datagrams that hold messages."""

from __future__ import annotations

from conformance.dns.message import SILENT, Message
from conformance.dns.reader import read
from conformance.dns.shown import described
from conformance.harness.case.attempt import Attempt
from conformance.harness.net.datagrams import REFUSED, Datagram, Datagrams
from conformance.model import TargetGone, not_applicable

OVER_TCP = "dns+tcp"  # the scheme of a target that is asked over TCP alone


class DnsSocket:
    """Opened when it is first needed. The arguments are those of ``Attempt.datagrams``.

    ``asked`` are the identifiers that were sent, and ``source`` is where the latest datagram came from.
    """

    def __init__(self, attempt: Attempt, host: str, connected: bool, own_host: str) -> None:
        self.attempt, self._host, self._connected, self._own_host = attempt, host, connected, own_host
        self._socket: Datagrams | None = None
        self.asked, self.source = set[int](), ""

    @property
    def is_over_tcp(self) -> bool:
        """Whether the target is asked over TCP alone."""
        return self.attempt.target.url.scheme == OVER_TCP

    @property
    def socket(self) -> Datagrams:
        """The socket; not applicable where the target is asked over TCP alone."""
        if self.is_over_tcp:
            not_applicable("the target is asked over TCP alone", f"--target dns://{self.attempt.target.url.hostport}")
        if self._socket is None:
            more = {"host": self._host, "own_host": self._own_host}
            self._socket = self.attempt.datagrams(connected=self._connected, **more)
        return self._socket

    def send(self, octets: bytes) -> bool:
        """Send a datagram; return whether this system sent it."""
        sent = self.socket.send(octets)
        self._note(read(octets))
        self.asked.add(int.from_bytes(octets[:2], "big"))
        return sent

    def next(self, deadline: float) -> Message:
        """Return the next message before a time of the clock, or ``SILENT``; raises ``TargetGone`` if refused.

        A message that is cut to nothing is a reason to try again, as silence is.
        """
        received = self.socket.receive(deadline)
        if received == REFUSED:
            self.attempt.observed(REFUSED, suspect=True)
            raise TargetGone(f"nobody receives datagrams at {self.socket.target} (ICMP: port unreachable)")
        if not isinstance(received, Datagram):
            return SILENT
        self.source = str(received.source)
        message = read(received.octets)
        self._note(message)
        self.attempt.observed(self.attempt.actual, silent=message.is_cut_to_nothing)
        return message

    def _note(self, message: Message) -> None:
        self.attempt.transcript.note(" ", described(message, places=True), self.socket.number)
