"""RFC 4343 section 3  Name Lookup, Label Types, and CLASS"""

from __future__ import annotations

from conformance.dns.codes import NOERROR, NXDOMAIN
from conformance.dns.facts import require_whole
from conformance.dns.message import Message
from conformance.dns.odd_messages import labels_asked
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.rfc4343 import RFC4343
from conformance.dns.strategies import capitals
from conformance.harness.case.properties import example, examples
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, inconclusive_unless, not_applicable

section = RFC4343.section("3", "Name Lookup, Label Types, and CLASS")

CASE_IGNORED = section.must(
    "case-is-ignored",
    role=SERVER,
    text="Find the same records whether the letters of the name that is asked for are capitals or not.",
    hint="Compare names by label.lower() of their octets; change no octet of the name that you send back.",
    rests_on=(ID_COPIED,),
)


@verifies(CASE_IGNORED)
@example((True,))
@example((True, False))
@examples(capitals)
def test_capitals_change_no_answer(dns: Dns, pattern: tuple[bool, ...]) -> None:
    """The plain question is asked twice first: a server that answers each time by other records says nothing here."""
    labels = labels_asked(dns)
    plain, again = dns.ask(), dns.ask()
    inconclusive_unless(bool(plain) and bool(again), "the plain query was not answered")
    require_whole(plain)
    if plain.rcode not in (NOERROR, NXDOMAIN) or _found(plain) != _found(again):
        not_applicable("the plain question is refused, or has another answer each time")
    reply = dns.ask(_written(labels, pattern), dns.query().type)
    assert _found(reply) == _found(plain)


def _found(reply: Message) -> tuple[int, set[object]]:
    """The code, and the records of the answer without TTL; letters of names and data are compared without case.

    A name in the data may be a pointer to that in the question, whose capitals it then has (section 4.1).
    """
    return reply.rcode, {(*record.key[:3], record.expanded.lower()) for record in reply.answers}


def _written(labels: tuple[bytes, ...], pattern: tuple[bool, ...]) -> tuple[bytes, ...]:
    """The labels with capitals where the pattern, repeated, has them."""
    octets, place = list[bytes](), 0
    for label in labels:
        octets.append(
            b"".join(
                one.upper() if pattern[number % len(pattern)] else one.lower()
                for number, one in enumerate((bytes([octet]) for octet in label), place)
            )
        )
        place += len(label)
    return tuple(octets)
