"""Compare targets and runs, and find what changed since the run before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conformance.report.digest import FAILED, group, requirement_results, worst
from conformance.report.results import Results, Target


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
    earlier = sorted(history, key=lambda run: run.run.started)
    return tuple(_column(run, target) for run in [*earlier, results] for target in run.run.targets)


def _column(results: Results, target: Target) -> Column:
    groups: dict[str, list[str]] = {}
    for row in results.rows:
        if row.target == target.url:
            groups.setdefault(row.id, []).append(group(row))
    failed = {key: (sum(g != "conforms" for g in found), len(found)) for key, found in groups.items()}
    return Column(target.name, results.run.started, {key: worst(found) for key, found in groups.items()}, failed)


def changes(results: Results, history: Sequence[Results]) -> dict[str, list[str]]:
    """Ids of requirements that newly fail, and of those that failed and now conform, against the latest earlier run.

    Empty where there is no earlier run.
    """
    if not history:
        return {}
    latest = max(history, key=lambda run: run.run.started)
    before = {item.requirement.id: item.group for item in requirement_results(latest) if item.rows}
    now = {item.requirement.id: item.group for item in requirement_results(results) if item.rows}
    worse = [key for key, found in now.items() if found in FAILED and before.get(key, found) not in FAILED]
    better = [key for key, found in now.items() if found == "conforms" and before.get(key, found) in FAILED]
    return {"Newly violated": worse, "No longer violated": better}
