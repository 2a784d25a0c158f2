"""All replies received in the run, for the cases that judge what every reply must be."""

from __future__ import annotations

from collections.abc import Callable

from conformance.dns.bounds import KEPT_RECORDS
from conformance.dns.exchange import Exchange
from conformance.dns.lint.provoke import provoke
from conformance.dns.message import Message
from conformance.dns.shown import described, marked
from conformance.harness.case.attempt import Attempt
from conformance.model import not_applicable

ID_FIELD, FLAGS_FIELD, COUNTS_FIELD = slice(0, 2), slice(2, 4), slice(4, 12)  # octets of the header
SHOWN = 3  # offending replies that go into the evidence
Rule = Callable[[Exchange], str | None]


class Replies:
    """Judges all replies at once: if several break a rule, this is one failure, with the first of them as evidence.

    ``all`` are the exchanges whose reply has a whole header.
    """

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        if attempt.run.may_provoke():
            provoke(attempt.target, attempt.run)
        received = [one for one in attempt.run.received if isinstance(one, Exchange)]
        self.all = [exchange for exchange in received if exchange.reply.has_header]

    def each(
        self, rule: Rule, *, where: Callable[[Exchange], object] = lambda exchange: True, field: slice | None = None
    ) -> None:
        """Assert that ``rule`` finds nothing wrong with any reply that ``where`` selects.

        ``rule`` returns what is wrong, or None. If no reply is selected, the case is not applicable. ``field`` has the
        octets of a reply that the rule is about: evidence shows them.
        """
        judged = [(exchange, rule(exchange)) for exchange in self.all if where(exchange)]
        if not judged:
            not_applicable(f"no such reply was received among {len(self.all)}")
        wrong = [(exchange, fault) for exchange, fault in judged if fault]
        for number, (exchange, fault) in enumerate(wrong[:SHOWN], 1):
            self._add_evidence(number, exchange, f"{fault}: {marked(exchange.reply.octets, field)}" if field else fault)
        summary = f"{wrong[0][1]} ({len(wrong)} of {len(judged)} replies)" if wrong else f"right in all {len(judged)}"
        self.attempt.observed(summary)
        assert not wrong, summary

    def _add_evidence(self, number: int, exchange: Exchange, fault: str) -> None:
        transcript = self.attempt.transcript
        transcript.datagram(">", number, exchange.sent)
        transcript.note(" ", described(query_of(exchange), places=True), number)
        transcript.datagram("<", number, exchange.reply.octets)
        transcript.note(" ", described(exchange.reply, places=True), number)
        transcript.note(" ", fault, number)

    def close(self) -> None:
        """Nothing is held open."""


def query_of(exchange: Exchange) -> Message:
    """What was asked."""
    return exchange.query


def is_answered_as_asked(exchange: Exchange) -> bool:
    """Whether a well-formed query was sent."""
    return exchange.is_plain and query_of(exchange).is_whole


def is_kept_whole(exchange: Exchange) -> bool:
    """Whether all records of the reply were kept."""
    return len(exchange.reply.records) < KEPT_RECORDS
