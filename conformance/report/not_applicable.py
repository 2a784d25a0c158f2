"""The rows that did not apply, by the reason that they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conformance.report.results import Results, Row


@dataclass(frozen=True)
class NotApplicableReason:
    """The rows that did not apply for one reason. `option` names the option that would change that, if there is one."""

    option: str
    reason: str
    requirements: int
    rows: int
    targets: tuple[str, ...]


def not_applicable(results: Results) -> list[NotApplicableReason]:
    """What did not apply, by option and reason: first what an option would change, then the most rows."""
    table: dict[tuple[str, str], list[Row]] = {}
    for row in results.rows:
        if row.verdict == "not-applicable":
            table.setdefault((row.option, row.message), []).append(row)
    lines = [_reason_with_counts(results, option, reason, rows) for (option, reason), rows in table.items()]
    return sorted(lines, key=lambda line: (line.option == "", -line.rows, line.option, line.reason))


def _reason_with_counts(results: Results, option: str, reason: str, rows: Sequence[Row]) -> NotApplicableReason:
    names = dict.fromkeys(results.target(row.target).title for row in rows)
    return NotApplicableReason(
        option, reason.removesuffix(f": {option}"), len({row.id for row in rows}), len(rows), tuple(names)
    )
