"""The wheel, built and installed in a fresh environment outside of the clone: nothing of the clone is missing there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from conformance.command import SUBCOMMANDS
from tests.kit.tree import ROOT, UNSET, Ran

PACKAGES = ("conformance", "reference_impls")
REPORTS = {"index.html", "results.jsonl", "summary.md", "junit.xml", "badge.svg", "badge.json", "allure-results"}
BUILD = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"
INSTALLED = [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]
SHORT = "test_01 or quoted or fragmentation"
PARTS = ("conformance.http", "conformance.websocket")  # of all protocols, 22 servers would be started


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy: a build leaves folders behind."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run([sys.executable, "-c", BUILD, str(built)], cwd=source, capture_output=True, check=True)
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an environment that has the wheel, and the dependencies of the one that runs."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(place, symlinks=os.name != "nt")
    variables = {"base": str(place), "platbase": str(place), "installed_base": str(place)}
    paths = sysconfig.get_paths(scheme="venv", vars=variables)
    dependencies = Path(paths["purelib"]) / "dependencies.pth"
    dependencies.write_text("\n".join(INSTALLED), encoding="utf-8", newline="\n")
    python = shutil.which("python", path=paths["scripts"])
    assert python is not None
    subprocess.run([python, "-m", "installer", str(wheel)], capture_output=True, check=True)
    return Path(paths["scripts"])


def run(scripts: Path, folder: Path, name: str, *words: str) -> Ran:
    """Run a command of the environment in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith((*UNSET, "PYTHON"))}
    command = shutil.which(name, path=str(scripts))
    assert command is not None
    done = subprocess.run(
        [command, *words], cwd=folder, env=kept, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), folder / "reports" / "latest")


def test_the_wheel_has_every_file(wheel: Path) -> None:
    files = {path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()}
    names = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    assert names - set(zipfile.ZipFile(wheel).namelist()) == set()
    assert "conformance/py.typed" in names


def test_the_installed_package_is_the_wheels(scripts: Path, tmp_path: Path) -> None:
    program = "import conformance, reference_impls; print(conformance.__file__, reference_impls.__file__, sep='\\n')"
    ran = run(scripts, tmp_path, "python", "-c", program)
    assert [Path(line).is_relative_to(scripts.parent) for line in ran.text.splitlines()] == [True, True], ran.text


def test_it_judges_the_reference_and_writes_every_report(scripts: Path, tmp_path: Path) -> None:
    ran = run(scripts, tmp_path, "conformance", *PARTS, "-k", SHORT)
    check_run(ran, rows=50)
    page = (tmp_path / "reports" / "latest" / "index.html").read_text(encoding="utf-8")
    remade = run(scripts, tmp_path, "conformance", "report", "--no-allure")
    assert (remade.status, len(remade.text.splitlines())) == (0, 4), remade.text
    assert (tmp_path / "reports" / "latest" / "index.html").read_text(encoding="utf-8") == page
    again = run(scripts, tmp_path, "conformance", "replay", ran.rows[-1]["case"])
    assert (again.status, "The run came to the same verdict." in again.text) == (0, True), again.text


def test_it_shows_the_methods_of_the_reference(scripts: Path, tmp_path: Path) -> None:
    program = "from conformance.report.methods import *; print(len({source(one) for one in table().values()} - {''}))"
    ran = run(scripts, tmp_path, "python", "-c", program)
    assert int(ran.text) >= 100, ran.text


@pytest.mark.thorough
def test_it_judges_the_whole_reference(scripts: Path, tmp_path: Path) -> None:
    check_run(run(scripts, tmp_path, "conformance", "-q", "--every-shell"), rows=16_000)


def check_run(ran: Ran, rows: int) -> None:
    """Nothing is violated, and every report is there."""
    assert ran.status == 0, ran.text
    assert len(ran.rows) >= rows
    assert {row["verdict"] for row in ran.rows} <= {"conforms", "not-applicable"}
    assert {path.name for path in ran.out.iterdir()} == REPORTS
    assert [json.loads(path.read_bytes()) for path in (ran.out / "allure-results").glob("*-result.json")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["cases", "rfc9112/5.1"], "requirements ("),
        (
            ["explain", "rfc9112/5.1/no-space-before-colon"],
            "\nconformance/http/rfc9112/test_05_1_",
        ),
        (["docroot", "site"], "serve site/root, and judge with --docroot site"),
        (["--version"], "conformance "),
        (["--help"], "usage: conformance "),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_each_subcommand_runs(scripts: Path, tmp_path: Path, words: list[str], said: str) -> None:
    ran = run(scripts, tmp_path, "conformance", *words)
    assert ran.status == 0, ran.text
    assert said in ran.text


def test_every_subcommand_is_tested_here() -> None:
    """``report`` and ``replay`` stand with the run that they read."""
    assert set(SUBCOMMANDS) == {"cases", "explain", "docroot", "report", "replay"}


def test_pytest_finds_the_package(scripts: Path, tmp_path: Path) -> None:
    ran = run(
        scripts, tmp_path, "python", "-m", "pytest", "--pyargs", "conformance", "-k", SHORT, "--collect-only", "-q"
    )
    assert ran.status == 0, ran.text
