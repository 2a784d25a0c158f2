"""What the tests of the reports share: results on disk, and a browser."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conformance.report.results import Results, read
from tests.report.factory import head, requirement, write

Make = Callable[..., Results]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Results of the given rows, as read from a file; every requirement that a row names is stated."""

    def results(
        *rows: dict[str, Any], urls: tuple[str, ...] = (), whole: bool = True, interrupted: str = "", **run: Any
    ) -> Results:
        stated = {row["id"]: requirement(row["id"], level=row["level"]) for row in rows}
        return read(
            write(
                tmp_path / "results.jsonl", head(stated, *urls) | run, list(rows), whole=whole, interrupted=interrupted
            )
        )

    return results


@pytest.fixture
def browse(tmp_path: Path) -> Callable[[Path, str], str]:
    """The document that Chromium makes of a page, its scripts run."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("needs Chromium")

    def document(page: Path, fragment: str = "") -> str:
        quiet = ("--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update")
        options = (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            *quiet,
            "--disable-sync",
            "--virtual-time-budget=8000",
        )
        command = [
            chromium,
            *options,
            f"--user-data-dir={tmp_path / 'profile'}",
            "--dump-dom",
            page.as_uri() + fragment,
        ]
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=True).stdout

    return document
