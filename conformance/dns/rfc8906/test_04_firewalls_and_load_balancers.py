"""RFC 8906 section 4  Firewalls and Load Balancers"""

from __future__ import annotations

import pytest

from conformance.dns.assigned import OTHER_CLASSES, SPECIAL_TYPES
from conformance.dns.codes import ANY, ANY_CLASS, CH, TXT, A
from conformance.dns.peer import Dns
from conformance.dns.rfc8906 import RFC8906
from conformance.dns.rfc8906.test_03_1_2_unknown_unsupported_type_queries import TYPES_ANSWERED
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC8906.section("4", "Firewalls and Load Balancers")

SERVER_NAMES = ("version.bind", "id.server", "hostname.bind", "version.server", "authors.bind")

SPECIAL_ANSWERED = section.should_not(
    "special-types-dropped",
    role=SERVER,
    text="Drop a query for a type that is not understood: those that no record has are to be answered as well.",
    hint="Answer types 0, 41 and 128 to 254 by FORMERR, NOTIMP, or NOERROR without records.",
    rests_on=(TYPES_ANSWERED,),
)


@verifies(SPECIAL_ANSWERED)
@pytest.mark.parametrize("type_", [*SPECIAL_TYPES, ANY], ids=[*SPECIAL_TYPES.values(), "ANY"])
def test_a_query_for_a_special_type_is_answered(dns: Dns, type_: int) -> None:
    assert dns.ask(type=type_)


CLASSES_ANSWERED = section.should_not(
    "classes-dropped",
    role=SERVER,
    text="Drop a query for a class that is not known.",
    hint="Answer a class that you do not serve by REFUSED, instead of returning early.",
)


@verifies(CLASSES_ANSWERED)
@pytest.mark.parametrize("klass", [*OTHER_CLASSES, ANY_CLASS], ids=[*OTHER_CLASSES.values(), "ANY"])
def test_a_query_for_another_class_is_answered(dns: Dns, klass: int) -> None:
    assert dns.ask(type=A, klass=klass)


@verifies(CLASSES_ANSWERED)
@pytest.mark.parametrize("name", SERVER_NAMES)
def test_a_query_for_the_name_of_the_server_is_answered(dns: Dns, name: str) -> None:
    """Whether it is answered by a name or by an error (RFC 4892 section 2)."""
    assert dns.ask(name, TXT, klass=CH)
