"""Install npm packages, once, into a folder of the tests."""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).with_name(".npm")
MODULES = FOLDER / "node_modules"
PATIENCE = 120.0  # seconds that an installation may take


def missing(server: str, packages: tuple[str, ...]) -> str | None:
    """Install what is not there yet; return why that is impossible, or None."""
    absent = tuple(name for name in packages if not (MODULES / name / "package.json").exists())
    return f"{server}: {reason}" if absent and (reason := _install(absent)) else None


def version(package: str) -> str:
    """The version of an installed package."""
    return str(json.loads((MODULES / package / "package.json").read_text(encoding="utf-8"))["version"])


@functools.cache
def _install(packages: Iterable[str]) -> str:
    """Install packages; return why that is impossible, or an empty text."""
    if not (program := shutil.which("npm")):
        return "no program npm on PATH"
    FOLDER.mkdir(exist_ok=True)
    command = [program, "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]
    try:
        done = subprocess.run(
            [*command, *packages], cwd=FOLDER, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return f"npm install {' '.join(packages)} takes longer than {PATIENCE} s"
    return "" if done.returncode == 0 else f"npm install {' '.join(packages)} fails: {done.stderr[-300:]}"
