"""The console command: what its first word means, its help, and the exit status of a mistake."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance import command
from tests.kit.judging import ROOT
from tests.kit.servers import Server, obeys, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(obeys) as server:
        yield server


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The arguments that pytest is called with, after those that are always there."""
    calls: list[list[str]] = []

    def called(arguments: list[str]) -> int:
        always = ["--pyargs", "conformance", *command.OWN_COLLECTION]
        assert arguments[: len(always)] == always
        calls.append(arguments[len(always) :])
        return 0

    monkeypatch.setattr(pytest, "main", called)
    return calls


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ([], []),
        (["http://127.0.0.1:8080"], ["--target=http://127.0.0.1:8080"]),
        (["127.0.0.1:8080", "-k", "chunk"], ["--target=127.0.0.1:8080", "-k", "chunk"]),
        (["ws://[::1]:80/chat"], ["--target=ws://[::1]:80/chat"]),
        (["--launch", "./server {port}"], ["--launch", "./server {port}"]),
        (["-n", "2"], ["-n", "2"]),
    ],
)
def test_what_is_judged(judged: list[list[str]], words: list[str], arguments: list[str]) -> None:
    assert command.main(words) == 0
    assert judged == [arguments]


@pytest.mark.parametrize("word", ["example", "gopher://x", "case", "http//x", "./server"])
def test_a_word_that_is_neither_target_nor_subcommand_is_one_line(
    judged: list[list[str]], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([word]) == 4
    said = capsys.readouterr().err
    assert said.startswith(f"conformance: {word!r} is neither a target")
    assert said.count("\n") == 1
    assert judged == []


def test_the_help_names_every_subcommand_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"\n  {name} " in said for name in command.SUBCOMMANDS)
    assert all(option in said for option in ("--target URL", "--launch CMD", "--patience S", "(default: 2"))


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("conformance ")


@pytest.mark.parametrize("words", [["cases", "rfc9112/5.1"], ["explain", "rfc9112/5.1/no-space-before-colon"]])
def test_a_subcommand_runs(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(words) == 0
    assert "rfc9112/5.1/no-space-before-colon" in capsys.readouterr().out


def test_the_settings_of_other_tests_do_not_matter(server: Server, tmp_path: Path) -> None:
    """A project of the user's own, with options and names of files that would leave no case to judge."""
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\naddopts = -k nothing_at_all\npython_files = check_*.py\npython_functions = check_*\n"
        "strict_markers = true\n",
        encoding="utf-8",
        newline="\n",
    )
    words = ["-m", "conformance", server.url, "-k", "test_a_plain_get", "-p", "no:cacheprovider"]
    done = subprocess.run([sys.executable, *words], cwd=tmp_path, capture_output=True, timeout=90, check=False)
    text = done.stdout.decode()
    assert "deselected" in text, text + done.stderr.decode()
    assert (tmp_path / "reports" / "latest" / "results.jsonl").exists()


def test_python_runs_the_same_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "conformance", "nonsense"], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 4
