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


def tolerated_together(dns: Dns, messages: Sequence[bytes], *, many: bool = False) -> list[Message]:
    """Send messages to which silence is legal, all at once, and a plain query behind them; return what came for them.

    The plain query must be answered; if it is not, it is sent a second time. The first try of a case has one plain
    query for all of its messages. A try with full patience, which follows silence or the end of the target, has one
    behind each message, and the first that is not answered names the message that the target does not survive.
    Where there are ``many`` such calls, nothing is named, and late replies to the messages are not waited for.
    """
    is_first_try = dns.attempt.patience <= dns.attempt.target.quick
    flight = _Flight(dns, messages, len(messages) if many or is_first_try else 1, may_be_late=not many)
    try:
        flight.fly()
    except TargetGone:
        flight.name_the_first_unanswered()
        raise
    flight.judge()
    return flight.replies


class _Flight:
    """``missing`` has the plain queries without a reply, by identifier: where each stands, and its octets."""

    def __init__(self, dns: Dns, messages: Sequence[bytes], step: int, may_be_late: bool) -> None:
        self.may_be_late = may_be_late
        self.dns, self.messages, self.step, self.replies = dns, messages, step, list[Message]()
        self._taken = {message[:2] for message in messages}
        places = range(step - 1, len(messages), step)
        self._plain = {query.id: (place, query.octets) for place in places for query in [self._plain_query()]}
        self.missing = dict(self._plain)

    def _plain_query(self) -> Query:
        """A plain query whose identifier none of the messages has."""
        while number((query := self.dns.query()).id) in self._taken:
            pass
        return query

    def fly(self) -> None:
        """Send everything, and what is not answered once more."""
        behind = dict(self._plain.values())
        for place, odd in enumerate(self.messages):
            self.dns.send(odd)
            if place in behind:
                self.dns.send(behind[place])
        self._gather()
        for _, octets in self.missing.values():
            self.dns.send(octets)
        self._gather()

    def _gather(self) -> None:
        """Collect what comes until every plain query is answered, or nothing comes for half of the patience."""
        limit = 3 * len(self.messages) + STRAY
        for _ in range(limit):
            if not (self.missing or self.may_be_late):
                return
            wait = self.dns.attempt.patience / 2 if self.missing else self.dns.quiet_time
            message = self.dns.link.next(self.dns.attempt.clock.now() + wait)
            if not message:
                return
            if message.id not in self._plain:
                self.replies.append(message)
            self.missing.pop(message.id, None)
        raise Endless(f"the target sent more than {limit} messages")

    def name_the_first_unanswered(self) -> None:
        """Note in the evidence behind which message the target was silent or gone."""
        place = min((place for place, _ in self.missing.values()), default=0)
        where = f"message {place + 1} of {len(self.messages)} is the first without a reply to the plain query behind it"
        which = f": {show(self.messages[place], SHOWN)}" if self.step == 1 else ""
        self.dns.attempt.transcript.note("!", where + which)

    def judge(self) -> None:
        """Assert that each plain query was answered; keep the replies to the messages."""
        answered = len(self._plain) - len(self.missing)
        seen = f"{answered} of {len(self._plain)} plain queries behind {len(self.messages)} messages are answered"
        if self.missing:
            self.name_the_first_unanswered()
        self.dns.attempt.observed(seen, silent=bool(self.missing))
        assert not self.missing, seen
        sent = {message[:2]: message for message in self.messages}
        for reply in self.replies:
            kept(self.dns.attempt, sent.get(reply.octets[:2], b""), reply, is_plain=False)
