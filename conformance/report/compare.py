"""Compare targets and runs, and find what changed since the run before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from conformance.report.digest import FAILED, group, requirement_results, worst
from conformance.report.results import Results, Row, Target
from conformance.report.scope import scope_of

WorstGroups = dict[str, str]
"""The worst group of each requirement that has a row."""


@dataclass(frozen=True)
class Column:
    """One target in one run. `groups` has the worst group of each requirement that has a row."""

    title: str
    started: str
    groups: Mapping[str, str]
    counts: Mapping[str, tuple[int, int]]
    """For each requirement, how many rows are in the worst group, and how many there are."""
    error: str = ""
    """Why the target was not judged."""


def columns(results: Results, history: Sequence[Results] = ()) -> tuple[Column, ...]:
    """Each target of each earlier run, oldest first, and then each target of this run."""
    runs, renamed = [*sorted(history, key=lambda run: run.run.started), results], _renamed(results)
    pairs = [(run, target) for run in runs for target in run.run.targets]
    return tuple(
        _column(run, target, renamed, title) for (run, target), title in zip(pairs, _titles(pairs), strict=True)
    )


def _titles(pairs: Sequence[tuple[Results, Target]]) -> list[str]:
    """The titles of targets, with the folder of the run if others have that title in other folders; cut runs say so."""
    folders: dict[str, set[str]] = {}
    for run, target in pairs:
        folders.setdefault(target.title, set()).add(run.folder)
    return [_title(run, target, run.folder if len(folders[target.title]) > 1 else "") for run, target in pairs]


def _title(results: Results, target: Target, folder: str) -> str:
    scope = scope_of(results)
    return " ".join(
        [target.title, *(f"({remark})" for remark in (folder, scope.cut if scope.is_cut else "") if remark)]
    )


def _renamed(results: Results) -> dict[str, str]:
    """The ids of today, by those that the requirements had before: earlier runs may name these."""
    return {alias: item.id for item in results.run.requirements.values() for alias in item.aliases}


def _column(results: Results, target: Target, renamed: Mapping[str, str], title: str) -> Column:
    found = _groups(_rows_of(results, target), renamed)
    worsts = {key: worst(groups) for key, groups in found.items()}
    counts = {key: (groups[worsts[key]], groups.total()) for key, groups in found.items()}
    return Column(title, results.run.started, worsts, counts, target.error)


def _rows_of(results: Results, target: Target) -> list[Row]:
    return [row for row in results.rows if row.target == target.url]


def _groups(rows: Iterable[Row], renamed: Mapping[str, str]) -> dict[str, Counter[str]]:
    """How many rows are in each group, by the id that their requirement has today."""
    groups: dict[str, Counter[str]] = {}
    for row in rows:
        groups.setdefault(renamed.get(row.id, row.id), Counter())[group(row)] += 1
    return groups


def changes(results: Results, history: Sequence[Results]) -> dict[str, list[str]]:
    """Ids of requirements that newly fail, and of those that failed and now conform.

    Each target is compared with that of the same title in the latest earlier run that has one. Empty where none has.
    A requirement of which only some rows were judged is not said to conform now.
    """
    found = [pair for target in results.run.targets if (pair := _before_and_now(results, target, history))]
    if not found:
        return {}
    in_part = {item.requirement.id for item in requirement_results(results) if not item.is_whole}
    better = _changed(found, lambda before, now: now in ("conforms", "outdated") and before in FAILED)
    return {
        "Newly violated": _changed(found, lambda before, now: now in FAILED and before not in FAILED),
        "No longer violated": [id_ for id_ in better if id_ not in in_part],
    }


def _before_and_now(
    results: Results, target: Target, history: Sequence[Results]
) -> tuple[WorstGroups, WorstGroups] | None:
    """The worst groups of a target in the latest earlier run that has one of its title, and in this run."""
    earlier = [(run, one) for run in history for one in run.run.targets if one.title == target.title and not one.error]
    if not earlier or target.error:
        return None
    latest, renamed = max(earlier, key=lambda pair: pair[0].run.started), _renamed(results)
    before, now = (_groups(_rows_of(*pair), renamed) for pair in (latest, (results, target)))
    return {key: worst(groups) for key, groups in before.items()}, {key: worst(groups) for key, groups in now.items()}


def _changed(found: Sequence[tuple[WorstGroups, WorstGroups]], is_news: Callable[[str, str], bool]) -> list[str]:
    """The requirements of which a target has news, each once."""
    ids = (key for before, now in found for key in now if key in before and is_news(before[key], now[key]))
    return list(dict.fromkeys(ids))
