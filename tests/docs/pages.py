"""The blocks of code in the documentation, and how tests run them.

A block is fenced. What a test does with it stands above it: an HTML comment such as ``<!-- run -->``,
``<!-- run: 1 -->`` (the exit status that is expected) or ``<!-- read by: known -->``, or a line that begins with the
name of the file that the block is the content of.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.kit.tree import UNSET

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"<!-- (.+) -->")
FILE = re.compile(r"`([\w./-]+\.\w+)`")
VARYING = re.compile(r"(?<=127\.0\.0\.1[: ])\d+|^ +\d+\.\d{4}(?=  [<>])")  # ports, and when octets were exchanged
BOUND = 120.0  # seconds: a command that runs longer hangs


@dataclass(frozen=True)
class Block:
    """One block; ``mark`` is the comment above it, ``file`` the name of the file that it is the content of."""

    page: Path
    line: int
    language: str
    text: str
    mark: str
    file: str

    @property
    def name(self) -> str:
        return f"{self.page.name}:{self.line}"

    @property
    def status(self) -> int | None:
        """The exit status that the block ends with; ``None`` where it is not run."""
        word, _, number = self.mark.partition(":")
        return int(number or 0) if word == "run" else None

    @property
    def commands(self) -> list[str]:
        """One command a line; a line that ends with a backslash goes on."""
        lines = self.text.replace("\\\n", " ").splitlines()
        return [line for line in lines if line and not line.startswith("#")]


def blocks(page: Path) -> list[Block]:
    """Every block of a page, in its order."""
    text = page.read_text(encoding="utf-8")
    return [_block(page, text, match) for match in FENCED.finditer(text)]


def _block(page: Path, text: str, match: re.Match[str]) -> Block:
    before = text[: match.start()]
    above = before.rstrip().rpartition("\n")[2]
    comment, file = COMMENT.fullmatch(above), FILE.match(above)
    return Block(
        page,
        before.count("\n") + 1,
        match[1],
        match[2],
        comment[1] if comment else "",
        file[1] if file else "",
    )


def run(command: str, cwd: Path, *more: str, replace: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command of a page as a user would, in ``cwd``, with the package that lies there.

    ``replace`` takes the place of the address 127.0.0.1:8080, ``more`` are arguments that the page does not show.
    """
    words = [word.replace("127.0.0.1:8080", replace or "127.0.0.1:8080") for word in shlex.split(command)]
    own = {name: value for name, value in os.environ.items() if not name.startswith(UNSET)}
    return subprocess.run(
        [*_program(words[0]), *map(_with_python, words[1:]), *more],
        cwd=cwd,
        env=own | {"PYTHONPATH": str(cwd), "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=BOUND,
        check=False,
    )


def _program(name: str) -> list[str]:
    """The program of this environment, whatever the page's is called."""
    program = name.removeprefix(".venv/bin/")
    modules = {"python": [], "python3": [], "pytest": ["-m", "pytest"], "conformance": ["-m", "conformance"]}
    return [sys.executable, *modules[program]]


def _with_python(word: str) -> str:
    """A word that is itself a command, as that of ``--launch``."""
    return word.replace("python3 ", f"{shlex.quote(sys.executable)} ", 1)


def missing(shown: str, said: str) -> list[str]:
    """The lines of ``shown`` that are not in ``said``, in this order.

    Others may stand between them. What varies from run to run counts as equal.
    """
    left, lost = _comparable(said), []
    for line in _comparable(shown):
        if line in ("", "..."):
            continue
        if line not in left:
            lost.append(line)
        else:
            left = left[left.index(line) + 1 :]
    return lost


def _comparable(text: str) -> list[str]:
    text = text.replace(shlex.quote(sys.executable), "python3")
    return [VARYING.sub("", line).rstrip() for line in text.splitlines()]
