"""RFC 4035 section 3.1.6  The AD and CD Bits in an Authoritative Response"""

from __future__ import annotations

import pytest

from conformance.dns.assigned import RRSIG
from conformance.dns.codes import AD, CD, DO, FLAGS, MX, SOA, A
from conformance.dns.facts import AUTHORITATIVE, require_profile
from conformance.dns.peer import Dns
from conformance.dns.rfc4035 import RFC4035
from conformance.dns.sample_names import missing
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC4035.section("3.1.6", "The AD and CD Bits in an Authoritative Response")

NOT_AUTHENTIC = section.must_not(
    "ad-unsigned",
    role=SERVER,
    text="Set AD in a reply with records that are not signed.",
    hint="Clear AD (0x0020) in each reply from your zones; do not copy it from the query.",
)


@verifies(NOT_AUTHENTIC)
@pytest.mark.parametrize("flags", [0, AD, AD | CD], ids=lambda flags: FLAGS.get(flags, f"{flags:#06x}"))
@pytest.mark.parametrize("type_", [None, A, SOA, MX], ids=["plainest", "A", "SOA", "MX"])
def test_an_unsigned_answer_is_not_authentic(dns: Dns, type_: int | None, flags: int) -> None:
    _require_unsigned(dns)
    assert not dns.ask(type=type_, flags=flags).ad


@verifies(NOT_AUTHENTIC)
@pytest.mark.parametrize("flags", [0, AD], ids=["clear", "AD"])
def test_an_unsigned_denial_is_not_authentic(dns: Dns, flags: int) -> None:
    _require_unsigned(dns)
    assert not dns.ask(missing(dns), A, flags=flags).ad


@verifies(NOT_AUTHENTIC)
@pytest.mark.parametrize("flags", [0, AD], ids=["clear", "AD"])
def test_an_unsigned_answer_to_a_client_that_knows_dnssec_is_not_authentic(dns: Dns, flags: int) -> None:
    """DO asks for signatures, and says that AD is understood (RFC 6840 section 5.7)."""
    _require_unsigned(dns)
    assert not dns.ask(flags=flags, edns=Edns(flags=DO)).ad


def _require_unsigned(dns: Dns) -> None:
    """End the case as not applicable unless the target answers from a zone of its own that is not signed."""
    require_profile(dns.attempt, AUTHORITATIVE)
    reply = dns.ask(edns=Edns(flags=DO))
    if not reply.aa:
        not_applicable("the zone is not answered with authority")
    if any(record.type == RRSIG for record in reply.records):
        not_applicable("the zone is signed")
