"""What cases on the whole run look at: a query, and the reply that came."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from conformance.dns.bounds import KEPT_RECORDS
from conformance.dns.codes import NOERROR
from conformance.dns.message import Message
from conformance.dns.reader import read
from conformance.harness.case.attempt import Attempt

FLAGS_END = 4  # octets of identifier and flags


@dataclass(eq=False)
class Exchange:
    """A message that was sent, and one that came in answer to it. ``is_plain``: the query was a well-formed one.

    ``is_late``: the reply has the identifier of another message that was sent from the same socket.
    """

    sent: bytes
    reply: Message
    is_plain: bool
    is_late: bool = False

    @cached_property
    def query(self) -> Message:
        """What was asked; many rules look at it."""
        return read(self.sent)

    @property
    def is_own(self) -> bool:
        """Whether the server wrote the reply: some send a query that they refuse back, all of it, with other flags."""
        return self.reply.rcode == NOERROR or self.reply.octets[FLAGS_END:] != self.sent[FLAGS_END:]


def kept(
    attempt: Attempt, sent: bytes, reply: Message, *, is_plain: bool = True, asked: Collection[int] = ()
) -> Message:
    """Return a reply; it is kept for the cases that look at all of them, unless it is silence.

    ``asked`` are the identifiers that were sent from the socket.
    """
    if reply:
        is_late = reply.id in asked and reply.octets[:2] != sent[:2]
        attempt.received.append(Exchange(sent, reply, is_plain, is_late))
    return reply


def trim_for_lint(exchange: Exchange) -> int:
    """Keep only the first records of large messages; return about how many octets of memory are left."""
    message = exchange.reply
    del message.records[KEPT_RECORDS:], message.questions[KEPT_RECORDS:]
    return 2000 + 2 * len(message.octets) + len(exchange.sent) + 600 * len(message.records)
