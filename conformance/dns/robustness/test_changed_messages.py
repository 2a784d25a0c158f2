"""Robustness  Changed messages"""

from __future__ import annotations

from conformance.dns.odd_messages import owners_in
from conformance.dns.peer import Dns
from conformance.dns.robustness import ROBUSTNESS
from conformance.dns.robustness.test_random_datagrams import RANDOM
from conformance.dns.robustness.test_single_bits import SINGLE_BITS
from conformance.dns.strategies import Change, changed, changes
from conformance.dns.wire import Edns
from conformance.harness.case.properties import example, examples
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, inconclusive_unless

section = ROBUSTNESS.section("changed", "Changed messages")

CHANGED = section.robustness(
    "changed-messages",
    role=SERVER,
    text="Go on serving whatever changes a query has: other bits, octets that are missing, inserted or repeated.",
    hint="Catch exceptions for each datagram, in the loop. The least octets that do harm are in the evidence.",
    rests_on=(SINGLE_BITS, RANDOM),
)


@verifies(CHANGED)
@example((Change("repeat", 99, 200),))
@examples(changes)
def test_a_query_after_any_changes_is_survived(dns: Dns, made: tuple[Change, ...]) -> None:
    dns.tolerated(changed(dns.query("www.example.test", edns=Edns()).octets, made))


SAME_AGAIN = section.robustness(
    "same-question-same-answer",
    role=SERVER,
    text="Answer the same question by records of the same names and types each time.",
    hint="Keep nothing of one query for the next: each reply begins with empty sections.",
)


@verifies(SAME_AGAIN)
def test_three_equal_queries_have_equal_answers(dns: Dns) -> None:
    """Other data are legal, as a server may choose an address for each query, and so is a reply that is truncated."""
    replies = [dns.ask() for _ in range(3)]
    inconclusive_unless(all(replies), "a plain query was not answered")
    whole = [reply for reply in replies if not reply.tc]
    assert all(reply.rcode == whole[0].rcode and owners_in(reply) == owners_in(whole[0]) for reply in whole)
