"""Robustness  Single bits"""

from __future__ import annotations

import pytest

from conformance.dns.codes import NOERROR
from conformance.dns.message import Message
from conformance.dns.peer import Dns
from conformance.dns.reader import HEADER, read
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.robustness import ROBUSTNESS
from conformance.dns.robustness.test_counts import LYING_COUNTS
from conformance.dns.robustness.test_malformed_messages import CUT_MESSAGES
from conformance.dns.robustness.test_names_in_queries import LABELS, LENGTHS, LOOPS
from conformance.dns.robustness.test_trailing_octets import TRAILING
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = ROBUSTNESS.section("bits", "Single bits")

WHOLE = 34  # octets of a query for www.example.test
QR_BIT = 16  # a message with it is no query: robustness/responses is about these
PARTS = {0: "id", 2: "flags", 4: "qdcount", 6: "ancount", 8: "nscount", 10: "arcount", HEADER: "name", 30: "type"}
PARTS |= {32: "class"}


def _called(bit: int) -> str:
    part = max(begin for begin in PARTS if begin <= bit // 8)
    return f"{PARTS[part]}-{bit - 8 * part}"


SINGLE_BITS = section.robustness(
    "single-bits",
    role=SERVER,
    text="Answer a query in which one bit is another one by what it then asks for, by an error, or not at all.",
    hint="Look at each field of the query by itself, and answer what you do not know by FORMERR or NOTIMP.",
    rests_on=(ID_COPIED, CUT_MESSAGES, LYING_COUNTS, LABELS, LENGTHS, LOOPS, TRAILING),
)


@verifies(SINGLE_BITS)
@pytest.mark.parametrize("bit", [bit for bit in range(8 * WHOLE) if bit != QR_BIT], ids=_called)
def test_a_bit_of_a_query_is_another_one(dns: Dns, bit: int) -> None:
    octets = bytearray(dns.query("www.example.test").octets)
    octets[bit // 8] ^= 0x80 >> bit % 8
    for reply in dns.tolerated(bytes(octets)):
        assert reply.octets[:2] == octets[:2]
        assert reply.rcode != NOERROR or not reply.answers or _asks_for(read(bytes(octets)), reply)


def _asks_for(query: Message, reply: Message) -> bool:
    """Whether the question can be read, and the reply, if it names one, names the same."""
    same = [one.key for one in reply.questions] in ([], [one.key for one in query.questions])
    return len(query.questions) == 1 and same
