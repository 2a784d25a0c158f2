"""``results.jsonl``: which conforming rows keep their evidence, and the counts of the summary."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from conformance.harness.runner.journal import Journal, between_workers
from conformance.harness.runner.recorder import summary_of

EVIDENCE = [{"note": "FIN"}]
USUAL: dict[str, Any] = {"id": "rfc9112/2/a", "target": "http://one/", "verdict": "conforms", "evidence": EVIDENCE}
ROWS = [
    USUAL | {"case": "first"},
    USUAL | {"case": "second"},
    USUAL | {"case": "of another requirement", "id": "rfc9112/2/b"},
    USUAL | {"case": "of another target", "target": "http://two/"},
    USUAL | {"case": "that violates", "verdict": "violates"},
]
ROWS = [{"index": index} | row for index, row in enumerate(ROWS)]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("order", list(itertools.permutations(range(5))))
def test_the_first_conforming_row_of_each_requirement_and_target_keeps_its_evidence(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    """Whichever verdict is there first."""
    journal = Journal(tmp_path / "results.jsonl", all_evidence=False)
    journal.begin({})
    for index in order:
        journal.add(ROWS[index])
    journal.replace({}, reversed(ROWS), {})
    first, *rows, last = lines(journal.path)
    assert (first, last) == ({"run": {}}, {"summary": {}})
    assert rows == [row | {"evidence": [] if row["case"] == "second" else EVIDENCE} for row in ROWS]


def test_each_row_is_in_the_file_as_soon_as_it_is_added(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "results.jsonl", all_evidence=False)
    journal.begin({"protocol": "http"})
    for count, row in enumerate(ROWS, 1):
        journal.add(row)
        assert len(lines(journal.path)) == 1 + count
    journal.close()


def test_two_workers_write_one_file_that_describes_the_run_once(tmp_path: Path) -> None:
    journals = [Journal(tmp_path / "results.jsonl", all_evidence=False, lock=between_workers(tmp_path)) for _ in "ab"]
    for journal, row in zip(journals, ROWS, strict=False):
        journal.begin({"protocol": "http"})
        journal.add(row)
    assert [line.get("index") for line in lines(journals[0].path)] == [None, 0, 1]
    for journal in journals:
        journal.close()


def test_only_the_rows_that_are_reported_stay_and_the_last_verdict_of_each(tmp_path: Path) -> None:
    """A row that is run again has two lines; with ``-x``, some rows were judged that pytest does not ask for."""
    journal = Journal(tmp_path / "results.jsonl", all_evidence=False)
    journal.begin({})
    again = ROWS[4] | {"message": "again"}
    for row in (*ROWS, again):
        journal.add(row)
    journal.replace({}, [ROWS[4], ROWS[0]], {})
    assert lines(journal.path)[1:-1] == [ROWS[0], again]


def test_the_summary_counts_in_the_order_of_levels_and_verdicts() -> None:
    counted = [("robustness", "conforms"), ("SHOULD", "deviates"), ("MUST", "conforms"), ("MUST", "violates")]
    rows = [{"level": level, "verdict": verdict, "status": verdict} for level, verdict in counted]
    summary = summary_of(rows, 0.5, 1, "")
    assert list(summary["levels"]) == ["MUST", "SHOULD", "robustness"]
    assert list(summary["levels"]["MUST"].items()) == [("violates", 1), ("conforms", 1)]
    assert summary["verdicts"] == {
        "violates": 1,
        "deviates": 1,
        "inconclusive": 0,
        "fault": 0,
        "not-applicable": 0,
        "conforms": 2,
    }


@pytest.mark.parametrize(("interrupted", "told"), [("by Ctrl-C", "by Ctrl-C"), ("", "")])
def test_the_summary_says_what_is_known_and_what_was_not_judged(interrupted: str, told: str) -> None:
    status = {"known": "violates", "unjudged": "inconclusive", "violates": "violates"}
    rows = [{"level": "MUST", "verdict": verdict, "status": name} for name, verdict in status.items()]
    summary = summary_of(rows, 0.5, 2, interrupted)
    assert (summary["known"], summary["judged"], summary["interrupted"]) == (1, 2, told)
