"""Collects the cases that others rest on and that the command line does not name: they are judged, not reported."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from conformance.harness.runner import seams
from conformance.harness.runner.places import names_rows
from conformance.model import Requirement


def uncollected_causes(
    session: pytest.Session, requirements: Iterable[Requirement], deselected: Iterable[pytest.Item]
) -> list[pytest.Item]:
    """Those items that verify one of the requirements and that the command line leaves out.

    Either they were deselected, or their files were not collected at all, or not as a whole. Where a file was collected
    in part, all its items are made again: those that are in the session have the same names.
    """
    causes = set(requirements)
    files = {file for cause in causes for file in _files_of(cause)}
    if not names_rows(session.config):
        files -= {item.path for item in (*session.items, *deselected)}
    made = [item for file in sorted(files) for item in seams.items_of_file(session, file)]
    return [item for item in (*deselected, *made) if _requirement(item) in causes]


def _files_of(requirement: Requirement) -> Iterator[Path]:
    """The section files that were imported and have cases of a requirement."""
    for name, module in list(sys.modules.items()):
        if ".test_" in name and name.startswith("conformance.") and requirement in _verified(vars(module).values()):
            yield Path(str(module.__file__))


def _verified(values: Iterable[object]) -> set[object]:
    """Return the requirements that the case functions among these values verify."""
    functions = [value for value in values if inspect.isfunction(value)]
    marks = [mark for function in functions for mark in getattr(function, "pytestmark", ())]
    return {mark.args[0] for mark in marks if mark.name == "verifies"}


def _requirement(item: pytest.Item) -> object:
    marker = item.get_closest_marker("verifies")
    return marker.args[0] if marker else None
