"""``results.jsonl``: which conforming rows keep their evidence, and the counts of the summary."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from conformance.harness.runner.recorder import EvidenceSamples, summary_of

USUAL: dict[str, Any] = {"id": "rfc9112/2/a", "target": "http://one/", "evidence": [{"note": "FIN"}]}
ROWS = [
    USUAL | {"case": "first"},
    USUAL | {"case": "second"},
    USUAL | {"case": "of another requirement", "id": "rfc9112/2/b"},
    USUAL | {"case": "of another target", "target": "http://two/"},
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_the_first_conforming_row_of_each_requirement_and_target_is_the_sample(order: tuple[int, ...]) -> None:
    """Whichever worker of pytest-xdist sends its rows first."""
    samples = EvidenceSamples()
    for index in order:
        samples.offer(ROWS[index] | {"index": index})
    lines = samples.lines()
    assert lines.keys() == {"first", "of another requirement", "of another target"}
    assert all(json.loads(line)["evidence"] for line in lines.values())


def test_the_summary_counts_in_the_order_of_levels_and_verdicts() -> None:
    counted = [("robustness", "conforms"), ("SHOULD", "deviates"), ("MUST", "conforms"), ("MUST", "violates")]
    summary = summary_of([{"level": level, "verdict": verdict} for level, verdict in counted], 0.5, 1)
    assert list(summary["levels"]) == ["MUST", "SHOULD", "robustness"]
    assert list(summary["levels"]["MUST"].items()) == [("violates", 1), ("conforms", 1)]
    assert summary["verdicts"] == {"violates": 1, "deviates": 1, "inconclusive": 0, "not-applicable": 0, "conforms": 2}
