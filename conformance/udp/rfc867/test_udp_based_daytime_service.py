"""RFC 867  UDP Based Daytime Service"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.services.dates import is_of_today, tells_alike
from conformance.services.syntax import is_printable
from conformance.udp.exchanges import answer_to_text, answers_each_once, requests_of_any_kind, text
from conformance.udp.peer import DatagramPeer
from conformance.udp.rfc867 import RFC867

section = RFC867.section("udp", "UDP Based Daytime Service")

DATE_AND_TIME = section.implied(
    "date-and-time",
    role=SERVER,
    text="Answer a datagram by one that holds date and time as ASCII characters.",
    hint="Send text, such as time.strftime('%A, %B %d, %Y %H:%M:%S-%Z').encode('ascii'), and not a number of octets.",
)


@verifies(DATE_AND_TIME)
@pytest.mark.baseline
def test_a_text_is_answered_by_date_and_time(datagrams: DatagramPeer) -> None:
    request = text(datagrams)
    assert is_date(datagrams.ask(request), request)


def is_date(answer: bytes | str, request: bytes) -> bool:
    """Whether there is an answer that may be a date: an ASCII text of its own. There is no syntax for it."""
    return isinstance(answer, bytes) and answer.isascii() and answer.strip() not in (b"", request.strip())


DATA_IGNORED = section.implied(
    "data-ignored",
    role=SERVER,
    text="Send date and time whatever a datagram holds, also nothing.",
    hint="Do not look at what recvfrom() returned: b'' is an empty datagram, which is answered like any other.",
    rests_on=(DATE_AND_TIME,),
)


@verifies(DATA_IGNORED)
@pytest.mark.parametrize("data", requests_of_any_kind(), ids=len)
def test_any_datagram_is_answered_by_date_and_time(datagrams: DatagramPeer, data: bytes) -> None:
    usual, answer = datagrams.ask(b""), datagrams.ask(data)
    assert is_date(answer, data)
    assert isinstance(answer, bytes)
    assert isinstance(usual, str) or tells_alike(answer, usual)  # it is a case of its own that an empty one is answered


ONE_ANSWER = section.implied(
    "one-answer",
    role=SERVER,
    text="Send one datagram in answer to each that is received.",
    hint="Call sendto() once for each recvfrom(), with the whole text.",
    rests_on=(DATE_AND_TIME,),
)


@verifies(ONE_ANSWER)
def test_a_datagram_is_answered_once(datagrams: DatagramPeer) -> None:
    assert answers_each_once(datagrams, [text(datagrams) for _ in range(3)])


PRINTABLE_ASCII = section.should(
    "printable-ascii",
    role=SERVER,
    text="Send printable ASCII characters, spaces, carriage returns and line feeds only.",
    hint="Send no zero at the end of the string, and no tabs.",
    rests_on=(DATE_AND_TIME,),
)


@verifies(PRINTABLE_ASCII)
def test_date_and_time_are_printable(datagrams: DatagramPeer) -> None:
    assert is_printable(answer_to_text(datagrams))


ONE_LINE = section.should(
    "one-line",
    role=SERVER,
    text="Send date and time in one line.",
    hint="Write no line end between date and time; one at the end is usual.",
    rests_on=(DATE_AND_TIME,),
)


@verifies(ONE_LINE)
def test_date_and_time_are_one_line(datagrams: DatagramPeer) -> None:
    assert len(answer_to_text(datagrams).strip(b"\0\t\r\n ").splitlines()) == 1


CURRENT = section.implied(
    "current",
    role=SERVER,
    text="Send the current date.",
    hint="Ask for the time for each datagram anew, and see that the clock of the machine is right.",
    rests_on=(DATE_AND_TIME,),
)


@verifies(CURRENT)
def test_the_date_is_that_of_today(datagrams: DatagramPeer) -> None:
    assert is_of_today(answer_to_text(datagrams), datagrams.attempt.clock.today())
