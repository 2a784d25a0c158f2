"""Robustness  Responses sent to a server"""

from __future__ import annotations

import pytest

from conformance.dns.codes import QR, A
from conformance.dns.names import octets_of
from conformance.dns.odd_messages import labels_asked
from conformance.dns.peer import Dns
from conformance.dns.reader import HEADER
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED, QR_SET
from conformance.dns.robustness import ROBUSTNESS
from conformance.dns.wire import record
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = ROBUSTNESS.section("responses", "Responses sent to a server")

RESPONSES = section.robustness(
    "responses-are-not-answered",
    role=SERVER,
    text="Send nothing in answer to a message with QR set, which is a response: two servers could go on for ever.",
    hint="Drop a message whose third octet has the highest bit set, before anything else is read of it.",
    rests_on=(ID_COPIED, QR_SET),
)


@verifies(RESPONSES)
@pytest.mark.parametrize("opcode", range(16))
def test_a_question_with_qr_is_not_answered(dns: Dns, opcode: int) -> None:
    assert dns.tolerated(dns.query(flags=QR, opcode=opcode).octets) == []


@verifies(RESPONSES)
@pytest.mark.parametrize("rcode", range(16))
def test_a_response_with_a_code_is_not_answered(dns: Dns, rcode: int) -> None:
    assert dns.tolerated(dns.query(flags=QR | rcode).octets) == []


@verifies(RESPONSES)
@pytest.mark.parametrize("length", range(HEADER, 34))
def test_a_response_that_is_cut_is_not_answered(dns: Dns, length: int) -> None:
    """A server must not complain of it either."""
    assert dns.tolerated(dns.query("www.example.test", flags=QR).octets[:length]) == []


@verifies(RESPONSES)
@pytest.mark.parametrize("octets", [12, 64, 512])
def test_octets_with_all_bits_set_are_not_answered(dns: Dns, octets: int) -> None:
    assert dns.tolerated(octets * b"\xff") == []


@verifies(RESPONSES)
def test_a_response_with_an_answer_is_not_answered(dns: Dns) -> None:
    """It has the identifier of a query that was answered before. A second reply to that one is for another socket."""
    earlier, name = dns.query(), octets_of(labels_asked(dns))
    dns.put(earlier)
    answer = record(b"\xc0\x0c", A, bytes((192, 0, 2, 77)), ttl=60)
    octets = dns.query(name, id=earlier.id, flags=QR, sections=((answer,), (), ())).octets
    assert dns.another().tolerated(octets) == []


@verifies(RESPONSES)
def test_its_own_reply_is_not_answered(dns: Dns) -> None:
    reply = dns.ask()
    assert dns.another().tolerated(reply.octets) == []


@verifies(RESPONSES)
def test_its_own_error_is_not_answered(dns: Dns) -> None:
    """The server is asked for nothing first, which it may refuse by FORMERR."""
    errors = [one for one in dns.tolerated(dns.query("www.example.test").octets[:20]) if one.has_header]
    if not errors:
        not_applicable("the target answers no malformed message, as is legal")
    assert dns.another().tolerated(errors[0].octets) == []
