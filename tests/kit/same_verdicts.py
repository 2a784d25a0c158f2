"""Compare the verdicts of two trees: ``python -m tests.kit.same_verdicts BEFORE... -- AFTER...``.

Each argument is a ``results.jsonl``: the runs of one target with the tree before a change, then those after it. A row
is named without its file, because section files are split, and without the target's port, which the kernel chooses. A
row that differs among the runs before is listed but not compared. The exit status is 0 if both trees have the same rows
with the same levels and verdicts, 1 if not, and 2 if the arguments cannot be used.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

USAGE = "usage: python -m tests.kit.same_verdicts BEFORE... -- AFTER..."
ABSENT = "absent"


class Row(NamedTuple):
    """What identifies a row in every run of a target."""

    target: str
    requirement: str
    function: str
    parameters: str

    def __str__(self) -> str:
        parameters = f"[{self.parameters}]" if self.parameters else ""
        return f"{self.target}  {self.requirement}  {self.function}{parameters}"


Results = dict[Row, str]


@dataclass
class Comparison:
    """The verdicts of two trees on the same target, compared; the texts are the levels and verdicts that differ."""

    same: int = 0
    unstable: dict[Row, str] = field(default_factory=dict)
    missing: list[Row] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)
    differing: dict[Row, str] = field(default_factory=dict)

    @property
    def is_same(self) -> bool:
        return not (self.missing or self.new or self.differing)


def read_results(path: Path) -> Results:
    """The level and verdict of each row of a run; raises ``ValueError`` if two rows have one name."""
    with path.open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    targets = records[0]["run"]["targets"]
    labels = {target["target"]: label for target, label in zip(targets, _labels(targets), strict=True)}
    names = {target["target"]: target["name"] for target in targets if len(targets) > 1}
    results: Results = {}
    for record in records:
        if "verdict" not in record:
            continue
        row = _row(record, labels[record["target"]], names.get(record["target"], ""))
        if row in results:
            raise ValueError(f"{path}: two rows are named {row}")
        results[row] = f"{record['level']} {record['verdict']}"
    return results


def _labels(targets: Sequence[dict[str, Any]]) -> list[str]:
    """A name for each target of a run that does not contain its port; equal names are numbered."""
    names = [re.sub(r":\d+(?=-\d+$|$)", "", f"{target['protocol']} {target['name']}") for target in targets]
    return [
        name if names.count(name) == 1 else f"{name} {names[:index].count(name) + 1}"
        for index, name in enumerate(names)
    ]


def _row(record: dict[str, Any], label: str, name: str) -> Row:
    """The name of a row. Where a run has several targets, pytest's id begins with the ``name`` of the row's target."""
    function, _, parameters = record["case"].partition("::")[2].partition("[")
    parameters = parameters.removesuffix("]")
    if name:
        parameters = parameters.removeprefix(name).removeprefix("-")
    return Row(label, record["id"], function, parameters)


def compare(before: Sequence[Results], after: Sequence[Results]) -> Comparison:
    """Compare those rows on which all runs before agree with all runs after."""
    comparison = Comparison()
    for row in _rows([*before, *after]):
        was, is_now = _values(before, row), _values(after, row)
        if len(was) > 1:
            comparison.unstable[row] = " | ".join(was)
        elif was == [ABSENT]:
            comparison.new.append(row)
        elif ABSENT in is_now:
            comparison.missing.append(row)
        elif was != is_now:
            comparison.differing[row] = f"{was[0]} -> {' | '.join(is_now)}"
        else:
            comparison.same += 1
    return comparison


def _rows(runs: Iterable[Results]) -> list[Row]:
    return list(dict.fromkeys(row for run in runs for row in run))


def _values(runs: Iterable[Results], row: Row) -> list[str]:
    """The different levels and verdicts of a row in the runs."""
    return sorted({run.get(row, ABSENT) for run in runs})


def print_comparison(comparison: Comparison) -> None:
    """Print the counts, then every row that is not the same."""
    for row, values in comparison.unstable.items():
        print(f"not compared, differs among the runs before: {row}: {values}")
    for row in comparison.missing:
        print(f"missing: {row}")
    for row in comparison.new:
        print(f"new: {row}")
    for row, values in comparison.differing.items():
        print(f"differs: {row}: {values}")
    print(
        f"{comparison.same} the same, {len(comparison.differing)} differ, {len(comparison.missing)} missing, "
        f"{len(comparison.new)} new, {len(comparison.unstable)} not compared"
    )


def main(arguments: Sequence[str]) -> int:
    """Read the files, print the comparison, return the exit status."""
    before, after = _split(arguments)
    if not before or not after:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        comparison = compare([read_results(path) for path in before], [read_results(path) for path in after])
    except (OSError, ValueError, LookupError) as error:
        print(f"cannot compare: {error}", file=sys.stderr)
        return 2
    print_comparison(comparison)
    return 0 if comparison.is_same else 1


def _split(arguments: Sequence[str]) -> tuple[list[Path], list[Path]]:
    """The paths before and after the argument ``--``."""
    middle = list(arguments).index("--") if "--" in arguments else len(arguments)
    return [Path(text) for text in arguments[:middle]], [Path(text) for text in arguments[middle + 1 :]]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
