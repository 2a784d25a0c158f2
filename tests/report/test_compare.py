"""Targets and runs side by side: only what is comparable is compared, and every number is a number of rows."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from conformance.report import badge, compare, html, summary, tables
from conformance.report.results import Results
from conformance.report.tables import AGREE, DIFFER, JUDGED_ON_SOME
from tests.report.conftest import Make
from tests.report.factory import row

KEY, OTHER = "rfc9112/5.1/a", "rfc6455/5/b"
ONE, TWO, WS = "http://one/", "http://two/", "ws://three/"


def websocket(key: str, verdict: str = "conforms", **changes: Any) -> dict[str, Any]:
    """A row of a case of WebSocket."""
    return row(key, verdict, case=f"conformance/websocket/test_x.py::test_y[{verdict}]", target=WS, **changes)


def parts(results: Results, *history: Results) -> dict[str, list[list[str]]]:
    """The ids in each part of each block, by protocol."""
    matrix = tables.matrix(results, history)
    assert matrix is not None
    return {
        block.protocol: [[item.requirement.id for item in items] for items in block.parts.values()]
        for block in matrix.blocks
    }


def test_targets_are_compared_by_what_both_have_cases_of(make: Make) -> None:
    results = make(row(KEY, target=ONE), row(KEY, target=TWO), websocket(OTHER, "violates"), urls=(ONE, TWO, WS))
    matrix = tables.matrix(results, [])
    assert matrix is not None
    (block,) = matrix.blocks
    assert [column.title for column in block.columns] == ["one", "two"]
    assert parts(results) == {"http": [[], [], [KEY]]}


def test_two_targets_of_different_protocols_are_not_compared(make: Make) -> None:
    assert tables.matrix(make(row(KEY, target=ONE), websocket(OTHER), urls=(ONE, WS)), []) is None


@pytest.mark.parametrize(
    ("first", "second", "part"),
    [
        ("violates", "conforms", DIFFER),
        ("deviates", "violates", DIFFER),
        ("violates", "not-applicable", JUDGED_ON_SOME),
        ("conforms", "inconclusive", JUDGED_ON_SOME),
        ("not-applicable", "inconclusive", JUDGED_ON_SOME),
        ("violates", "violates", AGREE),
        ("not-applicable", "not-applicable", AGREE),
    ],
)
def test_targets_differ_where_both_were_judged(make: Make, first: str, second: str, part: str) -> None:
    matrix = tables.matrix(make(row(KEY, first, target=ONE), row(KEY, second, target=TWO), urls=(ONE, TWO)), [])
    assert matrix is not None
    assert [name for name, items in matrix.blocks[0].parts.items() if items] == [part]


def test_a_requirement_that_only_one_column_has_is_in_no_part(make: Make) -> None:
    assert parts(make(row(KEY), row("rfc9112/5.1/new")), make(row(KEY))) == {"http": [[], [], [KEY]]}


def test_rows_are_counted_that_are_in_the_worst_group(make: Make) -> None:
    """Rows that did not apply are no violations."""
    verdicts = ["violates"] * 5 + ["not-applicable"] * 5 + ["conforms"] * 3
    page = html.render(make(*(row(KEY, verdict, target=ONE) for verdict in verdicts), row(KEY, target=TWO)))
    assert '<td class="cell violates">✗ violates, 5 of 13 rows</td>' in page


def test_a_block_without_differences_is_folded(make: Make) -> None:
    for verdict, unfolded in (("violates", True), ("conforms", False)):
        page = html.render(make(row(KEY, verdict, target=ONE), row(KEY, target=TWO), urls=(ONE, TWO)))
        (attributes, said) = re.findall(r'<details class="fold"( open)?>\s*<summary><b>HTTP</b>(.*)</summary>', page)[0]
        assert bool(attributes) is unfolded
        assert ("1 of 1 requirement differ" if unfolded else "no differences") in said


def test_equal_titles_have_the_folder_of_their_run_behind_them(make: Make) -> None:
    first, second = (dataclasses.replace(make(row(KEY)), folder=folder) for folder in ("ada", "bob"))
    titles = [column.title for column in compare.columns(first, [second])]
    assert titles == ["127.0.0.1:8080 (bob)", "127.0.0.1:8080 (ada)"]


def test_only_a_target_of_the_same_title_has_a_run_before(make: Make) -> None:
    before = make(row(KEY, "violates", target=ONE), urls=(ONE,))
    assert compare.changes(make(row(KEY, target=TWO), urls=(TWO,)), [before]) == {}
    assert compare.changes(make(row(KEY, target=ONE), urls=(ONE,)), [before])["No longer violated"] == [KEY]


def test_each_target_is_compared_with_the_latest_run_that_has_it(make: Make) -> None:
    runs = [
        make(row(KEY, "violates", target=ONE), urls=(ONE,), started="2026-01-01"),
        make(row(KEY, target=ONE), urls=(ONE,), started="2026-01-02"),
        make(row(KEY, target=TWO), urls=(TWO,), started="2026-01-03"),
    ]
    now = make(row(KEY, "violates", target=ONE), row(KEY, target=TWO), urls=(ONE, TWO), started="2026-01-04")
    assert compare.changes(now, runs) == {"Newly violated": [KEY], "No longer violated": []}


def test_a_target_that_does_not_start_is_a_column_with_its_output(make: Make) -> None:
    listed = [
        {"target": ONE, "name": "launched-1", "title": "./one {port}"},
        {"target": "", "name": "launched-2", "title": "./two {port}", "error": "exit status 3:\nNameError: <sockt>"},
    ]
    results = make(row(KEY, "violates", target=ONE), targets=listed)
    page = html.render(results)
    assert page.count("exit status 3:\nNameError: &lt;sockt&gt;</td>") == 2, "in the matrix and in the table of targets"
    assert "Violates 1 of 1 requirement, 1 of 2 targets not judged." in page
    assert badge.message(results) == ("1 violation, 1 target not judged", "lightgrey")
    assert "| `./two {port}` | not judged: `exit status 3: NameError: <sockt>` | 0 |" in summary.render(results)
