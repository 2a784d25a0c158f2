"""RFC 862  UDP Based Echo Service"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import example, examples
from conformance.harness.net.datagrams import Datagram
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable
from conformance.udp.exchanges import (
    LOCALHOST,
    LOCALHOST_IPV6,
    answer_if_any,
    answers_each_once,
    as_many_as_are_served,
    comes_back,
    differences,
    other_loopback_addresses,
    reachable,
    text,
)
from conformance.udp.peer import DatagramPeer
from conformance.udp.rfc862 import RFC862
from conformance.udp.strategies import few_datagrams

section = RFC862.section("udp", "UDP Based Echo Service")

IPV4_LARGEST = 548  # octets of data that every host can receive: 576 less the headers (RFC 1122 section 3.3.2)
IPV6_LARGEST = 1452  # 1,500 less the headers (RFC 8200 section 5)

DATA_COMES_BACK = section.implied(
    "data-comes-back",
    role=SERVER,
    text="Answer a datagram by one that holds the same data.",
    hint="Send exactly what recvfrom() returned, in one datagram, to the address that it returned.",
)


@verifies(DATA_COMES_BACK)
@pytest.mark.baseline
@pytest.mark.cause
@pytest.mark.parametrize("count", [1, 100])
def test_a_text_comes_back(datagrams: DatagramPeer, count: int) -> None:
    data = text(datagrams, count)
    assert datagrams.ask(data) == data


@verifies(DATA_COMES_BACK)
@pytest.mark.parametrize(
    "data",
    [bytes(range(256)), bytes(100), b"one\r\ntwo\n", b"\xff\xfe", b" a ", b"%s%n"],
    ids=["every-value", "zeros", "line-ends", "no-utf-8", "spaces", "percent-signs"],
)
def test_octets_of_every_value_come_back(datagrams: DatagramPeer, data: bytes) -> None:
    assert datagrams.ask(data) == data


@verifies(DATA_COMES_BACK)
@pytest.mark.cause
def test_the_largest_datagram_that_every_host_can_receive_comes_back(datagrams: DatagramPeer) -> None:
    data = text(datagrams, IPV6_LARGEST if ":" in datagrams.socket.target.host else IPV4_LARGEST)
    assert datagrams.ask(data) == data


@verifies(DATA_COMES_BACK)
def test_data_comes_back_on_both_address_families(datagrams: DatagramPeer) -> None:
    """Where the target answers on the other one at all: a socket there may be that of another process."""
    answering = [host for host in other_loopback_addresses(datagrams) if reachable(datagrams, host)]
    for host in ["", *(one for one in answering if one in (LOCALHOST, LOCALHOST_IPV6))]:
        data = text(datagrams, 100)
        assert datagrams.another(host=host).ask(data) == data


@verifies(DATA_COMES_BACK)
@example((b"\0", b"\r\n", bytes(500)))
@examples(few_datagrams)
def test_any_datagrams_come_back(datagrams: DatagramPeer, sent: tuple[bytes, ...]) -> None:
    for data in sent:
        datagrams.send(data)
        assert comes_back(datagrams, data, sent)


ONE_ANSWER = section.implied(
    "one-answer",
    role=SERVER,
    text="Send one datagram in answer to each that is received.",
    hint="Call sendto() once for each recvfrom(), and leave repetition to the client.",
    rests_on=(DATA_COMES_BACK,),
)


@verifies(ONE_ANSWER)
def test_a_datagram_is_answered_once(datagrams: DatagramPeer) -> None:
    assert answers_each_once(datagrams, [text(datagrams) for _ in range(3)])


WHOLE_OR_NOTHING = section.implied(
    "whole-or-nothing",
    role=SERVER,
    text="Send a longer datagram back whole and in one datagram, or not at all.",
    hint="Give recvfrom() room for 65,535 octets: it cuts off what has no room. Do not split the answer.",
    rests_on=(DATA_COMES_BACK,),
)

LONG = (1025, 1473, 8193, 65507)  # octets: one more than some buffers have, and the most that IPv4 carries


@verifies(WHOLE_OR_NOTHING)
@pytest.mark.parametrize("count", LONG)
def test_a_long_datagram_comes_back_whole_or_not_at_all(datagrams: DatagramPeer, count: int) -> None:
    data = text(datagrams, count)
    answer = answer_if_any(datagrams, data)
    if not isinstance(answer, Datagram):
        not_applicable("a datagram of this length did not get through, or was not answered, as no RFC forbids")
    assert answer.octets == data


EMPTY_COMES_BACK = section.implied(
    "empty-datagram-comes-back",
    role=SERVER,
    text="Answer an empty datagram by an empty one.",
    hint="recvfrom() returns b'' for an empty datagram. That is no end of file: do not stop, and do not skip it.",
    rests_on=(DATA_COMES_BACK,),
)


@verifies(EMPTY_COMES_BACK)
def test_an_empty_datagram_comes_back(datagrams: DatagramPeer) -> None:
    assert datagrams.ask(b"") == b""


@verifies(EMPTY_COMES_BACK)
@pytest.mark.rests_on(ONE_ANSWER)
def test_an_empty_datagram_among_others_comes_back(datagrams: DatagramPeer) -> None:
    sent = [text(datagrams), b"", text(datagrams)]
    for data in sent:
        datagrams.send(data)
    assert differences(datagrams, sent) == []


ITS_OWN_DATA = section.implied(
    "each-client-gets-its-own-data",
    role=SERVER,
    text="Send the data of a datagram back to the client that sent it, and to no other.",
    hint="Keep nothing from one datagram to the next: answer to the address that this recvfrom() returned.",
    rests_on=(ONE_ANSWER,),
)


@verifies(ITS_OWN_DATA)
def test_two_clients_in_turns_get_their_own_data(datagrams: DatagramPeer) -> None:
    one, two = datagrams, datagrams.another()
    first, second, third = text(one), text(one), text(one)
    one.send(first)
    two.send(second)
    one.send(third)
    assert differences(one, [first, third]) == []
    assert differences(two, [second]) == []


@verifies(ITS_OWN_DATA)
@pytest.mark.connections(101)
def test_a_hundred_clients_get_their_own_data(datagrams: DatagramPeer) -> None:
    """Ten datagrams each, if the target is fast; two are on their way at a time, so that none is lost."""
    clients = [(datagrams.another(), [text(datagrams) for _ in range(10)]) for _ in range(100)]
    for number in range(max(1, as_many_as_are_served(datagrams, 1000) // 100)):
        for (one, first), (two, second) in zip(clients[::2], clients[1::2], strict=True):
            one.send(first[number])
            two.send(second[number])
            assert comes_back(one, first[number], first[:number])
            assert comes_back(two, second[number], second[:number])
