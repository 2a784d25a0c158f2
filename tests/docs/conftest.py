from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

PARTS = ("conformance", "reference_impls", "tests")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of the repository, as a new contributor has it."""
    return copied(tmp_path / "clone")


def copied(place: Path) -> Path:
    for part in PARTS:
        shutil.copytree(ROOT / part, place / part, ignore=shutil.ignore_patterns("__pycache__", "real"))
    shutil.copy(ROOT / "pyproject.toml", place)
    return place
