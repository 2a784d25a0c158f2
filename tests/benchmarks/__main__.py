"""What the design promises of speed, measured in one run and told as ratios: ``python -m tests.benchmarks``.

The machine's own speed cancels out: each figure is laid against another one of the same minute. Nothing is asserted.
"""

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

from reference_impls.shells import aio
from tests.judging import ROOT, server, serving
from tests.liars import lying
from tests.liars.http import is_silent

PATIENCE = 2.0  # seconds


@dataclass(frozen=True)
class Cost:
    """What a run of pytest cost: seconds of wall and of CPU, megabytes at its largest, cases."""

    wall: float
    cpu: float
    megabytes: float
    cases: int


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
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, sum(counts))


def _last(log: Path) -> str:
    return log.read_text(errors="replace").strip().rpartition("\n")[2]


def empty_cases(count: int, folder: Path) -> Cost:
    """The floor: as many cases that do nothing, with the same reports."""
    text = f"import pytest\n\n@pytest.mark.parametrize('n', range({count}))\ndef test_nothing(n):\n    pass\n"
    (folder / "test_empty.py").write_text(text)
    reports = [f"--alluredir={folder / 'floor'}", f"--junitxml={folder / 'floor.xml'}"]
    return cost([str(folder / "test_empty.py"), "--rootdir", str(folder), *reports], folder)


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        judge = ["conformance/http", f"--out={folder / 'out'}", f"--patience={PATIENCE:g}"]
        one = "--target=127.0.0.1:1"
        cost(
            [*judge, one, "--collect-only"], folder
        )  # leaves the bytecode behind, as every machine's second run finds it
        collection = cost([*judge, one, "--collect-only"], folder)
        everything = cost(["conformance", f"--out={folder / 'out'}", "--collect-only"], folder)
        with serving(server(), aio.serve) as url:
            good = cost([*judge, f"--target={url}"], folder)
        floor = empty_cases(good.cases, folder)
        with lying(is_silent) as url:
            silent = cost([*judge, f"--target={url}"], folder)
        with lying(is_silent, shameless=True) as url:
            mute = cost([*judge, f"--target={url}"], folder)
    print(f"collection for one target           {collection.wall:6.2f} s wall, {collection.cpu:.2f} s CPU (at most 1)")
    print(f"collection for all reference shells {everything.wall:6.2f} s wall, {everything.cpu:.2f} s CPU")
    print(f"{good.cases} cases on the reference        {good.wall:6.2f} s wall, {good.cpu:.2f} s CPU, ", end="")
    print(f"{good.megabytes:.0f} MB")
    print(f"{floor.cases} empty cases, same reports     {floor.wall:6.2f} s wall, {floor.cpu:.2f} s CPU")
    print(f"CPU ratio to the floor              {good.cpu / floor.cpu:6.2f}   (at most 2.5)")
    for what, run in (("silent after the baseline", silent), ("never answers at all", mute)):
        patiences = (run.wall - good.wall) / PATIENCE
        print(f"{what:35} {run.wall:6.2f} s wall: {patiences:.2f} patiences more (at most 3), {run.megabytes:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
