"""RFC 1034 section 3.7.1  Standard queries"""

from __future__ import annotations

import pytest

from conformance.dns.assigned import OTHER_CLASSES, RRSIG, SPECIAL_TYPES
from conformance.dns.codes import AAAA, CH, CNAME, DNAME, MAILA, MAILB, MX, NS, PTR, SOA, SRV, TXT, A
from conformance.dns.facts import require_whole
from conformance.dns.message import Message
from conformance.dns.peer import Dns
from conformance.dns.rfc1034 import RFC1034
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC1034.section("3.7.1", "Standard queries")

SERVER_NAMES = ("version.bind", "id.server", "hostname.bind", "version.server", "authors.bind")
OF_ANY_TYPE = (CNAME, DNAME, RRSIG)  # aliases are followed, and signatures belong to what they sign
MAIL = {MAILB: (7, 8, 9, 14), MAILA: (3, 4, MX)}  # types that these two ask for

CLASS_MATCHES = section.implied(
    "class-matches",
    role=SERVER,
    text="Answer with records of the class that is asked for, and with no others.",
    hint="Compare QCLASS with the class of the zone; answer REFUSED, or no record, where it is another.",
    rests_on=(ID_COPIED,),
)


@verifies(CLASS_MATCHES)
@pytest.mark.parametrize("type_", [None, A], ids=["plainest", "A"])
@pytest.mark.parametrize("klass", OTHER_CLASSES, ids=OTHER_CLASSES.values())
def test_no_record_of_another_class_is_an_answer(dns: Dns, klass: int, type_: int | None) -> None:
    """That there is a reply is asked for elsewhere."""
    for reply in dns.tolerated(dns.query(type=type_, klass=klass).octets):
        assert _classes(reply) <= {klass}


@verifies(CLASS_MATCHES)
@pytest.mark.parametrize("name", SERVER_NAMES)
def test_the_name_of_the_server_has_the_class_that_is_asked_for(dns: Dns, name: str) -> None:
    """Most servers answer these names by what they are called, in the class CH (RFC 4892 section 2)."""
    for reply in dns.tolerated(dns.query(name, TXT, klass=CH).octets):
        assert _classes(reply) <= {CH}


def _classes(reply: Message) -> set[int]:
    return {record.klass for record in reply.answers}


TYPE_MATCHES = section.implied(
    "type-matches",
    role=SERVER,
    text="Answer with records of the type that is asked for, and with no others than aliases to these.",
    hint="Look records up by name and type; where a name has none of the type, send no answer record and RCODE 0.",
    rests_on=(ID_COPIED,),
)


@verifies(TYPE_MATCHES)
@pytest.mark.parametrize("type_", [A, NS, SOA, PTR, MX, TXT, AAAA, SRV, 13, 99, 257, 1000, 65280, 65534])
def test_no_record_of_another_type_is_an_answer(dns: Dns, type_: int) -> None:
    reply = dns.ask(type=type_)
    require_whole(reply)
    assert _types(reply) <= {type_, *OF_ANY_TYPE}


@verifies(TYPE_MATCHES)
@pytest.mark.parametrize("type_", SPECIAL_TYPES, ids=SPECIAL_TYPES.values())
def test_what_is_no_type_of_records_is_answered_by_no_others(dns: Dns, type_: int) -> None:
    """An error is as good as a reply without records here."""
    allowed = {type_, *OF_ANY_TYPE, *MAIL.get(type_, ())}
    for reply in dns.tolerated(dns.query(type=type_).octets):
        require_whole(reply)
        assert _types(reply) <= allowed


def _types(reply: Message) -> set[int]:
    return {record.type for record in reply.answers}
