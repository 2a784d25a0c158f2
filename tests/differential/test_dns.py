"""The judge's reader, the reference's and dnspython's read the same of the same octets, but for what is listed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from conformance.dns.message import Message, Name
from conformance.dns.names import text_of
from conformance.dns.reader import read
from conformance.dns.wire import Edns, Query
from reference_impls.dns.client import DnsResponse
from reference_impls.dns.errors import Malformed
from reference_impls.dns.example import EXAMPLE
from reference_impls.dns.names import shown
from reference_impls.dns.server import DnsServer, Site
from reference_impls.dns.zone_file import read_zone

NAMES = ("", "www", "alias2", "nope", "a.wild", "many", "sub", "x.old", "unknown", "_dns._udp", r"esc\.dot")
TYPES = (1, 2, 5, 6, 12, 15, 16, 28, 33, 39, 255, 65280)
MUTATIONS = 3000
Row = tuple[str, int, int]


def replies() -> Iterator[bytes]:
    """Replies of the reference to many questions, by UDP and by TCP."""
    server = DnsServer(Site([read_zone(EXAMPLE)], secret=bytes(16)), lambda: 0.0)
    for name in NAMES:
        labels = tuple(filter(None, [*name.encode().split(b"."), b"example", b"test"]))
        for kind in TYPES:
            for edns in (None, Edns(options=[(3, b"")])):
                for over_stream in (False, True):
                    reply = server.respond(Query(7, labels, kind, edns=edns).octets, over_stream=over_stream)
                    assert reply
                    yield reply


def damaged() -> Iterator[bytes]:
    """Replies with octets changed, cut off or put in; the same in every run."""
    chance, whole = random.Random(1), list(replies())
    for _ in range(MUTATIONS):
        octets = bytearray(chance.choice(whole))
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(octets))
            octets[at : at + chance.choice((0, 1, 1, 2))] = chance.randbytes(chance.choice((0, 1, 1)))
        yield bytes(octets)


def of_judge(message: Message) -> list[Row]:
    return [(text_of(one.name.labels).removesuffix("."), one.type, one.ttl) for one in message.records]


def of_reference(octets: bytes) -> list[Row] | None:
    try:
        return [(shown(one.name).removesuffix("."), one.type, one.ttl) for one in DnsResponse(octets).records]
    except Malformed:
        return None


def test_what_the_reference_writes_is_whole_to_the_judge() -> None:
    for octets in replies():
        message = read(octets)
        assert message.is_whole, message.trouble
        assert [name or "." for name, *_ in of_judge(message)] == [
            name or "." for name, *_ in of_reference(octets) or []
        ]


def is_stricter(message: Message) -> bool:
    """The reference refuses pointers that do not point backwards, and the judge reads what they point to."""
    names = [one.name for one in message.questions] + [one.name for one in message.records]
    return any(not goes_back(name) for name in names)


def goes_back(name: Name) -> bool:
    """Whether each pointer points to a place before all that was read of the name."""
    places = [name.at, *(place for _, place in name.pointers)]
    return all(later < earlier for earlier, later in pairwise(places))


def test_damaged_messages_are_read_alike() -> None:
    """The reference's reader of records looks into no data; faults of names in data are for the judge alone."""
    for octets in damaged():
        message, reference = read(octets), of_reference(octets)
        in_data = all(not fault.ends and " in the data of " in fault.what for fault in message.faults)
        in_data |= message.trouble.endswith("an option is longer than the data of its OPT record")
        is_read = bool(message.has_header and in_data and not message.left_over)
        if is_read != (reference is not None):
            assert is_read, (octets.hex(), message.trouble)
            assert is_stricter(message), octets.hex()
        elif reference is not None:
            assert [row[1:] for row in of_judge(message)] == [row[1:] for row in reference]


@pytest.fixture(scope="module")
def dnspython() -> Any:
    return pytest.importorskip("dns.message", reason="dnspython is an extra: [real]")


def test_dnspython_reads_the_same_of_whole_replies(dnspython: Any) -> None:
    for octets in replies():
        message, other = read(octets), dnspython.from_wire(octets)
        assert (other.id, int(other.rcode()), other.edns) == (message.id, message.rcode, 0 if message.opt else -1)
        counted = [sum(len(rrset) for rrset in section) for section in other.sections[1:]]
        assert counted == [len(part) for part in (message.answers, message.authority, message.additional)]
