"""RFC 5936 section 2.2  AXFR Response"""

from __future__ import annotations

import pytest

from conformance.dns.codes import AXFR
from conformance.dns.facts import AUTHORITATIVE, require_profile, require_whole, zone_of
from conformance.dns.peer import Dns
from conformance.dns.reader import read
from conformance.dns.rfc1034.test_06_2_1_qname_sri_nic_arpa_qtype_a import QUESTION_MATCHES
from conformance.dns.rfc5936 import RFC5936
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC5936.section("2.2", "AXFR Response")

NO_REPLY = -1  # instead of an RCODE

QUESTION_IN_ERROR = section.must(
    "question-in-error",
    role=SERVER,
    text="Copy the question into the message that refuses a zone transfer.",
    hint="Send the question section of the query back in errors too, with QDCOUNT 1.",
    rests_on=(QUESTION_MATCHES,),
)


@verifies(QUESTION_IN_ERROR)
@pytest.mark.parametrize(
    "name", ["", "example.net", "nobody-has-this.invalid", "."], ids=lambda name: name or "the zone"
)
def test_a_refused_transfer_has_the_question(dns: Dns, name: str) -> None:
    """A server may also close the connection (section 2.3)."""
    require_profile(dns.attempt, AUTHORITATIVE)
    stream = dns.stream()
    query = stream.query(name or zone_of(dns.attempt.target), AXFR)
    reply = stream.put(query)
    require_whole(reply)
    if (not reply and not stream.is_closed) or (reply and not reply.rcode):
        not_applicable("the transfer is not refused by a message")
    assert [one.key for one in reply.questions] == [one.key for one in read(query.octets).questions] or stream.is_closed
