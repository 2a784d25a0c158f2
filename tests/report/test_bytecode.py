"""Templates are compiled once, not in each run, and never where Python may keep no bytecode."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import jinja2
import pytest

from conformance.report.bytecode import KeptBeside


def rendered(folder: Path, kind: str, **options: Any) -> str:
    """What a process makes of the template, with what processes before it have kept."""
    loader, kept = jinja2.FileSystemLoader(folder), KeptBeside(folder, kind)
    return jinja2.Environment(loader=loader, bytecode_cache=kept, **options).get_template("page").render(text="<")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "page").write_text("{{ text }}")
    return tmp_path


def test_a_template_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rendered(folder, "plain") == "<"
    monkeypatch.delattr(jinja2.Environment, "compile")
    assert rendered(folder, "plain") == "<"


def test_a_template_that_has_changed_is_compiled_again(folder: Path) -> None:
    assert rendered(folder, "plain") == "<"
    (folder / "page").write_text("new {{ text }}")
    assert rendered(folder, "plain") == "new <"


def test_environments_of_other_options_share_nothing(folder: Path) -> None:
    assert rendered(folder, "plain") == "<"
    assert rendered(folder, "html", autoescape=True) == "&lt;"


def test_nothing_is_kept_where_python_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(folder, "plain") == "<"
    assert not (folder / "__pycache__").exists()


def test_reports_are_written_where_no_folder_can_be_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert rendered(folder, "plain") == "<"
