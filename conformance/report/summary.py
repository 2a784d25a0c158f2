"""The run in Markdown, for a terminal, a pull request or `$GITHUB_STEP_SUMMARY`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from conformance.report import digest
from conformance.report.digest import GROUPS, Standing
from conformance.report.results import VERDICTS, Results, Row
from conformance.text import code_span as code
from conformance.text import escape_markdown as escape
from conformance.text import moment, plural

_LISTED = 100
"""Requirements listed in each group: a step summary may not exceed one mebibyte."""


def render(results: Results, history: Sequence[Results] = ()) -> str:
    """The summary of one run, with what changed since the latest of `history`."""
    found = digest.standings(results)
    parts = [
        _head(results),
        _counts(results),
        _targets(results),
        _changes(results, history),
        *(_findings(found, group) for group in GROUPS if group not in ("conforms", "not-applicable")),
        _not_applicable(results),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def publish(text: str, step_summary: Path) -> None:
    """Append the summary to the file that `$GITHUB_STEP_SUMMARY` names, unless it is already there."""
    before = step_summary.read_text(encoding="utf-8") if step_summary.exists() else ""
    if text not in before:
        with step_summary.open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)


def _head(results: Results) -> str:
    names = [code(target.name) for target in results.run.targets]
    title = names[0] if len(names) == 1 else f"{len(names)} targets"
    lines = [f"## Conformance of {title}", f"**{digest.headline(results)}**"]
    if results.trouble:
        lines.append(f"> **{escape(results.trouble)}**")
    servers = [code(target.server, 80) for target in results.run.targets[:1] if target.server and len(names) == 1]
    took = f"{plural(len(results.rows), 'row')} in {results.summary.seconds:.1f} s" if results.summary else ""
    facts = [*servers, escape(moment(results.run.started)), took]
    lines.append(" · ".join(fact for fact in facts if fact))
    return "\n\n".join(line for line in lines if line)


def _counts(results: Results) -> str:
    if not results.rows:
        return ""
    total = digest.verdicts(results.rows)
    lines = [
        [escape(level), *(str(counts[verdict]) for verdict in VERDICTS)]
        for level, counts in digest.by_level(results.rows).items()
    ]
    lines.append(["**all**", *(f"**{total[verdict]}**" for verdict in VERDICTS)])
    return _table(["Rows", *(verdict.replace("-", " ") for verdict in VERDICTS)], lines)


def _targets(results: Results) -> str:
    if len(results.run.targets) < 2:
        return ""
    lines = []
    for target in results.run.targets:
        counts = digest.verdicts(row for row in results.rows if row.target == target.url)
        lines.append([code(target.name), code(target.server, 80), *(str(counts[verdict]) for verdict in VERDICTS)])
    return _table(["Target", "Server", *(verdict.replace("-", " ") for verdict in VERDICTS)], lines)


def _changes(results: Results, history: Sequence[Results]) -> str:
    worse, better = digest.changes(results, history)
    parts = [("Newly violated", worse), ("No longer violated", better)]
    return "\n\n".join(f"**{name}:** {', '.join(map(code, ids))}" for name, ids in parts if ids)


def _findings(found: Sequence[Standing], group: str) -> str:
    items = [item for item in found if item.group == group]
    if not items:
        return ""
    lines = [_finding(item, group) for item in items[:_LISTED]]
    more = f"\n\nand {len(items) - _LISTED} more." if len(items) > _LISTED else ""
    table = _table(["Requirement", "Level", "What it asks", "Rows", "What was seen"], lines)
    return f"### {GROUPS[group]} ({len(items)})\n\n{table}{more}"


def _finding(item: Standing, group: str) -> list[str]:
    requirement = item.requirement
    name = code(requirement.id)
    if re.fullmatch(r"https://[^\s()<>|]+", requirement.url):
        name = f"[{name}]({requirement.url})"
    first = next(row for _, row in item.rows if digest.group(row) == group)
    seen = code(first.message, 160) + (f" ({escape(first.known)})" if first.known else "")
    return [name, requirement.level, escape(requirement.text), f"{item.count(group)} of {len(item.rows)}", seen]


def _not_applicable(results: Results) -> str:
    table = digest.not_applicable(results.rows)
    if not table:
        return ""
    lines = [
        [
            code(option) or "none",
            code(reason, 200),
            str(len({row.id for row in rows})),
            str(len(rows)),
            _where(results, rows),
        ]
        for (option, reason), rows in list(table.items())[:_LISTED]
    ]
    names = ["Option that changes it", "Why", "Requirements", "Rows", "Targets"]
    if len(results.run.targets) < 2:
        names, lines = names[:-1], [line[:-1] for line in lines]
    return f"### Not applicable\n\n{_table(names, lines)}"


def _where(results: Results, rows: Iterable[Row]) -> str:
    return ", ".join(code(name) for name in dict.fromkeys(results.target(row.target).name for row in rows))


def _table(names: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rows = [names, ["---"] * len(names), *lines]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
