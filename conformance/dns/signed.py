"""Queries with TSIG records (RFC 8945), and the TSIG records of replies."""

from __future__ import annotations

from dataclasses import dataclass

from conformance.dns.codes import ANY_CLASS, NOTAUTH, TSIG, A
from conformance.dns.message import Message, Record
from conformance.dns.names import Labels, labels_of, octets_of
from conformance.dns.peer import Dns
from conformance.dns.reader import read
from conformance.dns.wire import Query, number, record
from conformance.model import not_applicable

UNKNOWN_KEY = "key-that-nobody-has.invalid"
SHA256 = "hmac-sha256"
MAC = 32  # octets
FUDGE = 300  # seconds
SECONDS = 1_800_000_000  # of the time at which a query says that it was signed


def tsig(id_: int, key: str = UNKNOWN_KEY, algorithm: str = SHA256, mac: bytes = bytes(MAC)) -> bytes:
    """A TSIG record; nobody has its key, so that the MAC may be any octets."""
    data = octets_of(labels_of(algorithm)) + number(SECONDS, 6) + number(FUDGE) + number(len(mac)) + mac
    return record(octets_of(labels_of(key)), TSIG, data + number(id_) + bytes(4), klass=ANY_CLASS)


def signed_query(
    dns: Dns,
    key: str = UNKNOWN_KEY,
    algorithm: str = SHA256,
    *,
    before: tuple[bytes, ...] = (),
    behind: tuple[bytes, ...] = (),
) -> Query:
    """The plainest query, with a TSIG record among other additional records."""
    id_ = dns.query().id
    return dns.query(id=id_, sections=((), (), (*before, tsig(id_, key, algorithm), *behind)))


@dataclass(frozen=True)
class Tsig:
    """What a TSIG record says."""

    key: Labels
    algorithm: Labels
    mac: bytes
    error: int


def tsig_in(reply: Message) -> Tsig | None:
    """The TSIG record of a reply, if there is a whole one."""
    found = next((one for one in reply.records if one.type == TSIG), None)
    return _parts(found) if found else None


def _parts(found: Record) -> Tsig | None:
    name = octets_before_times(found.data)
    size = int.from_bytes(found.data[name + 8 : name + 10], "big")
    rest = found.data[name + 10 + size :]
    if len(rest) < 6:
        return None
    labels = read(bytes(5) + b"\1" + bytes(6) + found.data[:name] + bytes(4)).questions[0].name.labels
    return Tsig(found.name.labels, labels, found.data[name + 10 :][:size], int.from_bytes(rest[2:4], "big"))


def octets_before_times(data: bytes) -> int:
    """Octets of the name of the algorithm, which is not compressed."""
    at = 0
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1


def require_tsig(dns: Dns) -> None:
    """End the case as not applicable where a query with an unknown key is not answered as RFC 8945 says."""
    reply = dns.put(signed_query(dns))
    if reply.rcode != NOTAUTH and tsig_in(reply) is None:
        not_applicable("a query with an unknown key is answered without NOTAUTH and TSIG: the server may not know TSIG")


def other_record() -> bytes:
    """An additional record of another type."""
    return record(b"\0", A, bytes(4))
