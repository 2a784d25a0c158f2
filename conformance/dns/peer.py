"""The harness as a client of a DNS server: over UDP, and by ``stream`` over TCP."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from conformance.dns.bounds import QUIET_SHARE, STRAY
from conformance.dns.dns_socket import DnsSocket
from conformance.dns.exchange import kept
from conformance.dns.facts import require_tcp
from conformance.dns.message import SILENT, Message
from conformance.dns.names import Labels
from conformance.dns.questions import How, Questions
from conformance.dns.shown import described
from conformance.dns.stream_peer import DnsStream
from conformance.dns.wire import Query
from conformance.harness.case.attempt import Attempt
from conformance.harness.net.bounds import PATIENCES
from conformance.harness.net.datagrams import Datagrams
from conformance.model import Endless


class Dns:
    """A socket for datagrams to the target, opened when it is first needed, and others beside it.

    ``host``, ``connected`` and ``own_host`` are those of ``Attempt.datagrams``.
    """

    def __init__(self, attempt: Attempt, host: str = "", connected: bool = False, own_host: str = "") -> None:
        self.attempt = attempt
        self.link = DnsSocket(attempt, host, connected, own_host)
        self.questions = Questions(attempt.target, int.from_bytes(attempt.octets(2), "big"))

    @property
    def socket(self) -> Datagrams:
        """The socket."""
        return self.link.socket

    @property
    def source(self) -> str:
        """The address and port that the latest datagram came from."""
        return self.link.source

    @property
    def quiet_time(self) -> float:
        """How many seconds to wait where nothing is to come."""
        return self.attempt.target.patience * QUIET_SHARE

    def another(self, *, host: str = "", connected: bool = False, own_host: str = "") -> Dns:
        """A further socket, with a port of its own; it is opened now."""
        other = Dns(self.attempt, host, connected, own_host)
        assert other.socket
        return other

    def query(self, name: str | Labels | bytes | None = None, type: int | None = None, **how: Unpack[How]) -> Query:
        """A query that is not sent yet; without a name, the plainest question. See ``How``."""
        return self.questions.query(name, type, **how)

    def ask(self, name: str | Labels | bytes | None = None, type: int | None = None, **how: Unpack[How]) -> Message:
        """Ask, and return the reply; see ``put``."""
        return self.put(self.query(name, type, **how))

    def put(self, query: Query) -> Message:
        """Send a query, and once more at half of the patience, as UDP may lose it or the reply.

        Return what comes first, whatever it is, but for late replies to queries before; ``SILENT`` if nothing does,
        which is a reason to try again. Raises ``TargetGone`` if the port is refused.
        """
        if self.link.is_over_tcp:
            return self.stream().put(query)
        began, message = self.attempt.clock.now(), SILENT
        for share in (1 / 2, 1):
            self.send(query.octets)
            message = self._reply_to(query.id, began + share * self.attempt.patience)
            if message:
                break
        self.attempt.observed(described(message), silent=not message)
        return kept(self.attempt, query.octets, message)

    def send(self, octets: bytes) -> bool:
        """Send a datagram; return whether this system sent it."""
        return self.link.send(octets)

    def receive(self) -> Message:
        """Return the next message that arrives within the patience, or ``SILENT``, which is a reason to try again."""
        message = self.link.next(self.attempt.deadline())
        self.attempt.observed(described(message), silent=not message)
        return message

    def arrives_within(self, seconds: float) -> Message:
        """Return what comes within so many seconds; ``SILENT`` where nothing came, as the case asks for."""
        message = self.link.next(self.attempt.clock.now() + seconds)
        self.attempt.observed(described(message))
        return message

    def flight(self, queries: Sequence[Query]) -> list[Message]:
        """Send many queries on one socket at once; return the reply to each, paired by the identifier.

        What is not answered is sent a second time; after that it is ``SILENT``, which is a reason to try again.
        """
        if self.link.is_over_tcp:
            return [self.put(query) for query in queries]
        replies, until = dict[int, Message](), self.attempt.clock.now() + PATIENCES * self.attempt.patience
        for _ in range(2):
            missing = [query for query in queries if query.id not in replies]
            for query in missing:
                self.send(query.octets)
            self._collect({query.id for query in missing}, replies, until)
        answered = [kept(self.attempt, query.octets, replies.get(query.id, SILENT)) for query in queries]
        count = sum(map(bool, answered))
        self.attempt.observed(f"{count} of {len(queries)} queries are answered", silent=count < len(queries))
        return answered

    def tolerated(self, octets: bytes) -> list[Message]:
        """Send a message to which silence is legal, and a plain query behind it; return what came for the message.

        The reply to the plain query and a short time after it decide. Fails if the plain query is not answered, twice.
        """
        good, replies = self.query(id=self._other_id(octets)), list[Message]()
        self.send(octets)
        began, found = self.attempt.clock.now(), False
        for share in (1 / 2, 1):
            self.send(good.octets)
            found = found or self._gather(good.id, replies, began + share * self.attempt.patience)
            if found:
                break
        if found:
            self._gather(good.id, replies, self.attempt.clock.now() + self.quiet_time, only_others=True)
        seen = "; ".join(map(described, replies)) or "no reply, which is legal"
        self.attempt.observed(seen if found else "a plain query behind it is not answered", silent=not found)
        assert found, "a plain query behind it, on the same socket, is not answered"
        for reply in replies:
            kept(self.attempt, octets, reply, is_plain=False, asked=self.link.asked)
        return replies

    def stream(self, window: int = 0, *, known: bool = True) -> DnsStream:
        """A connection to the same port; not applicable where TCP is not served, unless that is not ``known`` yet."""
        if known and not self.link.is_over_tcp:
            require_tcp(self.attempt)
        return DnsStream(self.attempt, self.questions, window)

    def close(self) -> None:
        """The attempt closes the sockets."""

    def hang_up(self) -> None:
        """Close the socket: to what is sent to it now, the system answers that nobody has the port."""
        self.link.socket.close()

    def _gather(self, id_: int, replies: list[Message], deadline: float, *, only_others: bool = False) -> bool:
        """Collect what comes until the reply with an identifier comes, or until the deadline."""
        while message := self.link.next(deadline):
            if message.id == id_ and not only_others:
                return True
            if message.id != id_:
                replies.append(message)
            if len(replies) > STRAY:
                raise Endless(f"the target sent more than {STRAY} messages for one")
        return False

    def _collect(self, awaited: set[int], replies: dict[int, Message], until: float) -> None:
        """Collect replies until all have come, or nothing comes for half of the patience."""
        for _ in range(2 * len(awaited) + STRAY):
            if not awaited:
                return
            message = self.link.next(min(until, self.attempt.clock.now() + self.attempt.patience / 2))
            if not message:
                return
            if message.id in awaited:
                awaited.discard(message.id)
                replies[message.id] = message

    def _reply_to(self, id_: int, deadline: float) -> Message:
        """What comes first, but for late replies to queries before."""
        for _ in range(STRAY):
            message = self.link.next(deadline)
            if not message or message.id == id_ or message.id not in self.link.asked:
                return message
        raise Endless(f"the target sent {STRAY} more replies to queries that it had answered")

    def _other_id(self, octets: bytes) -> int:
        """An identifier that the replies to a message do not have, be their first octet or any bit of it another."""
        taken = int.from_bytes(octets[:2], "big")
        return next(id_ for _ in range(3) if (id_ := self.questions.next_id()) != taken)
