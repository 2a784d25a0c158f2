"""What the cases on malformed messages share: octets to build them of, and what may be answered to them."""

from __future__ import annotations

from typing import Unpack

from conformance.dns.codes import NOERROR
from conformance.dns.message import Message
from conformance.dns.names import Labels, lowered, octets_of
from conformance.dns.peer import Dns
from conformance.dns.questions import How
from conformance.dns.reader import HEADER
from conformance.dns.wire import Query, number


def open_name(dns: Dns) -> bytes:
    """The octets of a name that the target answers, without the last one, which would end it."""
    return octets_of(labels_asked(dns))[:-1]


def labels_asked(dns: Dns) -> Labels:
    """The labels of a name that the target answers; one label where that is the root."""
    name = dns.query().name
    return name if name and not isinstance(name, bytes) else (b"a",)


def odd_query(dns: Dns, name: bytes, **how: Unpack[How]) -> Query:
    """A query for the octets of a name, of the type that a plain one asks for."""
    return dns.query(name, dns.query().type, **how)


def pointer(place: int) -> bytes:
    """A pointer to a place of the message (RFC 1035 section 4.1.4)."""
    return number(0xC000 | place)


def behind(octets: bytes) -> int:
    """The place behind octets that begin the question."""
    return HEADER + len(octets)


def chain(begin: int, first: bytes, links: int, label: bytes = b"") -> tuple[bytes, int]:
    """Octets that stand at a place of the message, and where the last link begins.

    They are a name, and behind it so many links, each of them a label, if any, and a pointer to the link before.
    """
    octets, before = first, begin
    for _ in range(links):
        place = begin + len(octets)
        octets += label + pointer(before)
        before = place
    return octets, before


def is_refused(dns: Dns, octets: bytes) -> bool:
    """Whether every reply to a message, if any comes, is an error without an answer."""
    return all(reply.rcode != NOERROR and not reply.answers for reply in dns.tolerated(octets))


def is_answered_as_plain(dns: Dns, query: Query) -> bool:
    """Whether every reply, if any comes, is an error, or has in its answer the names and types that a plain one has."""
    plain = owners_in(dns.ask(labels_asked(dns), query.type))
    replies = dns.tolerated(query.octets)
    return all(reply.rcode != NOERROR or not reply.answers or owners_in(reply) == plain for reply in replies)


def owners_in(reply: Message) -> set[tuple[Labels, int]]:
    """The names and types of the records in the answer."""
    return {(lowered(record.name.labels), record.type) for record in reply.answers}
