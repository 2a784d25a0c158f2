"""Which worker judges which row."""

from __future__ import annotations

import pytest

from conformance.harness.runner.shares import share


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, 5, 20])
def test_shares_are_a_partition(workers: int, count: int) -> None:
    shares = [share(range(count), f"gw{number}", workers) for number in range(workers)]
    assert sorted(index for part in shares for index in part) == list(range(count))
    assert not share(range(count), f"gw{workers}", workers), "the worker that replaces a crashed one has no share"
