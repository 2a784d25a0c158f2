"""What kind of server a target is: found by well-formed queries, and never where nobody answers."""

from __future__ import annotations

import pytest

from conformance.dns.facts import QUESTIONS
from conformance.harness.case.target import Target
from conformance.harness.net.transport import free_port
from conformance.harness.net.url import Url
from conformance.harness.targets.measurement import measure_behaviour, recognize
from conformance.model import TargetGone
from reference_impls.dns.example import EXAMPLE
from reference_impls.dns.message import Query, Reply
from reference_impls.dns.server import DnsServer, Site
from reference_impls.dns.zone_file import read_zone
from reference_impls.sansio import Connection
from tests.dns.scripted import PATIENCE, reply_to, target_of
from tests.kit.measured import PROTOCOLS, target_at
from tests.kit.scripted_datagrams import Scripted
from tests.kit.virtual_clock import VirtualClock

ADDRESS = b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\xc0\0\2\1"


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


def reference(kind: type[DnsServer] = DnsServer, identity: bytes = b"reference") -> DnsServer:
    return kind(Site([read_zone(EXAMPLE)], identity, bytes(16)), lambda: 0.0)


def one_address(number: int, query: bytes) -> list[bytes]:
    """A student's first server."""
    return [query[:2] + b"\x84\0\0\1\0\1\0\0\0\0" + query[12:] + ADDRESS]


def found(target: Target) -> dict[str, str]:
    capabilities = recognize(target).target.capabilities
    return {name.removeprefix("dns."): value for name, value in capabilities.items()}


def test_a_server_of_a_zone_is_found_with_its_zone(clock: VirtualClock) -> None:
    is_so = {"profile": "authoritative", "zone": "example.test", "name": "example.test"}
    assert found(target_of(reference(), clock)) == is_so
    assert clock.now() == 0


def test_what_the_user_says_is_not_looked_for(clock: VirtualClock) -> None:
    given = {"profile": "recursive", "zone": "example.test", "name": "www.example.test"}
    assert found(target_of(reference(), clock, **given)) == given


class Recurses(DnsServer):
    """Says that it recurses."""

    def flags(self, query: Query) -> int:
        return super().flags(query) | 0x80

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        reply.flags &= ~0x400
        return reply


def test_a_resolver_is_known_by_ra(clock: VirtualClock) -> None:
    assert found(target_of(reference(Recurses), clock)) == {"profile": "recursive"}


def test_a_resolver_that_reaches_nobody_is_asked_without_recursion(clock: VirtualClock) -> None:
    core = Scripted(lambda number, query: [] if query[2] & 1 else [reply_to(query[:3] + b"\x80" + query[4:])])
    assert found(target_of(core, clock)) == {"profile": "minimal"}


def test_a_server_that_answers_all_names_alike_is_minimal(clock: VirtualClock) -> None:
    assert found(target_of(Scripted(one_address), clock)) == {"profile": "minimal", "name": "localhost"}


def test_a_server_that_refuses_everything_is_minimal(clock: VirtualClock) -> None:
    assert found(target_of(Scripted(lambda number, query: [reply_to(query, 5)]), clock)) == {"profile": "minimal"}


def test_a_silent_server_is_given_two_patiences(clock: VirtualClock) -> None:
    with pytest.raises(TargetGone, match=r"^no answer to 4 queries within 4 s$"):
        recognize(target_of(Scripted(lambda number, query: []), clock))
    assert clock.now() == 2 * PATIENCE


def test_a_refused_port_is_no_target() -> None:
    with pytest.raises(TargetGone, match="nobody receives datagrams at 127"):
        recognize(target_at(Url("dns", "127.0.0.1", free_port()), PROTOCOLS["dns"], PATIENCE))


class HasNoTcp(DnsServer):
    def connection(self) -> Connection | None:
        return None


def facts_of(target: Target) -> dict[str, str]:
    facts = measure_behaviour(recognize(target).target).target.measured
    return {name: value for name, value in facts.items() if name != QUESTIONS}


def test_facts_about_the_reference(clock: VirtualClock) -> None:
    facts = {"edns": "yes", "tcp": "yes", "alike": "no", "cut": "no", "server": "reference, reference"}
    assert facts_of(target_of(reference(), clock)) == facts


def test_facts_about_a_server_without_tcp(clock: VirtualClock) -> None:
    assert facts_of(target_of(reference(HasNoTcp), clock))["tcp"] == "no"


def test_facts_about_a_server_that_answers_one_address(clock: VirtualClock) -> None:
    facts = facts_of(target_of(Scripted(one_address), clock))
    assert facts == {"edns": "no", "tcp": "no", "alike": "yes", "cut": "no"}


def test_what_a_server_calls_itself_is_escaped_and_bounded(clock: VirtualClock) -> None:
    server = measure_behaviour(recognize(target_of(reference(identity=b"\x1b[31m" + 200 * b"x"), clock)).target).target
    assert server.server.startswith(r"\x1b[31mxx")
    assert len(server.server) == 80
