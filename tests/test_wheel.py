"""The wheel, built and installed in a fresh environment outside the clone, is complete."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.kit.judging import ROOT

REPORTS = {"results.jsonl", "index.html", "junit.xml", "summary.md", "badge.svg", "badge.json", "allure-results"}
FILE = "conformance/http/rfc9112/test_05_1_field_line_parsing.py"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an environment that has the wheel; its libraries are those of this one."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    shutil.copytree(
        ROOT, source, ignore=shutil.ignore_patterns(".venv", ".git", "reports", "tests", "*.egg-info", "__pycache__")
    )
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", f"--outdir={folder}", str(source), cwd=folder)
    (wheel,) = folder.glob("*.whl")
    programs = environment(folder / "environment")
    run(*_pip(programs), "install", "--no-deps", "--no-index", "--quiet", str(wheel), cwd=folder)
    return programs


def environment(folder: Path) -> Path:
    """Make a fresh environment that sees this one's libraries, but not the clone; returns where its programs are."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    libraries = next(folder.glob("**/site-packages"))
    (libraries / "libraries.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8", newline="\n")
    return programs


def _pip(programs: Path) -> tuple[str, ...]:
    return str(programs / "python"), "-m", "pip"


def run(*command: str, cwd: Path) -> str:
    """Run a command that succeeds; returns what it said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "GITHUB_"))}
    done = subprocess.run(command, cwd=cwd, env=kept, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.thorough
def test_the_wheel_judges_the_reference_and_writes_every_report(installed: Path, tmp_path: Path) -> None:
    said = run(str(installed / "conformance"), "-k", "test_05_1_field_line_parsing", cwd=tmp_path)
    assert "http-threads" in said
    out = tmp_path / "reports" / "latest"
    assert {path.name for path in out.iterdir()} >= REPORTS
    assert "<html" in (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.thorough
def test_the_wheel_runs_each_subcommand(installed: Path, tmp_path: Path) -> None:
    command = str(installed / "conformance")
    assert "requirements" in run(command, "cases", "rfc9112/5.1", cwd=tmp_path)
    assert "no-space-before-colon" in run(command, "explain", "rfc9112/5.1/no-space-before-colon", cwd=tmp_path)
    assert "serve " in run(command, "docroot", "site", cwd=tmp_path)
    assert "conformance " in run(command, "--version", cwd=tmp_path)
    run(command, "-k", "test_a_plain_get", cwd=tmp_path)
    run(command, "report", cwd=tmp_path)
    assert run(str(installed / "python"), "-m", "reference_impls", "--help", cwd=tmp_path)
    where = run(str(installed / "python"), "-c", "import conformance; print(conformance.__file__)", cwd=tmp_path)
    assert str(installed.parent) in where
