"""Finds out what kind of server a target is, by well-formed queries."""

from __future__ import annotations

from collections.abc import Callable

from conformance.dns.codes import NOERROR, SOA, A
from conformance.dns.facts import AUTHORITATIVE, EVERYWHERE, MINIMAL, NAME, PROFILE, RECURSIVE, ZONE
from conformance.dns.message import Message
from conformance.dns.names import labels_of, lowered, text_of
from conformance.dns.peer import Dns
from conformance.harness.case.attempt import Attempt
from conformance.model import TargetGone

TRIES = (True, False)  # RD of the first queries: what asks others that are not there is silent to the first
USUAL_ZONES = ("example.com", "example.org", "example.net", "example.test", "example", "test", "home.arpa", EVERYWHERE)


def recognize(fresh: Callable[[], Attempt]) -> dict[str, str]:
    """Find profile, zone and a name; raises ``TargetGone`` where the port is refused or silent.

    What the user has given is used, and not looked for.
    """
    attempt = fresh()
    try:
        given = dict(attempt.target.capabilities)
        plain, recurses = _first_reply(Dns(attempt))
        found = _found(Dns(attempt), given, plain, recurses)
    finally:
        attempt.close()
    return {name: value for name, value in found.items() if name not in given}


def _first_reply(dns: Dns) -> tuple[Message, bool]:
    """The first reply, and whether it offers recursion, and does so in time."""
    for rd in TRIES:
        if reply := dns.ask(rd=rd):
            return reply, rd and reply.ra
    tries = len(TRIES)
    raise TargetGone(f"no answer to {2 * tries} queries within {tries * dns.attempt.patience:g} s")


def _found(dns: Dns, given: dict[str, str], plain: Message, recurses: bool) -> dict[str, str]:
    """Ask for zones without recursion, and for names that nobody has, all at once."""
    names = [given[ZONE]] if ZONE in given else list(USUAL_ZONES)
    queries = [dns.query(name, SOA, rd=False) for name in names]
    replies = dns.flight([*queries, *(dns.query(nobody(dns), A, rd=True) for _ in range(2))])
    if are_alike(replies[-2:]):
        return {PROFILE: MINIMAL, NAME: given.get(ZONE, EVERYWHERE)}
    zones = [found for name, reply in zip(names, replies, strict=False) if (found := zone_in(reply, name))]
    if zones:
        return {PROFILE: AUTHORITATIVE, ZONE: zones[0], NAME: given.get(ZONE, zones[0])}
    profile = {PROFILE: RECURSIVE if recurses else MINIMAL}
    return profile | ({NAME: given.get(ZONE, EVERYWHERE)} if plain.rcode == NOERROR and plain.answers else {})


def nobody(dns: Dns) -> str:
    """A name that nobody has (RFC 6761 section 6.4), another one each time."""
    return f"{dns.attempt.octets(6).hex()}.invalid"


def are_alike(replies: list[Message]) -> bool:
    """Whether names that nobody has are answered alike, by records."""
    data = [[record.expanded for record in reply.answers] for reply in replies]
    return all(data) and all(one == data[0] for one in data) and all(not reply.rcode for reply in replies)


def zone_in(reply: Message, name: str) -> str:
    """The zone that an authoritative reply names by its SOA record; empty if there is none."""
    asked = lowered(labels_of(name))
    for record in reply.answers + reply.authority if reply.aa else []:
        owner = lowered(record.name.labels)
        if record.type == SOA and asked[len(asked) - len(owner) :] == owner:
            return text_of(record.name.labels)
    return ""
