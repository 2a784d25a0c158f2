"""Names that cases ask for: below a name of the target, outside of its zones, and of a certain length."""

from __future__ import annotations

from conformance.dns.facts import plainest
from conformance.dns.names import Labels, octets_of
from conformance.dns.peer import Dns

OUTSIDE_DOMAINS = (b"org", b"net", b"de")  # no server has all three


def below(dns: Dns, *labels: bytes) -> Labels:
    """A name below the one that the target answers: below its zone, or below ``localhost``."""
    return (*labels, *plainest(dns.attempt.target)[0])


def fresh_label(dns: Dns) -> bytes:
    """A label that no name of the target has, another one each time."""
    return dns.attempt.octets(6).hex().encode()


def missing(dns: Dns) -> Labels:
    """A name below the target's that does not exist, unless a wildcard covers it."""
    return below(dns, fresh_label(dns))


def outside(dns: Dns, domain: bytes = b"org") -> Labels:
    """A name in no zone of the target, unless it has the whole domain."""
    return (b"www", fresh_label(dns), domain)


def padded(suffix: Labels, length: int, width: int) -> Labels:
    """A name of ``length`` octets that ends in ``suffix``: labels of ``width`` octets are before that, one may be less.

    The root's octet counts (RFC 1035 section 3.1).
    """
    room, labels = length - len(octets_of(suffix)), list[bytes]()
    while room > 1:
        size = min(width, room - 1)
        if room - size == 2:  # one octet would be left, which is no label
            size += 1 if size == 1 else -1
        labels.append(b"x" * size)
        room -= size + 1
    return (*labels, *suffix)
