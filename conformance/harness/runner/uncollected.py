"""Collects the cases that others rest on where the command line does not name them: they are judged, not reported."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from conformance.harness.case.case import Case
from conformance.harness.engine.causes import causes_of
from conformance.harness.runner import seams
from conformance.model import Requirement


def uncollected_causes(
    session: pytest.Session, cases: list[Case], make: Callable[[pytest.Item], Case], thorough: bool
) -> list[Case]:
    """The cases on which ``cases`` rest and that may not have been collected; ``make`` makes a case of an item."""
    causes = causes_of(cases)
    files = {file for cause in causes for file in _files_of(cause)}
    if not seams.selects_rows(session.config):
        files -= {Path(item.path) for item in session.items}
    items = (item for file in sorted(files) for item in seams.items_of_file(session, file))
    return [make(item) for item in items if _requirement(item) in causes and (thorough or not _is_heavy(item))]


def _files_of(requirement: Requirement) -> Iterator[Path]:
    """The section files that were imported and have cases of a requirement."""
    for name, module in list(sys.modules.items()):
        if ".test_" in name and name.startswith("conformance.") and requirement in _verified(vars(module).values()):
            yield Path(str(module.__file__))


def _verified(values: Iterable[object]) -> set[object]:
    functions = [value for value in values if inspect.isfunction(value)]
    marks = [mark for function in functions for mark in getattr(function, "pytestmark", ())]
    return {mark.args[0] for mark in marks if mark.name == "verifies"}


def _requirement(item: pytest.Item) -> object:
    marker = item.get_closest_marker("verifies")
    return marker.args[0] if marker else None


def _is_heavy(item: pytest.Item) -> bool:
    return item.get_closest_marker("heavy") is not None
