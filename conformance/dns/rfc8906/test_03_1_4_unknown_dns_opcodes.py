"""RFC 8906 section 3.1.4  Unknown DNS Opcodes"""

from __future__ import annotations

import pytest

from conformance.dns.assigned import UNKNOWN_OPCODES
from conformance.dns.codes import DSO, NOERROR, NOTIMP, REFUSED, STATUS, TXT
from conformance.dns.message import Message
from conformance.dns.odd_queries import HeadedQuery
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import OPCODE_COPIED
from conformance.dns.rfc8906 import RFC8906
from conformance.dns.wire import number
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC8906.section("3.1.4", "Unknown DNS Opcodes")

KEEPALIVE = number(1) + number(8) + number(15_000, 4) + number(15_000, 4)  # RFC 8490 section 7.1
DSOTYPENI = 11  # a stateful operation that is not implemented (RFC 8490 section 10.2)

NOT_IMPLEMENTED = section.should(
    "notimp",
    role=SERVER,
    text="Answer NOTIMP to a message with an opcode that is not implemented.",
    hint="Look at the opcode, (flags >> 11) & 15, before all else: if it is not 0, answer the header with RCODE 4.",
    rests_on=(OPCODE_COPIED,),
)


@verifies(NOT_IMPLEMENTED)
@pytest.mark.cause
@pytest.mark.parametrize("opcode", UNKNOWN_OPCODES)
def test_an_unknown_opcode_is_not_implemented(dns: Dns, opcode: int) -> None:
    """Each row has a name of its own: forwarders answer all who wait for the same question by one reply."""
    assert _is_not_implemented(dns.ask(f"datagram-{opcode}.example.test", TXT, opcode=opcode), opcode)


@verifies(NOT_IMPLEMENTED)
@pytest.mark.cause
@pytest.mark.parametrize("opcode", UNKNOWN_OPCODES)
def test_an_unknown_opcode_over_tcp_is_not_implemented(dns: Dns, opcode: int) -> None:
    assert _is_not_implemented(dns.stream().ask(f"stream-{opcode}.example.test", TXT, opcode=opcode), opcode)


def _is_not_implemented(reply: Message, opcode: int) -> bool:
    """No RFC says what STATUS does, so a server that implements it may answer NOERROR without records."""
    return reply.rcode == NOTIMP or (opcode == STATUS and reply.rcode == NOERROR and not reply.answers)


@verifies(NOT_IMPLEMENTED)
def test_stateful_operations_are_implemented_or_not(dns: Dns) -> None:
    """A server that implements them may decline this one (RFC 8490 sections 5.1.1 and 5.4.1)."""
    stream = dns.stream()
    session = stream.query(rd=False, opcode=DSO)
    reply = stream.put(HeadedQuery(session.id, flags=session.flags, rest=bytes(8) + KEEPALIVE))
    assert reply.rcode in (NOERROR, NOTIMP, REFUSED, DSOTYPENI)
