"""What cases on the whole run look at: a query, and the reply that came."""

from __future__ import annotations

from dataclasses import dataclass

from conformance.dns.bounds import KEPT_RECORDS
from conformance.dns.codes import NOERROR
from conformance.dns.message import Message
from conformance.harness.case.attempt import Attempt

FLAGS_END = 4  # octets of identifier and flags


@dataclass(eq=False)
class Exchange:
    """A message that was sent, and one that came in answer to it. ``is_plain``: the query was a well-formed one."""

    sent: bytes
    reply: Message
    is_plain: bool

    @property
    def is_own(self) -> bool:
        """Whether the server wrote the reply: some send a query that they refuse back, all of it, with other flags."""
        return self.reply.rcode == NOERROR or self.reply.octets[FLAGS_END:] != self.sent[FLAGS_END:]


def kept(attempt: Attempt, sent: bytes, reply: Message, *, is_plain: bool = True) -> Message:
    """Return a reply; it is kept for the cases that look at all of them, unless it is silence."""
    if reply:
        attempt.received.append(Exchange(sent, reply, is_plain))
    return reply


def trim_for_lint(exchange: Exchange) -> int:
    """Keep only the first records of large messages; return about how many octets of memory are left."""
    message = exchange.reply
    del message.records[KEPT_RECORDS:], message.questions[KEPT_RECORDS:]
    return 2000 + 2 * len(message.octets) + len(exchange.sent) + 600 * len(message.records)
