"""A copy of the judge with section files of the tests, and pytest run on it as a command, as its users run it."""

from __future__ import annotations

import dataclasses
import functools
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BOUND = 90.0  # seconds: a command that runs longer hangs
SECTIONS = {"rfc9996": "dependants", "rfc9997": "causes", "rfc9998": "harm", "rfc9999": "words"}
UNSET = (
    "PYTEST_", "GITHUB_", "COV_", "CI", "NO_COLOR", "FORCE_COLOR", "PY_COLORS", "BUILD_NUMBER",
    "PYTHONDONT", "PYTHONPYCACHE",
)  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Ran:
    """The exit status, output and results of a command."""

    status: int
    text: str
    out: Path

    @functools.cached_property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.out / "results.jsonl").read_text(encoding="utf-8").splitlines()]

    @property
    def run(self) -> dict[str, Any]:
        found: dict[str, Any] = self.records[0]["run"]
        return found

    @property
    def rows(self) -> list[dict[str, Any]]:
        return self.records[1:-1]

    @property
    def summary(self) -> dict[str, Any]:
        found: dict[str, Any] = self.records[-1]["summary"]
        return found

    @property
    def verdicts(self) -> dict[str, str]:
        """The verdict of each row, by the name of its function and its ids."""
        return {short(row["case"]): row["verdict"] for row in self.rows}

    def row(self, name: str) -> dict[str, Any]:
        return next(row for row in self.rows if short(row["case"]) == name)


def user_environment() -> dict[str, str]:
    """The environment of a user's shell, without the variables of the outer pytest and of CI."""
    return {name: value for name, value in os.environ.items() if not name.startswith(UNSET)}


def short(case: str) -> str:
    return case.rpartition("::")[2]


class Tree:
    """A folder that holds the copied package, in which pytest runs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        skipped = shutil.ignore_patterns("__pycache__", "rfc*", "robustness")
        for part in ("harness", "ledger", "report", "http"):
            shutil.copytree(ROOT / "conformance" / part, path / "conformance" / part, ignore=skipped)
        for file in [*(ROOT / "conformance").glob("*.py"), ROOT / "conformance" / "command.ini"]:
            shutil.copy2(file, path / "conformance")  # of the same time: bytecode is only of use for that
        for name, section in SECTIONS.items():
            shutil.copy(HERE / "sections" / f"{section}.py", self.add_folder(name) / f"test_1_{section}.py")
        robustness = self.add_folder("robustness")
        for name in ("__init__.py", "test_1_survival.py"):
            shutil.copy(ROOT / "conformance" / "http" / "robustness" / name, robustness)
        self.files = self.listed()
        self._copy_bytecode()

    def _copy_bytecode(self) -> None:
        """Copy what Python has compiled of the same files, or the first runs in the tree would all compile them."""
        for folder in {file.parent for file in self.files}:
            kept = Path(importlib.util.cache_from_source(str(ROOT / folder.relative_to(self.path) / "any.py"))).parent
            (folder / "__pycache__").mkdir()
            for compiled in [*kept.glob("*.pyc"), *kept.glob("*.bytecode")]:
                shutil.copy(compiled, folder / "__pycache__")

    def listed(self) -> set[Path]:
        """Every file, except caches of Python and pytest."""
        own = {"__pycache__", ".pytest_cache"}
        return {path for path in self.path.rglob("*") if path.is_file() and own.isdisjoint(path.parts)}

    def add_folder(self, name: str) -> Path:
        folder = self.path / "conformance" / "http" / name
        folder.mkdir()
        (folder / "__init__.py").touch()
        return folder

    def command(self, *arguments: str, out: Path) -> list[str]:
        return [sys.executable, "-m", "pytest", f"--out={out}", *arguments]

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of a user's shell, in which the judge is the one of the tree.

        Bytecode is kept, in the tree: each of many runs would compile the judge again. anyio, which has a plugin of
        pytest, is here for the servers that the tests judge.
        """
        own = {"PYTHONPATH": str(self.path), "PYTEST_ADDOPTS": "-p no:anyio", "COLUMNS": "120", "TERM": "dumb"}
        return user_environment() | own | more

    def pytest(
        self,
        *arguments: str,
        out: Path,
        cwd: Path | None = None,
        typed: bytes = b"",
        more: Mapping[str, str] | None = None,
    ) -> Ran:
        """Run pytest in the tree (or in ``cwd``), with ``typed`` as its input; it must end within the bound.

        ``more`` are variables of its environment.
        """
        return self._ran(self.command(*arguments, out=out), out, cwd or self.path, typed, **more or {})

    def conformance(self, *arguments: str, out: Path) -> Ran:
        """Run the console command in the tree."""
        return self._ran([sys.executable, "-m", "conformance", *arguments], out, self.path)

    def _ran(self, command: list[str], out: Path, cwd: Path, typed: bytes = b"", **more: str) -> Ran:
        done = subprocess.run(
            command,
            cwd=cwd,
            env=self.environment(**more),
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=BOUND,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), out)


class Runs:
    """Runs in the background, a few at a time; a test waits for the run that it looks at."""

    def __init__(self, tree: Tree, folder: Path, commands: Mapping[str, Sequence[str]]) -> None:
        self._pool = ThreadPoolExecutor(4)
        self._runs = {
            name: self._pool.submit(tree.pytest, *arguments, out=folder / name) for name, arguments in commands.items()
        }

    def __getitem__(self, name: str) -> Ran:
        return self._runs[name].result()

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


WORDS = "conformance/http/rfc9999/test_1_words.py"
HARM = "conformance/http/rfc9998/test_1_harm.py"
SURVIVAL = "conformance/http/robustness/test_1_survival.py"


def launch(name: str, *more: str) -> list[str]:
    """The options that launch one of the commands of ``servers``."""
    script = " ".join([sys.executable, str(HERE / "servers.py"), name, "{port}", *more])
    return ["--launch", script]
