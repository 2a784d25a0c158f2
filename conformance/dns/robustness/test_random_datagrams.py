"""Robustness  Random datagrams"""

from __future__ import annotations

import pytest

from conformance.dns.message import Message
from conformance.dns.odd_flight import tolerated_together
from conformance.dns.odd_messages import odd_query, open_name, owners_in
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.robustness import ROBUSTNESS
from conformance.dns.robustness.test_counts import LYING_COUNTS
from conformance.dns.robustness.test_malformed_messages import CUT_MESSAGES
from conformance.dns.robustness.test_names_in_queries import LABELS, LENGTHS, LOOPS
from conformance.dns.robustness.test_questions import NO_QUESTION
from conformance.dns.robustness.test_records_in_queries import RECORDS
from conformance.dns.robustness.test_trailing_octets import TRAILING
from conformance.dns.wire import header
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = ROBUSTNESS.section("random", "Random datagrams")

LONGEST_REPLY = 512  # octets
TOGETHER = 20  # datagrams of a row
FLOOD = 50  # times so many

OTHERS = {
    "zeros-1": bytes(1),
    "zeros-12": bytes(12),
    "zeros-13": bytes(13),
    "zeros-512": bytes(512),
    "ones-12": 12 * b"\xff",
    "ones-64": 64 * b"\xff",
    "ones-512": 512 * b"\xff",
    "http": b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "tls": b"\x16\x03\x01\x00\x2f\x01\x00\x00\x2b\x03\x03" + bytes(range(32)) + b"\0\0\x02\x13\x01\x01\0\0\0",
    "ntp": b"\x23" + bytes(47),
    "sip": b"OPTIONS sip:a@localhost SIP/2.0\r\nVia: SIP/2.0/UDP localhost\r\n\r\n",
    "snmp": bytes.fromhex("302602010104067075626c6963a019020101020100020100300e300c06082b060102010101000500"),
    "tftp": b"\0\x01boot\0octet\0",
    "coap": bytes.fromhex("40011234bb2e77656c6c2d6b6e6f776e04636f7265"),
    "length-before": b"\0\x1e" + header(0x1234, 0, (1, 0, 0, 0)) + b"\7example\4test\0\0\1\0\1",
    "format": b"%s%n%n%n%s%s%x%x%d%d%d%d",
    "line-end": b"\r\n",
    "no-utf-8": 40 * b"\xfe\xff",
}

OF_OTHERS = section.robustness(
    "other-protocols",
    role=SERVER,
    text="Answer a datagram of another protocol by an error or not at all, and go on serving.",
    hint="Catch exceptions for each datagram, in the loop, whatever it holds.",
    rests_on=(ID_COPIED, CUT_MESSAGES, NO_QUESTION),
)


@verifies(OF_OTHERS)
@pytest.mark.parametrize("octets", OTHERS.values(), ids=OTHERS)
def test_a_datagram_of_another_protocol_is_survived(dns: Dns, octets: bytes) -> None:
    assert has_nothing(dns.tolerated(octets))


def has_nothing(replies: list[Message]) -> bool:
    """Whether no reply has an answer, or is longer than a client without EDNS takes."""
    return all(not reply.answers and len(reply.octets) <= LONGEST_REPLY for reply in replies)


RANDOM = section.robustness(
    "random-datagrams",
    role=SERVER,
    text="Answer random octets by short errors or not at all, and go on serving.",
    hint="Catch exceptions for each datagram, in the loop, and bound every loop by the octets that are left.",
    rests_on=(ID_COPIED, CUT_MESSAGES, LYING_COUNTS, LOOPS, LABELS, LENGTHS, RECORDS, TRAILING),
)


@verifies(RANDOM)
@pytest.mark.parametrize("part", range(10))
@pytest.mark.parametrize("kind", ["anything", "behind-a-header", "behind-a-name", "behind-a-question"])
def test_random_datagrams_are_survived(dns: Dns, kind: str, part: int) -> None:
    """They are the same in every run; each row has others. A question that can be read may be answered as usual."""
    usual = owners_in(dns.ask()) if kind == "behind-a-question" else set()
    replies = tolerated_together(dns, [_random(dns, kind) for _ in range(TOGETHER)])
    assert has_nothing([reply for reply in replies if owners_in(reply) != usual])


def _random(dns: Dns, kind: str) -> bytes:
    """Random octets; all but the first kind begin as a query does."""
    octets = dns.attempt.octets(1 + int.from_bytes(dns.attempt.octets(2), "big") % 480)
    if kind == "anything":
        return octets
    if kind == "behind-a-header":
        return header(dns.query().id, 0, (1, 0, 0, 0)) + octets
    if kind == "behind-a-name":
        return header(dns.query().id, 0, (1, 0, 0, 0)) + open_name(dns) + octets
    return odd_query(dns, open_name(dns) + b"\0", counts=(1, 1, 1, 1), tail=octets).octets


MANY = section.robustness(
    "many-malformed",
    role=SERVER,
    text="Answer plain queries that come among a thousand malformed ones.",
    hint="Spend no more on a message that you refuse than on any other: no pause, no restart, nothing kept of it.",
    rests_on=(ID_COPIED, RANDOM),
)


@verifies(MANY)
@pytest.mark.alone
def test_plain_queries_are_answered_among_many_malformed_ones(dns: Dns) -> None:
    """A slow server gets fewer: the row ends after some patiences."""
    until = dns.attempt.clock.now() + 2 * dns.attempt.patience
    for number in range(FLOOD):
        tolerated_together(dns, [_random(dns, "behind-a-name") for _ in range(TOGETHER)], many=True)
        if dns.attempt.clock.now() > until and number:
            break
