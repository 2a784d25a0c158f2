"""The end of what a run says on the terminal: what matters most is said last, and what is alike is said once."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from conformance.harness.runner.terminal import print_not_applicable, write_summary
from tests.kit.tree import WORDS, Ran, Runs

RUNS = {
    "told in full": [WORDS, "-v", "--target={url}", "--patience=1.5"],
}


def test_the_report_is_named_last(words: Ran) -> None:
    """However many lines pytest's own summary has."""
    *_, report, count = words.text.splitlines()
    assert report.startswith("report: ")
    assert " failed, " in count


def of_serve(words: Ran) -> int:
    """The rows of the requirement ``serve`` that do not conform; the other row that is inconclusive is of another."""
    return sum(verdict in ("violates", "inconclusive") for verdict in words.verdicts.values()) - 1


def test_the_first_rows_of_a_requirement_are_told_in_full_and_the_others_in_brief(words: Ran) -> None:
    assert of_serve(words) > 3
    assert words.text.count("\n required  Answer 200 whatever") == 3
    assert words.text.count("in full: in the report, or with -v") == of_serve(words) - 3
    assert words.text.count("\n   repeat  pytest ") == of_serve(words) + 1


def test_verbose_tells_every_row_in_full(runs: Runs, words: Ran) -> None:
    assert runs["told in full"].text.count("\n required  Answer 200 whatever") == of_serve(words)
    assert "in full: in the report" not in runs["told in full"].text


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


def test_the_worst_of_each_target_comes_first() -> None:
    """What an RFC says in so many words stands before what follows from its grammar, whichever came first."""
    urls = ("http://a:80/", "ws://b:81/")
    rows = [row(url, level, f"{url[0]}/{level}") for url in urls for level in ("robustness", "implied", "MUST")]
    targets = [SimpleNamespace(url=url, name=url) for url in urls]
    said: list[str] = []
    terminal = SimpleNamespace(line=lambda text, **_: said.append(text), section=lambda *_, **__: None)
    write_summary(terminal, rows, targets, {}, Path("out"))  # type: ignore[arg-type]
    told = [line.split(":")[0].split()[-1] for line in said if line.startswith(("http", "ws", "violates"))]
    assert told == ["http", "h/MUST", "h/implied", "h/robustness", "ws", "w/MUST", "w/implied", "w/robustness"]
