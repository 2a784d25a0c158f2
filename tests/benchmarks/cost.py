"""What a run of pytest costs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.kit.judging import ROOT

EMPTY = "import pytest\n\n@pytest.mark.parametrize('n', range({}))\ndef test_nothing(n):\n    pass\n"


@dataclass(frozen=True)
class Cost:
    """What a run cost: seconds of wall and of CPU, megabytes at its largest, cases; the seconds that pytest says."""

    wall: float
    cpu: float
    megabytes: float
    cases: int
    said: float

    def __str__(self) -> str:
        return f"{self.wall:6.2f} s wall, {self.cpu:5.2f} s CPU, {self.megabytes:3.0f} MB"


def cost(arguments: Sequence[str], folder: Path) -> Cost:
    """Run pytest once and measure it; what it started outside of itself does not count."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    began = time.perf_counter()
    log = folder / "log"
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = kept | {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output, env=environment)
        _, _, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    counts = [
        int(count) for count in re.findall(r"(\d+) (?:passed|failed|skipped|deviation|known|errors?|tests)", _last(log))
    ]
    said = [float(seconds) for seconds in re.findall(r" in ([\d.]+)s", _last(log))]
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, sum(counts), sum(said))


def _last(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2]


def empty_cases(count: int, folder: Path, *options: str) -> Cost:
    """The floor: as many cases that do nothing, with the same reports."""
    (folder / "test_empty.py").write_text(EMPTY.format(count), encoding="utf-8")
    out = Path(tempfile.mkdtemp(dir=folder))
    reports = [f"--alluredir={out / 'allure-results'}", f"--junitxml={out / 'junit.xml'}"]
    return cost([str(folder / "test_empty.py"), "--rootdir", str(folder), *reports, *options], folder)
