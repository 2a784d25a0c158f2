"""RFC 1035 section 4.1.1  Header section format: the fields that only responses have, and many queries at once"""

from __future__ import annotations

import pytest

from conformance.dns.codes import AA, HS, NOERROR, NXDOMAIN, SOA, TC, A
from conformance.dns.facts import AUTHORITATIVE, require_names_that_differ, require_profile, zone_of
from conformance.dns.message import Message
from conformance.dns.names import Labels, lowered
from conformance.dns.peer import Dns
from conformance.dns.questions import How
from conformance.dns.rfc1035 import RFC1035
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.sample_names import OUTSIDE_DOMAINS, below, fresh_label, outside
from conformance.dns.shown import described
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC1035.section("4.1.1", "Header section format")

MANY = 100  # queries
TRIES = 3
UNKNOWN_TYPE = 1000
QUESTION_HOME = "rfc1034/6.2.1/question-matches"  # the requirement that reports a reply with another question

EACH_ITS_OWN = section.implied(
    "id-of-its-query",
    role=SERVER,
    text="Give each reply the identifier of the query that it answers, however many queries have arrived.",
    hint="Keep identifier, question and the client's address of each query together; share no buffer between queries.",
    rests_on=(ID_COPIED,),
)


@verifies(EACH_ITS_OWN)
@pytest.mark.parametrize("count", [2, 10, MANY])
def test_each_reply_has_the_identifier_of_its_question(dns: Dns, count: int) -> None:
    """That a datagram is lost is no fault, nor that a server which was asked too much refuses."""
    names = [below(dns, b"q%d" % number) for number in range(count)]
    if _another_name(dns.ask(names[0], A), names[0]):
        not_applicable(f"the reply to a single query has another question, which {QUESTION_HOME} reports")
    replies = dns.flight([dns.query(name, A) for name in names])
    mixed_up = [reply for name, reply in zip(names, replies, strict=True) if _another_name(reply, name)]
    if mixed_up:
        dns.attempt.observed(described(mixed_up[0]))
    assert not mixed_up


def _another_name(reply: Message, name: Labels) -> bool:
    """Whether a reply that says if a name exists is about another one."""
    asked = [lowered(question.name.labels) for question in reply.questions]
    return reply.rcode in (NOERROR, NXDOMAIN) and asked not in ([], [lowered(name)])


AA_IS_OF_RESPONSES = section.implied(
    "aa-not-copied",
    role=SERVER,
    text="Set AA for what the reply says, whatever AA of the query is.",
    hint="Keep the opcode and RD of the query's flags, flags & 0x7900, and nothing else.",
)
WITHOUT_AUTHORITY: dict[str, How] = {"class": {"klass": HS}, "root": {"rd": False}, "status": {"opcode": 2}}


@verifies(AA_IS_OF_RESPONSES)
@pytest.mark.parametrize("how", WITHOUT_AUTHORITY.values(), ids=WITHOUT_AUTHORITY)
def test_aa_of_a_query_is_not_copied(dns: Dns, how: How) -> None:
    """Asked is for what the target has no authority for."""
    plain, flagged = dns.flight([dns.query((), A, **how), dns.query((), A, **how | {"flags": AA})])
    if plain.aa or not plain or not flagged.qr:
        not_applicable("the reply to a query without AA has AA, or there is no response with QR")
    dns.attempt.observed(described(flagged))
    assert not flagged.aa


AA_IS_AUTHORITY = section.implied(
    "aa-needs-a-zone",
    role=SERVER,
    text="Set AA only if you are an authority for the name in the question.",
    hint="Compare names label by label from the end; a name that is in none of your zones gets REFUSED, and AA clear.",
)


@verifies(AA_IS_AUTHORITY)
@pytest.mark.parametrize("domain", OUTSIDE_DOMAINS, ids=bytes.decode)
@pytest.mark.parametrize("type_", [A, SOA], ids=["A", "SOA"])
def test_there_is_no_authority_for_names_outside(dns: Dns, domain: bytes, type_: int) -> None:
    _require_one_zone(dns)
    name = outside(dns, domain)
    assert not _claims_authority(dns, name, type_)


@verifies(AA_IS_AUTHORITY)
@pytest.mark.parametrize("type_", [A, SOA], ids=["A", "SOA"])
@pytest.mark.parametrize("kind", ["longer-label", "zone-in-front", "dot-in-a-label", "last-label-twice"])
def test_there_is_no_authority_for_names_that_look_alike(dns: Dns, kind: str, type_: int) -> None:
    """Comparing texts rather than labels takes these names for some in the zone."""
    zone, fresh = _require_one_zone(dns), fresh_label(dns)
    name: Labels = {
        "longer-label": (fresh[:8] + zone[0][:50], *zone[1:]),
        "zone-in-front": (*zone[:20], fresh, b"org"),
        "dot-in-a-label": (fresh + b"." + zone[0][:40], *zone[1:]),
        "last-label-twice": (*zone[:20], fresh, zone[-1][:30] + b"x"),
    }[kind]
    assert not _claims_authority(dns, name, type_)


@verifies(AA_IS_AUTHORITY)
def test_there_is_no_authority_for_the_parent(dns: Dns) -> None:
    parent = _require_one_zone(dns)[1:]
    assert not _claims_authority(dns, parent, SOA)


def _require_one_zone(dns: Dns) -> Labels:
    """The zone of an authoritative target; not applicable if that is the root."""
    require_profile(dns.attempt, AUTHORITATIVE)
    require_names_that_differ(dns.attempt)
    zone = zone_of(dns.attempt.target)
    if not zone:
        not_applicable("the target has the root zone, and so is an authority for all names")
    return zone


def _claims_authority(dns: Dns, name: Labels, type_: int) -> bool:
    """Whether a reply has AA and records, and no SOA record says of which zone above the name it speaks.

    Such a record would say that the target has a zone which is not known here. An NXDOMAIN without records may be that
    of a name that RFC 6761 wants to be known as special.
    """
    reply, of_zone = dns.flight([dns.query(name, type_), dns.query(name, SOA)])
    starts = [_starts(one) for one in (reply, of_zone)]
    has_zone = any(lowered(name[len(name) - len(start) :]) == lowered(start) for start in starts[0] + starts[1])
    dns.attempt.observed(described(reply))
    return reply.aa and reply.rcode in (NOERROR, NXDOMAIN) and bool(reply.answers or starts[0]) and not has_zone


def _starts(reply: Message) -> list[Labels]:
    """The zones that a reply names by their SOA records."""
    return [record.name.labels for record in reply.answers + reply.authority if record.type == SOA]


AA_IN_THE_ZONE = section.implied(
    "aa-in-zone",
    role=SERVER,
    text="Set AA in replies about names in your zone: also over TCP, and where there is no such name or type.",
    hint="Set AA where the zone of the name is found, before looking up name and type; clear it in referrals only.",
)


@verifies(AA_IN_THE_ZONE)
def test_there_is_authority_for_the_zone_over_tcp(dns: Dns) -> None:
    zone = _require_authority(dns)
    _assert_authority(dns, dns.stream().ask(zone, SOA), NOERROR)


@verifies(AA_IN_THE_ZONE)
def test_there_is_authority_for_a_name_that_does_not_exist(dns: Dns) -> None:
    """A name error is an authoritative one (RFC 1034 section 4.3.2)."""
    zone = _require_authority(dns)
    _assert_authority(dns, dns.ask((fresh_label(dns), *zone), A), NXDOMAIN)


@verifies(AA_IN_THE_ZONE)
def test_there_is_authority_for_a_type_that_does_not_exist(dns: Dns) -> None:
    zone = _require_authority(dns)
    _assert_authority(dns, dns.ask(zone, UNKNOWN_TYPE), NOERROR)


def _require_authority(dns: Dns) -> Labels:
    """The zone of a target that says by UDP that it is an authority for it.

    A cache in front of a server sets AA where it has to ask the server, and clears it later.
    """
    zone = _require_one_zone(dns)
    reply = dns.ask(zone, SOA)
    if not reply.aa or reply.rcode != NOERROR:
        not_applicable("the reply to the question for the SOA record of the zone has no AA, over UDP")
    return zone


def _assert_authority(dns: Dns, reply: Message, rcode: int) -> None:
    if reply.rcode != rcode:
        not_applicable(f"there is no reply with RCODE {rcode}")
    dns.attempt.observed(described(reply))
    assert reply.aa


TC_MEANS_CUT = section.implied(
    "tc-not-copied",
    role=SERVER,
    text="Set TC only if the reply is cut, whatever TC of the query is.",
    hint="Keep the opcode and RD of the query's flags, flags & 0x7900, and set TC where you leave records out.",
)


@verifies(TC_MEANS_CUT)
def test_tc_of_a_query_is_not_copied(dns: Dns) -> None:
    """A server that limits its rate may cut some replies, but not each of these and none without the flag."""
    flagged, plain = ([dns.ask(flags=flags) for _ in range(TRIES)] for flags in (TC, 0))
    if any(reply.tc for reply in plain):
        not_applicable("the reply to the query without TC has TC")
    dns.attempt.observed(described(flagged[-1]))
    assert not all(reply.tc for reply in flagged)


@verifies(TC_MEANS_CUT)
def test_tc_of_a_query_over_tcp_is_not_copied(dns: Dns) -> None:
    stream = dns.stream()
    if stream.ask().tc:
        not_applicable("the reply to the query without TC has TC")
    assert not dns.stream().ask(flags=TC).tc


RCODE_IS_OF_RESPONSES = section.implied(
    "rcode-not-copied",
    role=SERVER,
    text="Set the RCODE for what became of the query, whatever the RCODE of the query is.",
    hint="Begin the flags of the reply with flags & 0x7900 of the query, so that its last four bits are clear.",
)


@verifies(RCODE_IS_OF_RESPONSES)
@pytest.mark.parametrize("rcode", [3, 6, 7, 8, *range(10, 16)])
def test_the_rcode_of_a_query_is_not_copied(dns: Dns, rcode: int) -> None:
    """Those that may be said of a query that is refused or not understood are left out: 1, 2, 4, 5 and 9."""
    plain, other = dns.flight([dns.query(), dns.query(flags=rcode)])
    if plain.rcode == rcode:
        not_applicable("the reply to the plain query has this RCODE")
    dns.attempt.observed(described(other))
    assert other.rcode != rcode
