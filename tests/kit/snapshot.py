"""Compare texts that a user reads with files in ``tests/snapshots``; ``UPDATE_SNAPSHOTS=1`` writes the files."""

from __future__ import annotations

import os
import re

from tests.kit.tree import ROOT

FOLDER = ROOT / "tests" / "snapshots"
VARYING = (
    (r"127\.0\.0\.1:\d+", "127.0.0.1:PORT"),
    (r"127\.0\.0\.1 \d+", "127.0.0.1 PORT"),
    (r"--launch=\S*python\S* \S*servers\.py", "--launch=python servers.py"),
    (r"--launch: \S*python\S* \S*servers\.py (\w+) \d+", r"--launch: python servers.py \1 PORT"),
    (r"(target|start)  \S*python\S* \S*servers\.py", r"\1  python servers.py"),
    (r"(?m)^\S*python\S* \S*servers\.py", "python servers.py"),
    (r"--results=\S+", "--results=OUT"),
    (r"(?m)^ +\d+\.\d{4}  ", "   0.0000  "),
    (r"\d+\.\d+s", "0.00s"),
    (r"(test_\w+\.py):\d+:", r"\1:LINE:"),
    (r"\d+ cases in flight", "N cases in flight"),  # measured
    (r"/\S*/(index\.html|junit\.xml)", r"OUT/\1"),
    (r"(?m)^( +0020  )(?:3\d ){5}(.*  )\d{5}", r"\1PP PP PP PP PP \2PPPPP"),  # Host: 127.0.0.1: ends the row above
    (r"(?m)[ \t]+$", ""),
    (r"(?m)^[=!_-]{3,} | [=!_-]{3,}$", ""),
)


def normalised(text: str) -> str:
    """Replace ports, times, paths and what depends on them by words."""
    for pattern, replacement in VARYING:
        text = re.sub(pattern, replacement, text)
    return text.strip("\n") + "\n"


def assert_snapshot(name: str, text: str) -> None:
    """Compare with ``tests/snapshots/NAME.txt``."""
    file = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        file.write_text(normalised(text), encoding="utf-8")
    assert normalised(text) == file.read_text(encoding="utf-8")


def part(text: str, begin: str, end: str) -> str:
    """The lines from the first that matches ``begin`` up to, not including, the next that matches ``end``."""
    lines = text.splitlines()
    first = next(number for number, line in enumerate(lines) if re.search(begin, line))
    rest = (number for number in range(first + 1, len(lines)) if re.search(end, lines[number]))
    return "\n".join(lines[first : next(rest, len(lines))])
