"""The console command: what its first word means, its help, and the exit status of a mistake."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance import command
from tests.kit.judging import ROOT
from tests.kit.servers import Server, obeys, serving
from tests.kit.tree import Ran

PACKAGE = ROOT / "conformance"
ALL = str(PACKAGE)
FOREIGN = """[pytest]
addopts = -k nothing_at_all --no-such-option
python_files = check_*.py
python_functions = check_*
strict_markers = true
filterwarnings = error
"""
MODULE = "conformance.http.rfc9112.test_05_1_field_line_parsing"
FILE = str(PACKAGE / "http" / "rfc9112" / "test_05_1_field_line_parsing.py")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(obeys) as server:
        yield server


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The arguments that pytest is called with, after those that are always there."""
    calls: list[list[str]] = []

    def called() -> int:
        _, configuration, root, _, _, *rest = sys.argv
        assert configuration == f"--config-file={PACKAGE / 'command.ini'}"
        assert root == f"--rootdir={ROOT}"
        calls.append(rest)
        return 0

    monkeypatch.setattr(sys, "argv", ["conformance"])
    monkeypatch.setattr(pytest, "console_main", called)
    return calls


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ([], [ALL]),
        (["http://127.0.0.1:8080"], [ALL, "--target=http://127.0.0.1:8080"]),
        (["127.0.0.1:8080", "-k", "chunk"], [ALL, "--target=127.0.0.1:8080", "-k", "chunk"]),
        (["ws://[::1]:80/chat"], [ALL, "--target=ws://[::1]:80/chat"]),
        (["conformance.test:80"], [ALL, "--target=conformance.test:80"]),
        (["--launch", "./server {port}"], [ALL, "--launch", "./server {port}"]),
        (["-n", "2"], [ALL, "-n", "2"]),
        (["-k", "conformance.nothing"], [ALL, "-k", "conformance.nothing"]),
        (["[::1]:80", MODULE], ["--target=[::1]:80", FILE]),
        ([f"{MODULE}::test_it[X-A : b]", "-x"], [f"{FILE}::test_it[X-A : b]", "-x"]),
        (["conformance.websocket", "--lf"], [str(PACKAGE / "websocket"), "--lf"]),
    ],
)
def test_what_is_judged(judged: list[list[str]], words: list[str], arguments: list[str]) -> None:
    assert command.main(words) == 0
    assert judged == [arguments]


@pytest.mark.parametrize("word", ["example", "localhost", "", "case", "http//x", "./server", "conformance.htp"])
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


def type_words(*words: str, cwd: Path) -> Ran:
    """Run the command in a folder."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "conformance", *words], cwd=cwd, capture_output=True, timeout=90, check=False
    )
    return Ran(done.returncode, (done.stdout + done.stderr).decode("utf-8"), cwd / "reports" / "latest")


def test_the_settings_of_other_tests_do_not_matter(server: Server, tmp_path: Path) -> None:
    """A project of the user's own: its options and names of files would leave no case, its conftest.py fails."""
    (tmp_path / "pytest.ini").write_text(FOREIGN, encoding="utf-8", newline="\n")
    (tmp_path / "conftest.py").write_text("raise RuntimeError('foreign')\n", encoding="utf-8", newline="\n")
    ran = type_words(server.url, MODULE, cwd=tmp_path)
    assert (ran.status, len(ran.rows)) == (1, 18), ran.text
    assert {path.name for path in tmp_path.iterdir()} == {"conftest.py", "pytest.ini", "reports", ".pytest_cache"}


def test_a_row_has_its_usual_name_and_a_command_that_repeats_it(server: Server, tmp_path: Path) -> None:
    row = type_words(server.url, MODULE, "-k", "rejected", "-n", "2", cwd=tmp_path).rows[0]
    assert row["case"].startswith("conformance/http/rfc9112/test_05_1_field_line_parsing.py::test_")
    name, *words = shlex.split(row["repeat"]["pytest"])
    assert name == "conformance"
    again = type_words(*words, cwd=tmp_path)
    assert [repeated["case"] for repeated in again.rows] == [row["case"]], again.text


def test_a_reader_that_has_seen_enough_is_no_error(server: Server, tmp_path: Path) -> None:
    """Such as ``| head``, in a run."""
    words = [sys.executable, "-P", "-u", "-m", "conformance", server.url, MODULE]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_nothing_of_ours_is_imported_before_pytest() -> None:
    """What is imported before, pytest cannot rewrite: its assertions would not say what was compared."""
    program = "import sys, conformance.command; print(*(name for name in sys.modules if name[:11] == 'conformance'))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["conformance", "conformance.command"]


def test_python_runs_the_same_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "conformance", "nonsense"], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 4
