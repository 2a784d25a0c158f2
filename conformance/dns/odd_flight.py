"""Many malformed messages at once, of which the one that the target does not survive is named."""

from __future__ import annotations

from collections.abc import Sequence

from conformance.dns.bounds import STRAY
from conformance.dns.exchange import kept
from conformance.dns.message import Message
from conformance.dns.peer import Dns
from conformance.dns.wire import Query, number
from conformance.model import Endless, TargetGone
from conformance.text import show

SHOWN = 512  # octets of a message in a line of evidence


def tolerated_together(dns: Dns, messages: Sequence[bytes]) -> list[Message]:
    """Send messages to which silence is legal, all at once, and a plain query behind each; return what came for them.

    The plain queries must be answered; those that are not are sent a second time. The first message whose plain query
    stays without a reply is named, since a server that hangs or ends does it there.
    """
    flight = _Flight(dns, messages)
    try:
        flight.fly()
    except TargetGone:
        flight.name_the_first_unanswered()
        raise
    flight.judge()
    return flight.replies


class _Flight:
    """``missing`` has the number of the message before each plain query without a reply, by the query's identifier."""

    def __init__(self, dns: Dns, messages: Sequence[bytes]) -> None:
        self.dns, self.messages, self.replies = dns, messages, list[Message]()
        self._taken = {message[:2] for message in messages}
        self._plain = [self._plain_query() for _ in messages]
        self._numbers = {query.id: place for place, query in enumerate(self._plain)}
        self.missing = dict(self._numbers)

    def _plain_query(self) -> Query:
        """A plain query whose identifier none of the messages has."""
        while number((query := self.dns.query()).id) in self._taken:
            pass
        return query

    def fly(self) -> None:
        """Send everything, and what is not answered once more."""
        for odd, query in zip(self.messages, self._plain, strict=True):
            self.dns.send(odd)
            self.dns.send(query.octets)
        self._gather()
        for place in self.missing.values():
            self.dns.send(self._plain[place].octets)
        self._gather()

    def _gather(self) -> None:
        """Collect what comes until every plain query is answered, or nothing comes for half of the patience."""
        limit = 3 * len(self.messages) + STRAY
        for _ in range(limit):
            wait = self.dns.attempt.patience / 2 if self.missing else self.dns.quiet_time
            message = self.dns.link.next(self.dns.attempt.clock.now() + wait)
            if not message:
                return
            if message.id not in self._numbers:
                self.replies.append(message)
            self.missing.pop(message.id, None)
        raise Endless(f"the target sent more than {limit} messages")

    def name_the_first_unanswered(self) -> None:
        """Note in the evidence behind which message the target was silent or gone."""
        place = min(self.missing.values(), default=0)
        where = f"message {place + 1} of {len(self.messages)} is the first without a reply to the plain query behind it"
        self.dns.attempt.transcript.note("!", f"{where}: {show(self.messages[place], SHOWN)}")

    def judge(self) -> None:
        """Assert that each plain query was answered; keep the replies to the messages."""
        answered = len(self.messages) - len(self.missing)
        seen = f"{answered} of {len(self.messages)} plain queries behind the messages are answered"
        if self.missing:
            self.name_the_first_unanswered()
        self.dns.attempt.observed(seen, silent=bool(self.missing))
        assert not self.missing, seen
        sent = {message[:2]: message for message in self.messages}
        for reply in self.replies:
            kept(self.dns.attempt, sent.get(reply.octets[:2], b""), reply, is_plain=False)
