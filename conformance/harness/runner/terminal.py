"""The header that is printed before the first case, and the summary that is printed after the last."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from conformance.harness.case.target import Target
from conformance.harness.runner import seams
from conformance.harness.runner.failure import brief_text
from conformance.model import Level, Verdict
from conformance.text import printable

LISTED = 20  # requirements that are named; the others are only counted
TOLD = 3  # rows of a requirement whose text is printed in full
WORST = ((Verdict.VIOLATES, "red"), (Verdict.DEVIATES, "yellow"), (Verdict.INCONCLUSIVE, "yellow"))


def header(targets: list[Target], missing: list[str]) -> list[str]:
    """The targets of the run and what was found out about them; ``missing`` is what this system cannot do."""
    lines = [line for target in targets for line in _described(target)]
    return [*lines, f"this system cannot: {'; '.join(missing)}"] if missing else lines


def _described(target: Target) -> list[str]:
    server = f", {printable(target.server)}" if target.server else ""
    lines = [f"target: {target.url} ({target.protocol.name}{server})"]
    if target.baseline_error:
        return [*lines, f"  cannot be judged: {printable(target.baseline_error)}"]
    offers = " ".join(f"{name}={value}" for name, value in sorted(target.capabilities.items()))
    lines.append(f"  offers: {printable(offers)}")
    served = [one for one in target.protocol.materials if one.name in target.materials]
    lines += [f"  {one.title}: {target.materials[one.name]}" for one in served]
    lines.append(f"  {target.jobs} cases in flight, an answer may take {target.patience:g} s")
    return lines


def shorten(stats: dict[str, list[Any]]) -> None:
    """Shorten the text of all but the first rows of each requirement: a hundred equal texts would hide the others."""
    told: Counter[tuple[str, str]] = Counter()
    for report in [report for category in ("error", "failed") for report in stats.get(category, ())]:
        if row := seams.row_on(report):
            told[row["target"], row["id"]] += 1
            if told[row["target"], row["id"]] > TOLD:
                report.longrepr = f"{brief_text(row)}\n{'':11}in full: in the report, or with -v"


def write_summary(
    terminal: pytest.TerminalReporter,
    rows: list[dict[str, Any]],
    targets: list[Target],
    lost: Mapping[str, str],
    out: Path,
) -> None:
    """Counts by verdict and level, worst first; what was not applicable; where the reports are.

    ``lost`` says why a target, by its name, stopped answering for good.
    """
    terminal.section("conformance", cyan=True)
    for target in targets:
        of_target = [row for row in rows if row["target"] == str(target.url)]
        _counts(terminal, f"{target.url}" + (f" ({target.name})" if len(targets) > 1 else ""), of_target)
        reason = lost.get(target.name, "")
        if reason and all(row["message"] != reason for row in of_target):
            terminal.line(f"  {printable(reason)}", red=True)
        _worst(terminal, of_target)
    _unjudged(terminal, rows)
    not_applicable(terminal, rows)
    terminal.line(f"report: {out / 'index.html'}")


def _counts(terminal: pytest.TerminalReporter, title: str, rows: list[dict[str, Any]]) -> None:
    verdicts = [verdict.value for verdict in Verdict]
    terminal.line(title, bold=True)
    counts = Counter((row["level"], row["verdict"]) for row in rows)
    terminal.line(f"  {'':12}" + "".join(f"{verdict:>16}" for verdict in verdicts))
    for level in [level.value for level in Level]:
        if any(counts[level, verdict] for verdict in verdicts):
            terminal.line(f"  {level:12}" + "".join(f"{counts[level, verdict] or '-':>16}" for verdict in verdicts))
    totals = Counter(row["verdict"] for row in rows)
    terminal.line(f"  {'all':12}" + "".join(f"{totals[verdict] or '-':>16}" for verdict in verdicts))


def _unjudged(terminal: pytest.TerminalReporter, rows: list[dict[str, Any]]) -> None:
    """Count the rows that were never tried, by the reason that they share."""
    for reason, count in Counter(row["message"] for row in rows if row["status"] == "unjudged").most_common():
        terminal.line(f"{'not judged':14} {count:4} rows: {printable(reason)}", yellow=True)


def _worst(terminal: pytest.TerminalReporter, rows: list[dict[str, Any]]) -> None:
    """Name the requirements that were not met: violations first, and among these in the order of levels."""
    levels = list(Level)
    for verdict, colour in WORST:
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            if row["verdict"] == verdict.value and row["status"] != "unjudged":
                found[row["id"]].append(row)
        by_level = sorted(found.items(), key=lambda item: levels.index(Level(item[1][0]["level"])))
        for name, group in by_level[:LISTED]:
            first, known = group[0], " (known)" if all(row["known"] for row in group) else ""
            count = f" ({len(group)} rows)" if len(group) > 1 else ""
            line = f"{verdict.value:13} {first['level']:10} {name}{count}{known}: {printable(first['message'])}"
            terminal.line(line[:240], **{colour: True})
        if len(found) > LISTED:
            terminal.line(f"{verdict.value:13} … and {len(found) - LISTED} more requirements")


def not_applicable(terminal: pytest.TerminalReporter, rows: list[dict[str, Any]]) -> None:
    """Count the rows that were not applicable, by the option that would change that, or else by the reason."""
    rows = [row for row in rows if row["verdict"] == Verdict.NOT_APPLICABLE.value]
    options = Counter(row["option"] for row in rows if row["option"])
    others = Counter(row["message"] for row in rows if not row["option"])
    for reasons, how in ((options, ", would change with"), (others, "")):
        for reason, count in reasons.most_common(LISTED):
            terminal.line(f"{'not applicable':14} {count:4} rows{how}: {printable(reason)[:200]}")
        if rest := dict(reasons.most_common()[LISTED:]):
            terminal.line(f"{'not applicable':14} {sum(rest.values()):4} rows for {len(rest)} other reasons")
