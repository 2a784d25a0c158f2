"""`python -m conformance report`: which files it writes, and that it never gives up all for one."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conformance.report import command
from tests.report.factory import head, requirement, row, write

KEY = "rfc9112/5.1/a"
REPORTS = ["index.html", "summary.md", "badge.svg", "badge.json"]


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with the results of a run, and an environment that is not that of a CI server."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    folder = tmp_path / "latest"
    folder.mkdir()
    write(folder / "results.jsonl", head({KEY: requirement(KEY)}), [row(KEY, "violates")])
    return folder


def call(*arguments: str | Path) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args([str(argument) for argument in arguments]))


def test_every_report_is_written_beside_the_results(directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(directory, "--no-allure") == 0
    assert capsys.readouterr().out.splitlines() == [str(directory / name) for name in REPORTS]
    assert {file.name for file in directory.iterdir()} == {"results.jsonl", *REPORTS}


def test_a_missing_allure_page_is_one_line_and_no_failure(
    directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (directory / "allure-results").mkdir()
    (directory / "allure-results" / "x-result.json").write_text("{}")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert call(directory, "--cache", tmp_path / "cache") == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert "install Node 20 or later, or `pip install 'protocol-conformance[allure]'`" in line
    assert (directory / "index.html").exists()
    assert not (tmp_path / "cache").exists()


def test_allure_is_told_how_much_was_judged(directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for a run that was killed, whose results of Allure have no environment yet."""
    results = directory / "allure-results"
    results.mkdir()
    (results / "x-result.json").write_text("{}")
    run = head({KEY: requirement(KEY)}, collected=4163)
    write(directory / "results.jsonl", run, [row(KEY)], whole=False)
    names = []
    monkeypatch.setattr("conformance.report.allure.make", lambda *_, name, **__: names.append(name))
    assert call(directory, "--cache", tmp_path / "cache") == 0
    assert names == ["Conformance of 127.0.0.1:8080 (interrupted: 1 of 4,163 rows judged)"]
    assert (results / "environment.properties").read_text().splitlines() == [
        "conformance=Interrupted: 1 of 4,163 rows judged (killed).",
        "rows_judged=1 of 4163",
        "interrupted=killed",
        "selection=no",
    ]


def test_results_that_are_none_are_one_line_and_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path) == 1
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)


def test_history_may_be_a_file_or_a_directory(directory: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    write(old / "results.jsonl", head({KEY: requirement(KEY)}), [row(KEY)])
    for place in (old, old / "results.jsonl"):
        assert call(directory, "--no-allure", "--history", place) == 0
        assert "**Newly violated:** `rfc9112/5.1/a`" in (directory / "summary.md").read_text()


def test_the_summary_goes_to_github_too(directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "step.md"))
    assert call(directory, "--no-allure") == 0
    assert (tmp_path / "step.md").read_text() == (directory / "summary.md").read_text()


def test_the_same_results_make_the_same_reports(directory: Path) -> None:
    command.report(directory)
    first = [(directory / name).read_bytes() for name in REPORTS]
    command.report(directory)
    assert [(directory / name).read_bytes() for name in REPORTS] == first


def test_importing_the_reports_imports_neither_pytest_nor_sockets_nor_libraries() -> None:
    """jinja2 is imported when a report is written, platformdirs for Allure's page."""
    code = "import sys, conformance.report.command; print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(Path(command.__file__).parents[2])}
    loaded = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    heavy = {"pytest", "_pytest", "socket", "asyncio", "conformance.harness", "jinja2", "markupsafe", "platformdirs"}
    assert not heavy & set(loaded.stdout.split())
