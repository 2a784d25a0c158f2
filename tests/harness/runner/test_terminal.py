"""The end of what a run says on the terminal: what matters most is said last, and what is alike is said once."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from conformance.harness.runner.terminal import Findings, print_not_applicable, write_summary
from conformance.report.repairs import Repair
from conformance.report.results import Row
from tests.kit.tree import WORDS, Ran, Runs

RUNS = {
    "told in full": [WORDS, "-v", "--target={url}", "--patience=1.5"],
}


def test_the_report_and_the_first_repair_are_named_last(words: Ran) -> None:
    *_, report, first, count = words.text.splitlines()
    assert report.startswith("report: ")
    assert first.startswith("repair first: Answer 200 whatever the field X-Do says")
    assert " failed, " in count


def test_what_to_repair_comes_before_everything_else(words: Ran) -> None:
    """One violated requirement, and one that is not met otherwise; the further text in full is of neither."""
    screen = words.text.partition("[100%]\n")[2].splitlines()[:24]
    assert screen[0].strip("= ") == "repair first: 2 faults"
    assert [line for line in screen if line[:2] in ("1.", "2.")] == [
        "1. Answer 200 whatever the field X-Do says, be it ever so hostile or long, and",
        "2. Answer 200, better than not.",
    ]
    assert "=" * 5 + " in full: one row each of 1 of 1 further requirement " in words.text
    assert words.text.count("\n required  ") == 1
    assert "short test summary" not in words.text


def test_verbose_tells_every_row_in_full(runs: Runs, words: Ran) -> None:
    rows = [verdict for verdict in words.verdicts.values() if verdict in ("violates", "inconclusive")]
    assert runs["told in full"].text.count("\n required  ") == len(rows)


def test_only_what_an_option_would_change_is_said_to_change_with_it() -> None:
    rows = [
        {"verdict": "not-applicable", "option": "--cap echo=/path", "message": "needs echo: --cap echo=/path"},
        {"verdict": "not-applicable", "option": "", "message": "the target does not answer 431"},
    ]
    said: list[str] = []
    terminal = SimpleNamespace(line=lambda text, **_: said.append(text))
    print_not_applicable(terminal, rows)  # type: ignore[arg-type]
    assert said == [
        "not applicable    1 rows, would change with: --cap echo=/path",
        "not applicable    1 rows: the target does not answer 431",
    ]


def row(target: str, level: str, name: str) -> dict[str, Any]:
    told = {"message": "FIN and no answer", "option": "", "known": "", "status": "failed"}
    return {"target": target, "level": level, "id": name, "verdict": "violates", **told}


def test_every_violated_requirement_of_each_target_is_named_in_the_order_of_repairs() -> None:
    urls = ("http://a:80/", "ws://b:81/")
    rows = [row(url, "MUST", f"{url[0]}/{number}") for url in urls for number in range(30)]
    targets = [SimpleNamespace(url=url, name=url, launch="") for url in urls]
    repairs = {url: [repair(url, f"{url[0]}/{number}") for number in reversed(range(30))] for url in urls}
    said: list[str] = []
    terminal = SimpleNamespace(line=lambda text, **_: said.append(text), section=lambda *_, **__: None)
    write_summary(terminal, Findings(rows, targets, {}, repairs), Path("out"))  # type: ignore[arg-type]
    told = [line.split(":")[0].split()[-1] for line in said if line.startswith("violates")]
    assert told == [f"{url[0]}/{number}" for url in urls for number in reversed(range(30))]
    assert said[-2:] == ["repair first at http://a:80/: Do it.", "repair first at ws://b:81/: Do it."]


def repair(url: str, name: str) -> Repair:
    return Repair("Do it.", name, "no", "", Row(name, name, "MUST", "violates", url), 0)


def test_known_rows_are_counted_in_a_column_of_their_own() -> None:
    url = "http://a:80/"
    rows = [row(url, "MUST", "a/half") | {"known": known} for known in ("", "", "ticket 1")]
    rows += [row(url, "MUST", "a/all") | {"known": "ticket 2"}] * 2
    said: list[str] = []
    terminal = SimpleNamespace(line=lambda text, **_: said.append(text), section=lambda *_, **__: None)
    target = SimpleNamespace(url=url, name=url, launch="")
    write_summary(terminal, Findings(rows, [target], {}, {}, "The headline."), Path("out"))  # type: ignore[arg-type,list-item]
    assert said[0] == "The headline."
    assert said[2].split() == ["violates", "deviates", "known", "inconclusive", "not-applicable", "conforms"]
    assert said[3].split() == ["MUST", "2", "-", "3", "-", "-", "-"]
    assert "a/half (2 rows, 1 known): " in said[5]
    assert "a/all (2 rows, known): " in said[6]
