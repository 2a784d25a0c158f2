"""RFC 865  UDP Based Quote Service"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.services.syntax import is_printable
from conformance.udp.exchanges import answer_to_text, answers_each_once, requests_of_any_kind, text
from conformance.udp.peer import DatagramPeer
from conformance.udp.rfc865 import RFC865

section = RFC865.section("udp", "UDP Based Quote Service")

LIMIT = 512  # characters: a quote has fewer

QUOTE = section.implied(
    "quote",
    role=SERVER,
    text="Answer a datagram by one that holds a quote.",
    hint="Send the text to the address that recvfrom() returned; strings in Python need encode().",
)


@verifies(QUOTE)
@pytest.mark.baseline
def test_a_text_is_answered_by_a_quote(datagrams: DatagramPeer) -> None:
    request = text(datagrams)
    assert is_quote(datagrams.ask(request), request)


def is_quote(answer: bytes | str, request: bytes) -> bool:
    """Whether there is an answer that is a text of its own."""
    return isinstance(answer, bytes) and answer.strip() not in (b"", request.strip())


DATA_IGNORED = section.implied(
    "data-ignored",
    role=SERVER,
    text="Send a quote whatever a datagram holds, also nothing.",
    hint="Do not look at what recvfrom() returned: b'' is an empty datagram, which is answered like any other.",
    rests_on=(QUOTE,),
)


@verifies(DATA_IGNORED)
@pytest.mark.parametrize("data", requests_of_any_kind(), ids=len)
def test_any_datagram_is_answered_by_a_quote(datagrams: DatagramPeer, data: bytes) -> None:
    assert is_quote(datagrams.ask(data), data)


ONE_ANSWER = section.implied(
    "one-answer",
    role=SERVER,
    text="Send one datagram in answer to each that is received.",
    hint="Call sendto() once for each recvfrom(): a quote of several lines is one datagram.",
    rests_on=(QUOTE,),
)


@verifies(ONE_ANSWER)
def test_a_datagram_is_answered_once(datagrams: DatagramPeer) -> None:
    assert answers_each_once(datagrams, [text(datagrams) for _ in range(3)])


PRINTABLE_ASCII = section.should(
    "printable-ascii",
    role=SERVER,
    text="Send printable ASCII characters, spaces, carriage returns and line feeds only.",
    hint="Write quotes without typographic quotation marks and accents, and send no zero at the end of a string.",
    rests_on=(QUOTE,),
)


@verifies(PRINTABLE_ASCII)
def test_the_quote_is_printable(datagrams: DatagramPeer) -> None:
    assert is_printable(answer_to_text(datagrams))


SHORT = section.should(
    "less-than-512-characters",
    role=SERVER,
    text="Send a quote of less than 512 characters.",
    hint="Choose another quote if len(quote) >= 512.",
    rests_on=(QUOTE,),
)


@verifies(SHORT)
def test_the_quote_is_short(datagrams: DatagramPeer) -> None:
    assert len(answer_to_text(datagrams)) < LIMIT
