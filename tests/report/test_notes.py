"""The sentences on a run that stand beside its verdicts, in the page and in the summary."""

from __future__ import annotations

import pytest

from conformance.report import html, summary
from conformance.report.notes import HOW_TO_JUDGE, notes
from tests.report.conftest import Make
from tests.report.factory import TARGET, row


def test_a_run_of_the_reference_says_so_and_how_to_judge_another_server(make: Make) -> None:
    results = make(row("rfc9112/5/a"), options={"--patience": "2"})
    assert notes(results) == [HOW_TO_JUDGE]
    assert "--launch" in html.render(results).partition("<main>")[0]
    assert "This run judged the reference" in summary.render(results)


@pytest.mark.parametrize("option", ["--target", "--launch"])
def test_a_run_of_another_server_does_not(make: Make, option: str) -> None:
    assert notes(make(row("rfc9112/5/a"), options={option: "x"})) == []


def test_declarations_that_nobody_has_looked_at_are_counted(make: Make) -> None:
    waiting = [row(f"rfc9112/5/{slug}", "violates", known="to be looked at") for slug in "aab"]
    results = make(*waiting, row("rfc9112/5/c", "violates", known="ticket 1234"))
    expected = "3 rows of 2 requirements declared in --known: the reason says only 'to be looked at'."
    assert notes(results) == [expected]
    assert expected in summary.render(results)


def test_what_was_found_out_about_the_target_is_told(make: Make) -> None:
    limited = {"target": TARGET, "name": "it", "title": "it", "notices": ["it limits its <rate>"]}
    results = make(row("rfc9112/5/a"), targets=[limited], options={"--target": "x"})
    assert notes(results) == ["it limits its <rate>"]
    assert "it limits its &lt;rate>" in html.render(results).replace("&gt;", ">")
    assert "it limits its" in summary.render(results)
    several = make(row("rfc9112/5/a"), targets=[limited, limited | {"target": "b"}], options={"--target": "x"})
    assert notes(several)[0] == "it: it limits its <rate>"
