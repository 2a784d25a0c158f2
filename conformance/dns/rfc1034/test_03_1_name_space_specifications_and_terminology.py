"""RFC 1034 section 3.1  Name space specifications and terminology"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.dns.codes import FORMERR, MX, NS, SOA, TXT, A
from conformance.dns.names import ROOT, Labels, lowered
from conformance.dns.peer import Dns
from conformance.dns.rfc1034 import RFC1034
from conformance.dns.rfc1034.test_06_2_1_qname_sri_nic_arpa_qtype_a import QUESTION_MATCHES
from conformance.dns.sample_names import below, outside
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC1034.section("3.1", "Name space specifications and terminology")


def _alternating(first: int) -> Callable[[bytes], bytes]:
    """Every second octet of a label in upper case, from the first or the second on."""
    return lambda label: bytes(
        one - 32 if at % 2 == first and chr(one).islower() else one for at, one in enumerate(label)
    )


QUESTION_HOME = "rfc1034/6.2.1/question-matches"  # the requirement that reports a reply with another question
CASES: dict[str, Callable[[bytes], bytes]] = {
    "upper": bytes.upper,
    "first-letter": bytes.capitalize,
    "last-letter": lambda label: label[:-1] + label[-1:].upper(),
    "odd-letters": _alternating(0),
    "even-letters": _alternating(1),
}

CASE_KEPT = section.should(
    "case-kept",
    role=SERVER,
    text="Keep the case of the name in the question when you send it back.",
    hint="Copy the octets of the question section, and compare names in lower case without changing them.",
    rests_on=(QUESTION_MATCHES,),
)


@verifies(CASE_KEPT)
@pytest.mark.parametrize("change", CASES.values(), ids=CASES)
def test_the_case_of_a_name_that_exists_is_kept(dns: Dns, change: Callable[[bytes], bytes]) -> None:
    _assert_kept(dns, tuple(map(change, below(dns))))


@verifies(CASE_KEPT)
@pytest.mark.parametrize("change", CASES.values(), ids=CASES)
def test_the_case_of_a_name_that_does_not_exist_is_kept(dns: Dns, change: Callable[[bytes], bytes]) -> None:
    _assert_kept(dns, tuple(map(change, below(dns, b"nobody-is-here"))))


@verifies(CASE_KEPT)
@pytest.mark.parametrize("change", CASES.values(), ids=CASES)
def test_the_case_of_a_name_outside_is_kept(dns: Dns, change: Callable[[bytes], bytes]) -> None:
    """A resolver finds it without asking anyone: nobody has a name below ``invalid`` (RFC 6761 section 6.4)."""
    _assert_kept(dns, tuple(map(change, outside(dns, b"invalid"))))


def _assert_kept(dns: Dns, name: Labels) -> None:
    if name == lowered(name):
        not_applicable("the name has no letters to change")
    reply = dns.ask(name, A)
    asked = [question.name.labels for question in reply.questions]
    if list(map(lowered, asked)) != [lowered(name)]:
        not_applicable(f"the reply has no question or another; where that is wrong, {QUESTION_HOME} reports it")
    assert asked == [name]


ROOT_ASKED = section.implied(
    "root-is-a-name",
    role=SERVER,
    text="Read a question for the root, whose name is the single octet 0, as any other.",
    hint="A name may have no label at all: end the loop that reads labels before its first round if the octet is 0.",
)


@verifies(ROOT_ASKED)
@pytest.mark.parametrize("type_", [NS, SOA, A, MX, TXT, 1000])
def test_the_root_is_a_name(dns: Dns, type_: int) -> None:
    """Without recursion, so that no other server is to be asked; what is said is free, but not that it is malformed.

    Some servers are silent about every name that is in none of their zones.
    """
    for name in (None, outside(dns)):
        other = dns.ask(name, type_, rd=False)
        if not other or other.rcode == FORMERR:
            not_applicable("a question of this type for another name gets FORMERR as well, or no reply")
    reply = dns.ask(ROOT, type_, rd=False)
    assert reply
    assert reply.rcode != FORMERR
