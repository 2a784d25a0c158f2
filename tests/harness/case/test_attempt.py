"""What an attempt keeps of what it did and saw."""

from __future__ import annotations

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.target import Target
from conformance.harness.net.url import Url
from conformance.http.protocol import PROTOCOL
from conformance.model import NotApplicable, not_applicable


@pytest.fixture
def attempt() -> Attempt:
    attempt = Attempt(Target(Url("http", "127.0.0.1", 1), PROTOCOL), patience=1.0)
    attempt.observed("400")
    return attempt


def test_what_is_seen_aside_is_not_the_actual_behaviour(attempt: Attempt) -> None:
    with attempt.aside():
        attempt.observed("200", suspect=True)
    assert attempt.actual == "400"
    assert attempt.suspect
    assert attempt.transcript.entries == []


def test_the_actual_behaviour_survives_a_case_that_ends_aside(attempt: Attempt) -> None:
    with pytest.raises(NotApplicable):
        find_nothing_aside(attempt)
    assert attempt.actual == "400"


def find_nothing_aside(attempt: Attempt) -> None:
    with attempt.aside():
        attempt.observed("200")
        not_applicable("the comparison fails as well")


def test_the_transcript_says_what_the_next_connection_is_for(attempt: Attempt) -> None:
    attempt.connections = 2
    with attempt.aside("well-formed, for comparison"):
        pass
    assert [(entry.note, entry.connection) for entry in attempt.transcript.entries] == [
        ("well-formed, for comparison:", 3)
    ]


def test_octets_that_nobody_expects_are_the_same_in_every_run() -> None:
    target = Target(Url("http", "127.0.0.1", 1), PROTOCOL)
    one, again, other = (Attempt(target, 1.0, name=name) for name in ("a", "a", "b"))
    first, second = one.octets(8), one.octets(8)
    assert [again.octets(8), again.octets(8)] == [first, second]
    assert len({first, second, other.octets(8)}) == 3
