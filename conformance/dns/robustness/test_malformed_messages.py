"""Robustness  Malformed messages"""

from __future__ import annotations

import pytest

from conformance.dns.codes import NOERROR
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.robustness import ROBUSTNESS
from conformance.harness.engine.survival import Survival
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = ROBUSTNESS.section("malformed", "Malformed messages")

WHOLE = 34  # octets of a query for www.example.test

CUT_MESSAGES = section.robustness(
    "cut-messages",
    role=SERVER,
    text="Answer a message that is cut by an error or not at all, and go on serving.",
    hint="Compare each length with what is left of the datagram before you read, and answer FORMERR where it is less.",
    rests_on=(ID_COPIED,),
)


@verifies(CUT_MESSAGES)
@pytest.mark.parametrize("length", range(WHOLE))
def test_a_query_that_is_cut_gets_no_records(dns: Dns, length: int) -> None:
    octets = dns.query("www.example.test").octets
    for reply in dns.tolerated(octets[:length]):
        assert reply.rcode != NOERROR
        assert not reply.answers


SURVIVES = section.robustness(
    "survives",
    role=SERVER,
    text="No message ends the server or makes it hang.",
    hint="Catch exceptions for each message, in the loop, and bound how often pointers are followed.",
)


@verifies(SURVIVES)
@pytest.mark.sockets("a process that may end")
def test_no_message_ends_the_server(survival: Survival) -> None:
    assert not survival.casualties
