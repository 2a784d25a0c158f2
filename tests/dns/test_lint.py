"""What the cases on all replies of a run look at."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace
from typing import cast

import pytest

from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies
from conformance.dns.reader import read
from conformance.dns.rfc1035.test_04_1_1_header_section_format import (
    test_no_reply_has_an_identifier_that_was_not_asked as no_reply_is_strange,
)
from conformance.harness.case.attempt import Attempt
from conformance.harness.case.run_view import RunView
from tests.dns.scripted import PATIENCE, client_of, reply_to, target_of
from tests.kit.scripted_datagrams import Scripted
from tests.kit.virtual_clock import VirtualClock

QUERY = bytes.fromhex("1234 0100 0001 0000 0000 0002 0000010001 0000291000000000000000 0000291000000000000000")


@pytest.mark.parametrize(
    ("reply", "is_its_own"),
    [
        (reply_to(QUERY, rcode=1), False),
        (reply_to(QUERY, rcode=5), False),
        (reply_to(QUERY), True),
        (reply_to(QUERY[:-1] + b"\1", rcode=1), True),
    ],
    ids=["formerr", "refused", "noerror", "another end"],
)
def test_a_query_that_is_refused_and_sent_back_is_not_a_message_of_the_server(reply: bytes, is_its_own: bool) -> None:
    assert Exchange(QUERY, read(reply), is_plain=True).is_own == is_its_own


def judged(*exchanges: Exchange, attempt: Attempt | None = None) -> None:
    """Judge the identifiers of replies."""
    run = SimpleNamespace(received=list(exchanges), may_provoke=lambda: False)
    attempt = attempt or Attempt(target_of(Scripted(lambda number, octets: []), VirtualClock()), PATIENCE)
    attempt.run = cast("RunView", run)
    no_reply_is_strange(Replies(attempt))


STRANGE = Exchange(QUERY, read(b"\0\0" + reply_to(QUERY)[2:]), is_plain=False)
USUAL = Exchange(QUERY, read(reply_to(QUERY)), is_plain=True)


def test_identifiers_that_nobody_asked_are_told_where_they_are_seen_twice() -> None:
    with pytest.raises(AssertionError, match=r"identifier 0 in the reply to 4660.*\(2 of 3 replies\)"):
        judged(STRANGE, USUAL, STRANGE)


def test_a_single_strange_reply_may_be_to_a_socket_before() -> None:
    judged(STRANGE, USUAL)


def test_late_replies_to_earlier_queries_of_the_socket_are_not_strange() -> None:
    late = dataclasses.replace(STRANGE, is_late=True)
    judged(late, USUAL, late)


def test_a_late_reply_is_known_by_what_was_sent_from_the_socket() -> None:
    held = list[bytes]()

    def answers(number: int, octets: bytes) -> list[bytes]:
        held.append(reply_to(octets))
        return [held[-1]] if number != 2 else [held[0], held[-1], b"\0\0" + held[-1][2:]]

    dns = client_of(Scripted(answers), VirtualClock())
    dns.ask("a.example")
    dns.tolerated(QUERY)
    assert [exchange.is_late for exchange in dns.attempt.received] == [False, True, False, False]


def test_the_field_that_a_rule_is_about_is_shown_with_its_octets() -> None:
    """Behind the reply, decoded, with the octet at which each part begins."""
    dns = client_of(Scripted(lambda number, octets: []), VirtualClock())
    with pytest.raises(AssertionError):
        judged(STRANGE, STRANGE, attempt=dns.attempt)
    notes = [entry.note for entry in dns.attempt.transcript.entries if entry.note]
    assert notes[0].startswith("id 4660 QUERY NOERROR RD; [12] question . IN A; [17] OPT version 0, size 4096")
    assert notes[2].endswith("it was not asked from this socket: octets 0 to 1 are 00 00")


def test_what_a_case_received_is_decoded_with_places() -> None:
    dns = client_of(Scripted(lambda number, octets: [reply_to(octets)]), VirtualClock())
    dns.ask("a.example")
    notes = [entry.note for entry in dns.attempt.transcript.entries if entry.note]
    assert [note.partition("; ")[2] for note in notes] == ["[12] question a.example IN A"] * 2
    assert "[12]" not in dns.attempt.actual
