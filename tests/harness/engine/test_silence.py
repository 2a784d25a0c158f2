"""What silence says of a target, decided by counts alone: no socket, no clock."""

from __future__ import annotations

import itertools
from collections.abc import Collection

import pytest

from conformance.harness.engine.silence import (
    is_endless,
    is_mostly_silent,
    is_unresponsive,
    sample,
)


@pytest.mark.parametrize(
    ("silent", "begun", "jobs", "mostly"),
    [
        (0, 0, 1, False),
        (2, 2, 1, False),  # as many as a conforming target may leave without an answer
        (3, 3, 1, True),
        (3, 5, 1, True),
        (3, 6, 1, False),  # half of the cases were answered
        (8, 8, 4, False),
        (9, 9, 4, True),
        (9, 17, 4, True),
        (9, 18, 4, False),
        (129, 4000, 64, False),
        (2001, 4000, 64, True),
    ],
)
def test_a_target_is_mostly_silent_by_the_counts(silent: int, begun: int, jobs: int, mostly: bool) -> None:
    assert is_mostly_silent(silent, begun, jobs) is mostly


@pytest.mark.parametrize(
    ("retried", "untried", "answered", "unresponsive"),
    [
        ([1, 2], [], [], True),
        ([1, 2], [], [3], True),
        ([1, 2], [], [2], False),
        ([1], [], [1, 2, 3], False),
        ([], [], [], True),
        (range(15), [], [0], False),
        (range(16), [], [0], True),
        (range(16), [], [0, 1], False),
        (range(192), [], range(180, 300), True),  # six were seen to be answered
        (range(192), [], range(179, 300), False),
        ([1, 2], [3, 4], [3], True),  # needs nothing of the target, say
        ([1, 2], [3, 4], [3, 4], False),
        (range(64), range(64, 128), range(60, 96), True),
        (range(64), range(64, 128), range(64, 97), False),  # it is silent to those that ran first, not to most
    ],
)
def test_a_target_is_unresponsive_that_answers_hardly_any_second_try_and_few_first_ones(
    retried: Collection[int], untried: Collection[int], answered: Collection[int], unresponsive: bool
) -> None:
    assert is_unresponsive(retried, untried, answered) is unresponsive


def test_a_target_is_not_unresponsive_whose_answers_a_quick_try_would_miss() -> None:
    assert is_unresponsive(range(16), [], [0])
    assert not is_unresponsive(range(16), [], [0], slow=[0])


@pytest.mark.parametrize(("count", "size"), [(1, 1), (5, 2), (10, 3), (100, 16), (3, 10), (7, 7)])
def test_a_sample_is_evenly_spread_and_no_larger_than_asked(count: int, size: int) -> None:
    cases = list(range(count))
    chosen = sample(cases, size)
    assert chosen[0] == 0
    assert len(chosen) <= size
    assert len({later - earlier for earlier, later in itertools.pairwise(chosen)}) <= 1


@pytest.mark.parametrize(
    ("endless", "unanswered", "says"), [(0, 64, False), (4, 64, False), (5, 64, True), (1, 1, True)]
)
def test_where_more_than_a_few_answers_do_not_end_quick_tries_prove_nothing(
    endless: int, unanswered: int, says: bool
) -> None:
    assert is_endless(endless, unanswered) is says
