"""Compare targets and runs, and find what changed since the run before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from conformance.report.digest import FAILED, group, requirement_results, worst
from conformance.report.results import Results, Row, Target
from conformance.report.scope import scope_of


@dataclass(frozen=True)
class Column:
    """One target in one run. `groups` has the worst group of each requirement."""

    label: str
    started: str
    groups: Mapping[str, str]
    failed: Mapping[str, tuple[int, int]]
    """For each requirement, how many rows did not conform, and how many there are."""


def columns(results: Results, history: Sequence[Results] = ()) -> tuple[Column, ...]:
    """Each target of each earlier run, oldest first, and then each target of this run."""
    earlier, renamed = sorted(history, key=lambda run: run.run.started), _renamed(results)
    return tuple(_column(run, target, renamed) for run in [*earlier, results] for target in run.run.targets)


def _renamed(results: Results) -> dict[str, str]:
    """The ids of today, by those that the requirements had before: earlier runs may name these."""
    return {alias: item.id for item in results.run.requirements.values() for alias in item.aliases}


def _column(results: Results, target: Target, renamed: Mapping[str, str]) -> Column:
    groups = _groups([row for row in results.rows if row.target == target.url], renamed)
    failed = {key: (sum(g != "conforms" for g in found), len(found)) for key, found in groups.items()}
    scope = scope_of(results)
    label = f"{target.name} ({scope.cut})" if scope.is_cut else target.name
    return Column(label, results.run.started, {key: worst(found) for key, found in groups.items()}, failed)


def _groups(rows: Iterable[Row], renamed: Mapping[str, str]) -> dict[str, list[str]]:
    """The group of each row, by the id that its requirement has today."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(renamed.get(row.id, row.id), []).append(group(row))
    return groups


def changes(results: Results, history: Sequence[Results]) -> dict[str, list[str]]:
    """Ids of requirements that newly fail, and of those that failed and now conform, against the latest earlier run.

    A requirement of which only some rows were judged is not said to conform now. Empty where there is no earlier run.
    """
    if not history:
        return {}
    latest, renamed = max(history, key=lambda run: run.run.started), _renamed(results)
    before = {key: worst(found) for key, found in _groups(latest.rows, renamed).items()}
    now = {key: worst(found) for key, found in _groups(results.rows, renamed).items()}
    in_part = {item.requirement.id for item in requirement_results(results) if not item.is_whole}
    worse = [key for key, found in now.items() if found in FAILED and before.get(key, found) not in FAILED]
    met = [key for key, found in now.items() if found == "conforms" and key not in in_part]
    better = [key for key in met if before.get(key) in FAILED]
    return {"Newly violated": worse, "No longer violated": better}
