"""The harness as a DNS client: what it repeats, what it waits for, and what it takes for a reply."""

from __future__ import annotations

import pytest

from conformance.dns.over_tcp import tolerated_over_tcp
from conformance.model import Endless, NotApplicable
from reference_impls.dns.example import EXAMPLE
from reference_impls.dns.server import DnsServer, Site
from reference_impls.dns.zone_file import read_zone
from tests.dns.scripted import PATIENCE, client_of, reply_to
from tests.kit.scripted_datagrams import Scripted
from tests.kit.virtual_clock import VirtualClock
from tests.variants.dns.servers import LimitsErrors


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


def test_a_query_that_is_lost_is_sent_again_within_the_patience(clock: VirtualClock) -> None:
    core = Scripted(lambda number, octets: [reply_to(octets)][: number - 1])
    dns = client_of(core, clock)
    assert dns.ask("a.example").rcode == 0
    assert len(core.received) == 2
    assert clock.now() == PATIENCE / 2
    assert not dns.attempt.silent


def test_silence_is_false_and_takes_one_patience(clock: VirtualClock) -> None:
    dns = client_of(Scripted(lambda number, octets: []), clock)
    reply = dns.ask("a.example")
    assert (bool(reply), reply.rcode, reply.id) == (False, -1, -1)
    assert clock.now() == PATIENCE
    assert dns.attempt.silent


def test_a_reply_that_is_cut_to_nothing_is_a_reason_to_try_again(clock: VirtualClock) -> None:
    """NSD, with its usual options, sends these where it gets many queries of a kind in a second."""
    tc = 0x02
    dns = client_of(Scripted(lambda number, octets: [octets[:2] + bytes([0x80 | tc, 0]) + octets[4:]]), clock)
    assert dns.ask("a.example").tc
    assert dns.attempt.silent


def test_a_reply_with_another_identifier_is_returned(clock: VirtualClock) -> None:
    dns = client_of(Scripted(lambda number, octets: [b"\0\0" + reply_to(octets)[2:]]), clock)
    assert dns.ask("a.example", id=77).id == 0


def test_a_late_reply_to_an_earlier_query_is_not_taken_for_that_to_the_next(clock: VirtualClock) -> None:
    held = list[bytes]()

    def answers(number: int, octets: bytes) -> list[bytes]:
        held.append(reply_to(octets))
        return [held[0]] if number == 1 else [held[0], held[-1]]

    dns = client_of(Scripted(answers), clock)
    first, second = dns.ask("a.example"), dns.ask("b.example")
    assert [reply.questions[0].name.labels[0] for reply in (first, second)] == [b"a", b"b"]


def test_a_flight_is_paired_by_identifiers_and_asks_again_for_what_is_missing(clock: VirtualClock) -> None:
    lost = set[int]()

    def answers(number: int, octets: bytes) -> list[bytes]:
        lost.add(number)
        return [] if number == 2 else [reply_to(octets)]

    core = Scripted(answers)
    dns = client_of(core, clock)
    queries = [dns.query(f"{number}.example") for number in range(4)]
    assert [reply.id for reply in dns.flight(queries)] == [query.id for query in queries]
    assert len(core.received) == 5


def test_legal_silence_costs_no_patience(clock: VirtualClock) -> None:
    dns = client_of(Scripted(lambda number, octets: [reply_to(octets)] if len(octets) > 12 else []), clock)
    assert dns.tolerated(b"odd") == []
    assert clock.now() == dns.quiet_time
    assert not dns.attempt.silent


def test_what_comes_for_an_odd_message_is_returned_even_behind_the_other_reply(clock: VirtualClock) -> None:
    held = list[bytes]()

    def answers(number: int, octets: bytes) -> list[bytes]:
        held.insert(0, reply_to(octets, rcode=number))
        return held if number == 2 else []

    dns = client_of(Scripted(answers), clock)
    assert [reply.rcode for reply in dns.tolerated(dns.query("odd.example").octets)] == [1]


def test_a_server_that_serves_no_more_after_an_odd_message_fails_it(clock: VirtualClock) -> None:
    dns = client_of(Scripted(lambda number, octets: []), clock)
    with pytest.raises(AssertionError, match="a plain query behind it"):
        dns.tolerated(b"odd")
    assert dns.attempt.silent
    assert clock.now() == PATIENCE


def test_a_flood_for_one_odd_message_is_bounded(clock: VirtualClock) -> None:
    dns = client_of(Scripted(lambda number, octets: 300 * [b"\0\0flood"]), clock)
    with pytest.raises(Endless):
        dns.tolerated(b"odd")


def test_over_tcp_legal_silence_and_a_close_cost_no_patience(clock: VirtualClock) -> None:
    dns = client_of(DnsServer(Site([read_zone(EXAMPLE)], secret=bytes(16)), clock.today), clock)
    query, stream = dns.query(), dns.stream()
    framed = len(query.octets).to_bytes(2, "big") + query.octets
    assert [one.id for one in tolerated_over_tcp(dns, stream, framed + framed[:9])] == [query.id]
    assert (stream.ended, clock.now() < 2 * dns.quiet_time) == ("silence", True)
    assert tolerated_over_tcp(dns, closed := dns.stream(), b"\0\1x") == []
    assert closed.ended == "FIN"
    assert not dns.attempt.silent


def test_a_close_in_place_of_a_reply_over_tcp_is_tried_again(clock: VirtualClock) -> None:
    dns = client_of(LimitsErrors(Site([read_zone(EXAMPLE)], secret=bytes(16)), clock.today), clock)
    assert dns.stream().ask("www.example.test")
    assert not dns.attempt.silent
    assert not dns.stream().ask("www.example.test", opcode=3)
    assert dns.attempt.silent


def test_a_target_that_is_asked_over_tcp_alone_is_sent_no_datagrams(clock: VirtualClock) -> None:
    dns = client_of(DnsServer(Site([read_zone(EXAMPLE)], secret=bytes(16)), clock.today), clock, "dns+tcp")
    replies = [dns.ask("www.example.test"), *dns.flight([dns.query("www.example.test")])]
    assert [reply.over_tcp for reply in replies] == [True, True]
    with pytest.raises(NotApplicable, match="--target dns://127"):
        dns.tolerated(b"odd")


def test_octets_of_a_query_are_those_that_the_case_says(clock: VirtualClock) -> None:
    dns = client_of(Scripted(lambda number, octets: []), clock)
    query = dns.query(b"\x01a\xc0\x0c", 5, id=1, klass=3, flags=0x40, opcode=2, counts=(9, 8, 7, 6), tail=b"!")
    assert query.octets == bytes.fromhex("0001 1040 0009 0008 0007 0006 0161c00c 0005 0003 21".replace(" ", ""))
