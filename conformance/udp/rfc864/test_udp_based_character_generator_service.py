"""RFC 864  UDP Based Character Generator Service"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, inconclusive_unless
from conformance.udp.exchanges import answers_each_once, lengths_of_answers, requests_of_any_kind, text
from conformance.udp.peer import DatagramPeer
from conformance.udp.rfc864 import RFC864

section = RFC864.section("udp", "UDP Based Character Generator Service")

MOST = 512  # characters
MANY = 20  # requests: that so many random numbers are the same does not happen by chance

ANSWERED = section.implied(
    "answered",
    role=SERVER,
    text="Answer a datagram by one that holds characters, perhaps none.",
    hint="Send the characters to the address that recvfrom() returned.",
)


@verifies(ANSWERED)
@pytest.mark.baseline
def test_a_text_is_answered(datagrams: DatagramPeer) -> None:
    request = text(datagrams)
    assert isinstance(answer := datagrams.ask(request), bytes)
    assert answer != request


AT_MOST_512 = section.implied(
    "at-most-512-characters",
    role=SERVER,
    text="Send 512 characters at the most.",
    hint="Choose the number by random.randint(0, 512), for example, and cut the pattern to that length.",
    rests_on=(ANSWERED,),
)


@verifies(AT_MOST_512)
def test_no_answer_is_longer_than_512_characters(datagrams: DatagramPeer) -> None:
    lengths = lengths_of_answers(datagrams, MANY)
    inconclusive_unless(lengths != [], "no request was answered")
    assert max(lengths) <= MOST


ONE_ANSWER = section.implied(
    "one-answer",
    role=SERVER,
    text="Send only one datagram in response to each that is received.",
    hint="Call sendto() once for each recvfrom().",
    rests_on=(ANSWERED,),
)


@verifies(ONE_ANSWER)
def test_a_datagram_is_answered_once(datagrams: DatagramPeer) -> None:
    assert answers_each_once(datagrams, [text(datagrams) for _ in range(3)])


RANDOM_NUMBER = section.implied(
    "random-number",
    role=SERVER,
    text="Send a random number of characters.",
    hint="Choose another number for each datagram, by random.randint(0, 512), for example.",
    rests_on=(ONE_ANSWER,),
)


@verifies(RANDOM_NUMBER)
def test_answers_differ_in_length(datagrams: DatagramPeer) -> None:
    lengths = lengths_of_answers(datagrams, MANY)
    inconclusive_unless(len(lengths) > MANY / 2, "few requests were answered")
    assert len(set(lengths)) > 1


DATA_IGNORED = section.implied(
    "data-ignored",
    role=SERVER,
    text="Answer whatever a datagram holds, also nothing.",
    hint="Do not look at what recvfrom() returned: b'' is an empty datagram, which is answered like any other.",
    rests_on=(ANSWERED,),
)


@verifies(DATA_IGNORED)
@pytest.mark.parametrize("data", requests_of_any_kind(), ids=len)
def test_any_datagram_is_answered(datagrams: DatagramPeer, data: bytes) -> None:
    assert isinstance(answer := datagrams.ask(data), bytes)
    assert not data or answer != data
