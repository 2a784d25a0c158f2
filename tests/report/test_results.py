"""The reader of `results.jsonl`: whole, cut short, and something else altogether."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.report.results import ResultsError, read
from tests.report.conftest import Make
from tests.report.factory import HOSTILE, TARGET, head, requirement, row, write

KEY = "rfc9112/5.1/no-space-before-colon"


def test_a_whole_file_is_read(make: Make) -> None:
    results = make(row(KEY, "violates", option="--cap echo=/path"))
    assert results.trouble == ""
    assert results.summary is not None
    assert (results.summary.seconds, results.summary.exit) == (3.2, 1)
    assert results.run.requirements[KEY].section == "5.1"
    assert results.run.targets[0].missing == {"put": "--cap put=/path/"}
    (only,) = results.rows
    assert (only.verdict, only.target, only.option) == ("violates", TARGET, "--cap echo=/path")
    assert [entry.note for entry in only.evidence] == ["", "", "FIN"]


def test_a_missing_summary_is_told_in_one_line(make: Make) -> None:
    results = make(row(KEY), whole=False)
    assert results.summary is None
    assert len(results.rows) == 1
    assert results.trouble == "The run was cut short: the file has 1 row and no summary."


@pytest.mark.parametrize("left", [1, 20, 200])
def test_a_last_line_that_is_cut_off_is_left_out(tmp_path: Path, left: int) -> None:
    path = write(tmp_path / "results.jsonl", head({KEY: requirement(KEY)}), [row(KEY), row(KEY)], whole=False)
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:-1], lines[-1][:left]]))
    results = read(path)
    assert len(results.rows) == 1
    assert results.trouble == "The run was cut short: the file ends in the middle of line 3."


def test_half_a_first_line_is_an_error_that_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "results.jsonl", head({KEY: requirement(KEY)}), [], whole=False)
    path.write_text(path.read_text()[:200])
    with pytest.raises(ResultsError, match="the run was killed before it judged anything"):
        read(path)


def test_rows_are_read_in_the_order_of_collection_and_each_once(make: Make) -> None:
    """A run that was killed leaves them in the order of their verdicts; of two verdicts on a row, the last counts."""
    rows = [row(KEY, message=message, index=index) for index, message in ((2, "c"), (0, "a"), (1, "no"), (1, "b"))]
    assert [one.message for one in make(*rows, whole=False).rows] == ["a", "b", "c"]


@pytest.mark.parametrize("text", ["", "hello\n", "[]\n", "{}\n", '{"run": 3}\n', '{"summary": {}}\n', "\x00\xff"])
def test_another_file_is_an_error_of_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "results.jsonl"
    path.write_text(text)
    with pytest.raises(ResultsError) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="No such file"):
        read(tmp_path / "none.jsonl")


@pytest.mark.parametrize("broken", ['{"id": "a/b/c", "verdict": "fine"}', '{"verdict": "conforms"}', "{nonsense", "7"])
def test_a_broken_line_in_the_middle_is_an_error_that_names_the_line(tmp_path: Path, broken: str) -> None:
    path = write(tmp_path / "results.jsonl", head({KEY: requirement(KEY)}), [row(KEY)])
    first, *rest = path.read_text().splitlines()
    path.write_text("\n".join([first, broken, *rest]))
    with pytest.raises(ResultsError, match=r"results\.jsonl:2: "):
        read(path)


def test_a_row_of_an_unstated_requirement_and_target_is_kept(make: Make) -> None:
    results = make(row(KEY, target="http://other/"), requirements={})
    assert results.run.requirements[KEY].section == "5.1"
    assert [target.url for target in results.run.targets] == [TARGET, "http://other/"]


def test_hostile_text_is_read_as_it_is(make: Make) -> None:
    assert make(row(KEY, message=HOSTILE)).rows[0].message == HOSTILE
