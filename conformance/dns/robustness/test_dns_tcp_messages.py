"""Robustness  Messages over TCP that are odd"""

from __future__ import annotations

import pytest

from conformance.dns.codes import NOERROR, QR, A
from conformance.dns.connections import framed, replies_until
from conformance.dns.over_tcp import tolerated_over_tcp
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.rfc1035.test_04_2_2_tcp_usage_connections import NOT_BLOCKED, SEVERAL
from conformance.dns.rfc7766.test_05_transport_protocol_selection import SAME_CONNECTION
from conformance.dns.rfc7766.test_06_2_1_1_query_pipelining import ALL_ANSWERED, EXPECTED
from conformance.dns.rfc7766.test_08_tcp_message_length_field import FIRST_READ
from conformance.dns.robustness import ROBUSTNESS
from conformance.dns.wire import header, number, question, record
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = ROBUSTNESS.section("dns-tcp", "DNS over TCP")

HEADER = 12
WHOLE = 34  # octets of a query for www.example.test
LARGEST = 65535

OF_STREAMS = (SEVERAL, NOT_BLOCKED, SAME_CONNECTION, FIRST_READ, EXPECTED)

SHORT_LENGTHS = section.robustness(
    "short-lengths",
    role=SERVER,
    text="Close a connection, or ignore the message, where a length is less than a header has octets.",
    hint="Compare the length with 12 before you read a header, and close the connection where it is less.",
    rests_on=(ID_COPIED, *OF_STREAMS),
)


@verifies(SHORT_LENGTHS)
@pytest.mark.parametrize("length", range(HEADER))
def test_a_message_shorter_than_a_header_gets_no_records(dns: Dns, length: int) -> None:
    octets = dns.query("www.example.test").octets[:length]
    for reply in tolerated_over_tcp(dns, dns.stream(), framed(octets)):
        assert reply.rcode != NOERROR
        assert not reply.answers


@verifies(SHORT_LENGTHS)
@pytest.mark.rests_on(ALL_ANSWERED)
@pytest.mark.parametrize("length", range(HEADER))
def test_behind_a_message_shorter_than_a_header_the_connection_goes_on_or_ends(dns: Dns, length: int) -> None:
    _goes_on_or_ends(dns, dns.query("www.example.test").octets[:length])


def _goes_on_or_ends(dns: Dns, odd: bytes) -> None:
    """A plain query in the same segment is answered, or the connection is closed; in between, it would only hang."""
    stream = dns.stream()
    good = stream.query(id=int.from_bytes(odd[:2], "big") ^ 0x5A5A)
    stream.send_message(odd, good.octets)
    replies = replies_until(stream, good)
    assert stream.is_closed or good.id in [reply.id for reply in replies]


CUT_BY_LENGTH = section.robustness(
    "length-less-than-the-message",
    role=SERVER,
    text="Take a message for cut where its length is too small, and do not read octets behind it as a part of it.",
    hint="Hand only as many octets as the length says to the code that reads the message.",
    rests_on=(ID_COPIED, *OF_STREAMS),
)


@verifies(CUT_BY_LENGTH)
@pytest.mark.parametrize("length", range(HEADER, WHOLE))
def test_a_query_that_its_length_cuts_gets_no_records(dns: Dns, length: int) -> None:
    octets = number(length) + dns.query("www.example.test", A).octets
    for reply in tolerated_over_tcp(dns, dns.stream(), octets):
        assert reply.rcode != NOERROR
        assert not reply.answers


MALFORMED = section.robustness(
    "malformed-then-good",
    role=SERVER,
    text="After a malformed message, go on with the next one on the connection, or close it.",
    hint="Catch what the code raises that reads a message, answer FORMERR or close, and go on with the loop.",
    rests_on=(ALL_ANSWERED, CUT_BY_LENGTH),
)

ODD = {
    "a header with a count, and nothing else": header(0x1234, 0, (1, 0, 0, 0)),
    "a label longer than the message": header(0x1234, 0, (1, 0, 0, 0)) + b"\x3fabc",
    "no end of the name": header(0x1234, 0, (1, 0, 0, 0)) + b"\x03www",
    "a pointer to itself": header(0x1234, 0, (1, 0, 0, 0)) + question(b"\xc0\x0c", A),
    "two pointers in a loop": header(0x1234, 0, (1, 0, 0, 0)) + question(b"\xc0\x0e\xc0\x0c", A),
    "a pointer behind the end": header(0x1234, 0, (1, 0, 0, 0)) + question(b"\xff\xff", A),
    "a label of a reserved kind": header(0x1234, 0, (1, 0, 0, 0)) + question(b"\x80\0", A),
    "no type": header(0x1234, 0, (1, 0, 0, 0)) + b"\0",
    "all counts 65535": header(0x1234, 0, (65535,) * 4) + question(b"\0", A),
    "no question": header(0x1234, 0, (0, 0, 0, 0)),
    "an unknown opcode": header(0x1234, 15 << 11, (0, 0, 0, 0)),
    "all flags": header(0x1234, 0x7FFF, (1, 0, 0, 0)) + question(b"\0", A),
    "a record longer than the message": header(0x1234, 0, (1, 0, 0, 1))
    + question(b"\0", A)
    + record(b"\0", A, b"", length=65535),
    "a response": header(0x1234, QR, (1, 0, 0, 0)) + question(b"\0", A),
    "a response with a record": header(0x1234, QR, (1, 1, 0, 0)) + question(b"\0", A) + record(b"\0", A, bytes(4)),
}


@verifies(MALFORMED)
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_behind_an_odd_message_the_connection_goes_on_or_ends(dns: Dns, odd: bytes) -> None:
    _goes_on_or_ends(dns, odd)


LONG = section.robustness(
    "long-messages",
    role=SERVER,
    text="Read a message of any length up to 65,535 octets to its end, or close the connection.",
    hint="Read in a loop until the octets of the length are there, and do not keep them in a buffer of fixed size.",
    rests_on=(ALL_ANSWERED, CUT_BY_LENGTH, MALFORMED),
)


@verifies(LONG)
@pytest.mark.parametrize("length", [100, 512, 513, 1233, 4096, 4097, 16384, 32767, 32768, 65534, 65535])
def test_behind_a_message_with_a_long_tail_the_connection_goes_on_or_ends(dns: Dns, length: int) -> None:
    _goes_on_or_ends(dns, dns.query("www.example.test").octets.ljust(length, b"\0"))


@verifies(LONG)
@pytest.mark.parametrize("count", [2, 100, 2000])
def test_behind_a_query_with_many_records_the_connection_goes_on_or_ends(dns: Dns, count: int) -> None:
    records = [record(b"\xc0\x0c", A, bytes(4))] * count
    _goes_on_or_ends(dns, dns.query("www.example.test", sections=((), (), records)).octets)


OTHERS = section.robustness(
    "other-protocols",
    role=SERVER,
    text="Send no answer to what is not DNS, and go on serving others.",
    hint="Take the first two octets for a length whatever they are, bound how long you wait for the rest, and close.",
    rests_on=(ID_COPIED, *OF_STREAMS),
)

TEXTS = {
    "HTTP": b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n",
    "TLS": b"\x16\x03\x01\x00\xc8\x01\x00\x00\xc4\x03\x03",
    "SSH": b"SSH-2.0-OpenSSH_9.2\r\n",
    "SMTP": b"EHLO a.example\r\n",
    "an empty line": b"\r\n",
}


@verifies(OTHERS)
@pytest.mark.parametrize("octets", TEXTS.values(), ids=TEXTS)
def test_what_is_not_dns_gets_no_answer(dns: Dns, octets: bytes) -> None:
    """It is repeated: if its first two octets are taken for a length, as many follow."""
    length = int.from_bytes(octets[:2], "big")
    text = (octets * (length // len(octets) + 2))[: length + 2]
    for reply in tolerated_over_tcp(dns, dns.stream(), text):
        assert reply.rcode != NOERROR
