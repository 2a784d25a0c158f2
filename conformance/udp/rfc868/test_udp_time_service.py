"""RFC 868  UDP time service"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.services.clock import is_near, require_set
from conformance.services.recognition import seconds_since_1970
from conformance.udp.exchanges import answer_to_text, answers_each_once, text
from conformance.udp.peer import DatagramPeer
from conformance.udp.rfc868 import RFC868

section = RFC868.section("udp", "UDP time service")

SIZE = 4  # octets

FOUR_OCTETS = section.implied(
    "32-bit-number",
    role=SERVER,
    text="Send the time as a binary number of 32 bits.",
    hint="Send four octets, struct.pack('!I', ...) for example, and not the digits of the number.",
)


@verifies(FOUR_OCTETS)
@pytest.mark.baseline
def test_the_answer_has_four_octets(datagrams: DatagramPeer) -> None:
    assert is_time(datagrams.ask(text(datagrams)))


def is_time(answer: bytes | str) -> bool:
    """Whether there is an answer of four octets."""
    return isinstance(answer, bytes) and len(answer) == SIZE


SINCE_1900 = section.implied(
    "seconds-since-1900",
    role=SERVER,
    text="Count the seconds since the beginning of 1 January 1900, GMT.",
    hint="Add 2,208,988,800 to the seconds since 1970, and send the most significant octet first.",
    rests_on=(FOUR_OCTETS,),
)


@verifies(SINCE_1900)
def test_the_time_is_near_ours(datagrams: DatagramPeer) -> None:
    answer = answer_to_text(datagrams)
    seconds = seconds_since_1970(answer)
    require_set(seconds)
    assert is_near(seconds, datagrams.attempt.clock.today())


EMPTY_IS_ANSWERED = section.implied(
    "empty-datagram",
    role=SERVER,
    text="Answer an empty datagram by the time.",
    hint="recvfrom() returns b'' for an empty datagram, which is the usual request: do not skip it.",
    rests_on=(FOUR_OCTETS,),
)


@verifies(EMPTY_IS_ANSWERED)
def test_an_empty_datagram_is_answered(datagrams: DatagramPeer) -> None:
    assert is_time(datagrams.ask(b""))


ANY_IS_ANSWERED = section.implied(
    "any-datagram",
    role=SERVER,
    text="Answer a datagram by the time, whatever it holds.",
    hint="Do not look at what recvfrom() returned.",
    rests_on=(FOUR_OCTETS,),
)


@verifies(ANY_IS_ANSWERED)
@pytest.mark.parametrize("data", [b"anything\r\n", bytes(4), 548 * b"x"], ids=len)
def test_a_datagram_with_data_is_answered(datagrams: DatagramPeer, data: bytes) -> None:
    answer = datagrams.ask(data)
    assert is_time(answer)
    assert answer != data


ONE_ANSWER = section.implied(
    "one-answer",
    role=SERVER,
    text="Send one datagram in answer to each that is received.",
    hint="Call sendto() once for each recvfrom().",
    rests_on=(FOUR_OCTETS,),
)


@verifies(ONE_ANSWER)
def test_a_datagram_is_answered_once(datagrams: DatagramPeer) -> None:
    assert answers_each_once(datagrams, [text(datagrams) for _ in range(3)])
