"""Declared deviations of a target: ``--known FILE.toml``.

[[known]]
id = "rfc9112/5.1/no-space-before-colon"  # or an id that the requirement had before
rows = ["X-A : b"]        # parametrize ids; left out: every row of the requirement
verdict = "violates"      # or "deviates"
reason = "nginx/1.22 ignores such a field line; the octets are ..."
sometimes = true          # left out: false; a row that conforms fails the run
"""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import conformance
from conformance.harness.case.case import Case
from conformance.harness.targets.capabilities import nearest
from conformance.model import Verdict, requirement_called, stated

KEYS = frozenset({"id", "rows", "cases", "verdict", "reason", "sometimes"})  # of an entry


class BadKnownFile(ValueError):
    """The file cannot be used; the message is one line for the user."""


class Misspelt(ValueError):
    """A name that a file of declared deviations cannot have."""


@dataclass
class Declared:
    """One entry. Empty ``rows`` or ``cases`` stand for all."""

    id: str
    verdict: Verdict
    reason: str
    rows: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    sometimes: bool = False  # the target deviates in some runs only: a row that conforms does not fail the run

    def covers(self, case: Case) -> bool:
        """Whether the entry declares this row."""
        if self.id not in case.requirement.ids or (self.cases and case.function.__name__ not in self.cases):
            return False
        return not self.rows or case.row in self.rows


def read_known(path: Path) -> list[Declared]:
    """Read a file of declared deviations; raises ``BadKnownFile``."""
    try:
        entries = _tables(tomllib.loads(path.read_text(encoding="utf-8")))
        return [_declared(entry) for entry in entries]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadKnownFile(f"--known {path}: {error}") from error
    except Misspelt as error:
        raise BadKnownFile(f"--known {path}: {error}") from None
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BadKnownFile(f"--known {path}: each entry needs id, verdict and reason ({error})") from error


def _tables(file: dict[str, object]) -> Any:
    """The entries of a file. It may have other keys, such as the version of the server, but no other tables."""
    for name, value in file.items():
        if name != "known" and isinstance(value, dict | list):
            raise Misspelt(f"unknown table [{name}]; did you mean [[known]]?")
    return file.get("known", [])


def _declared(entry: dict[str, object]) -> Declared:
    for name in sorted(entry.keys() - KEYS):
        raise Misspelt(f"unknown key {name!r}{nearest(name, KEYS)}")
    rows, cases = entry.get("rows", []), entry.get("cases", [])
    if not isinstance(rows, list) or not isinstance(cases, list):
        raise TypeError("rows and cases are lists")
    if not (reason := str(entry["reason"]).strip()):
        raise ValueError("an empty reason")
    verdict = Verdict(entry["verdict"])
    names = frozenset(map(str, rows)), frozenset(map(str, cases))
    return Declared(str(entry["id"]), verdict, reason, *names, sometimes=bool(entry.get("sometimes", False)))


def match(declared: list[Declared], case: Case) -> Declared | None:
    """The entry that covers the row, if any."""
    return next((entry for entry in declared if entry.covers(case)), None)


def check_known(declared: list[Declared], path: Path | None) -> None:
    """Refuse an entry whose section was collected but has no such requirement: it could never hold."""
    sections = {requirement.id.rpartition("/")[0] for requirement in stated()}
    for id_ in [entry.id for entry in declared if entry.id.rpartition("/")[0] in sections]:
        if not requirement_called(id_):
            _import_document(id_.partition("/")[0])
        if not requirement_called(id_):
            raise pytest.UsageError(f"--known {path}: there is no requirement {id_}")


def _import_document(name: str) -> None:
    """Import every section file of a document: a section may have several files, and the run may name only one."""
    for module in pkgutil.walk_packages(conformance.__path__, "conformance."):
        if f".{name}.test_" in module.name:
            importlib.import_module(module.name)
