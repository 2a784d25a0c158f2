"""What reports say of a run that was cut, and of a selection: nothing of what was not judged."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conformance.report import badge, html, summary
from conformance.report.compare import changes, columns
from conformance.report.headline import facts, headline
from conformance.report.scope import scope_of
from tests.report.conftest import Make
from tests.report.factory import requirement, row

ONE, OTHER = "rfc9112/5.1/a", "rfc9112/6/b"
TWO_ROWS = {ONE: requirement(ONE) | {"rows": 2}, OTHER: requirement(OTHER) | {"rows": 1}}
SELECTION: dict[str, Any] = {"collected": 1, "existing": 528, "selection": True, "requirements": TWO_ROWS}


@pytest.mark.parametrize("why", ["Ctrl-C or a signal", "stopping after 1 failures", "the target was lost"])
def test_a_run_that_was_interrupted_says_how_many_rows_were_judged(make: Make, why: str) -> None:
    results = make(row(ONE), collected=4163, interrupted=why)
    assert headline(results) == f"Interrupted: 1 of 4,163 rows judged ({why})."
    assert badge.message(results) == ("interrupted: 1 of 4,163 rows judged", "lightgrey")
    assert facts(results)["rows judged"] == "1 of 4163"
    assert facts(results)["interrupted"] == why


def test_what_a_run_violates_until_it_is_interrupted_is_told(make: Make) -> None:
    results = make(row(ONE, "violates"), row(OTHER, "deviates", level="SHOULD"), whole=False, collected=4163)
    assert (
        headline(results) == "Interrupted: 2 of 4,163 rows judged (killed); violates 1 requirement, 1 not as advised."
    )
    assert badge.message(results) == ("1 violation, interrupted: 2 of 4,163 rows judged", "lightgrey")


def test_an_interruption_after_the_last_row_leaves_nothing_out(make: Make) -> None:
    results = make(row(ONE), collected=1, interrupted="Ctrl-C or a signal")
    assert headline(results) == "Violates none of 1 requirement."


def test_rows_that_were_not_tried_are_not_judged(make: Make) -> None:
    results = make(row(ONE), row(OTHER, "inconclusive", status="unjudged"), collected=2)
    assert headline(results) == "Incomplete: 1 of 2 rows judged.", "it was not found to be inconclusive"
    assert badge.message(results) == ("incomplete: 1 of 2 rows judged", "lightgrey")


@pytest.mark.parametrize(
    ("rows", "said", "colour"),
    [
        ([row(ONE), row(ONE)], "conforms in 1 of 528 requirements", "blue"),
        ([row(ONE), row(ONE), row(OTHER, "violates")], "violates 1 and conforms in 1 of 528 requirements", "red"),
        ([row(ONE)], "judges 1 of 528 requirements only in part, without a violation", "lightgrey"),
        (
            [row(ONE), row(OTHER)],
            "conforms in 1 of 528 requirements, judges 1 only in part, without a violation",
            "blue",
        ),
        ([row(ONE, "violates")], "violates 1 of 528 requirements", "red"),
        ([row(ONE, "not-applicable")], "judges none of 528 requirements", "lightgrey"),
        ([row(OTHER, "inconclusive")], "judges none of 528 requirements, 1 inconclusive", "lightgrey"),
    ],
)
def test_a_selection_is_counted_against_all_that_exists(
    make: Make, rows: list[dict[str, Any]], said: str, colour: str
) -> None:
    results = make(*rows, **SELECTION | {"collected": len(rows)})
    assert headline(results) == f"A selection: {said}."
    assert badge.message(results)[1] == colour
    assert badge.message(results)[0] != "conforms"


def test_a_selection_that_was_interrupted_says_so(make: Make) -> None:
    results = make(row(OTHER), **SELECTION | {"collected": 18}, whole=False)
    assert headline(results) == "Interrupted: 1 of 18 rows of a selection judged (killed)."


def test_each_target_has_its_own_rows_of_a_requirement(make: Make) -> None:
    urls = ("http://one/", "http://two/")
    results = make(row(OTHER, target=urls[0]), urls=urls, **SELECTION)
    assert "only in part" in headline(results)


def test_no_report_claims_what_was_not_judged(make: Make) -> None:
    for changes_of_run in ({"collected": 5, "interrupted": "Ctrl-C or a signal"}, SELECTION):
        results = make(row(ONE), **changes_of_run)
        page, markdown = html.render(results), summary.render(results)
        for text in (page, markdown, badge.as_svg(results), badge.as_json(results), json.dumps(facts(results))):
            assert "iolates none" not in text
            assert "No requirement is violated" not in text
        assert headline(results) in page
        assert 'class="headline none"' in page
        assert badge.message(results)[0] in badge.as_svg(results)
        assert "No row that was judged violates a requirement." in page


def test_a_requirement_that_was_judged_in_part_is_no_longer_violated_nowhere(make: Make) -> None:
    before = make(row(ONE, "violates"))
    now = make(row(ONE), **SELECTION)
    assert changes(now, [before])["No longer violated"] == []


def test_a_column_of_a_cut_run_says_so(make: Make) -> None:
    before, now = make(row(ONE), whole=False, collected=3), make(row(ONE))
    assert [column.title for column in columns(now, [before])] == [
        "127.0.0.1:8080 (interrupted: 1 of 3 rows judged)",
        "127.0.0.1:8080",
    ]


def test_known_rows_are_counted_apart_everywhere(make: Make) -> None:
    results = make(row(ONE, "violates"), row(ONE, "violates", known="why"), row(OTHER, "deviates", known="why"))
    assert "| **all** | **1** | **0** | **2** | **0** | **0** | **0** |" in summary.render(results)
    assert 'data-verdict="known"><b>2</b>' in html.render(results)
    assert headline(results) == "Violates 1 of 2 requirements, 1 known."
    assert badge.message(results) == ("1 violation, 1 known", "red")
    assert scope_of(results).is_whole


def test_a_declared_row_that_conforms_is_counted_apart_everywhere(make: Make) -> None:
    """It fails the run: who looks for the reason must find it in every report."""
    results = make(row(ONE), row(ONE, status="outdated", message="remove it"), row(OTHER))
    text = summary.render(results)
    assert "| Rows | violates | deviates | outdated | known | inconclusive | not applicable | conforms |" in text
    assert "| **all** | **0** | **0** | **1** | **0** | **0** | **0** | **2** |" in text
    assert "### Outdated: declared in --known, but conforms now (1)" in text
    page = html.render(results)
    assert 'data-verdict="outdated"><b>1</b>' in page
    assert '<p class="headline none">' in page
    assert headline(results) == "Violates none of 2 requirements, 1 outdated in --known."
    assert badge.message(results) == ("1 outdated in --known", "yellowgreen")


def test_no_report_speaks_of_outdated_entries_where_there_are_none(make: Make) -> None:
    results = make(row(ONE), row(OTHER, "violates", known="why"))
    assert not [report for report in (summary.render(results), headline(results)) if "utdated" in report]
    assert 'data-verdict="outdated"' not in html.render(results)
