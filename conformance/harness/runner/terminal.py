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
from conformance.harness.runner.recorder import LEVELS, VERDICTS
from conformance.model import Verdict
from conformance.text import printable

MAX_LISTED = 20  # lines that name a requirement or a reason; the others are only counted
FULL_TEXTS = 3  # rows of each requirement whose failure text is printed in full
UNMET = ((Verdict.VIOLATES, "red"), (Verdict.DEVIATES, "yellow"), (Verdict.INCONCLUSIVE, "yellow"))


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
    """Shorten the failure texts of all but the first rows of each requirement, which would hide those of others."""
    counts: Counter[tuple[str, str]] = Counter()
    for report in [report for category in ("error", "failed") for report in stats.get(category, ())]:
        if row := seams.row_on(report):
            counts[row["target"], row["id"]] += 1
            if counts[row["target"], row["id"]] > FULL_TEXTS:
                report.longrepr = f"{brief_text(row)}\n{'':11}in full: in the report, or with -v"


def write_summary(
    terminal: pytest.TerminalReporter,
    rows: list[dict[str, Any]],
    targets: list[Target],
    lost: Mapping[str, str],
    out: Path,
) -> None:
    """Print counts by verdict and level, worst first; what was not applicable; where the reports are.

    ``lost`` says for each target, by its name, why it stopped answering for good; empty if it did not.
    """
    terminal.section("conformance", cyan=True)
    for target in targets:
        of_target = [row for row in rows if row["target"] == str(target.url)]
        _print_counts(terminal, f"{target.url}" + (f" ({target.name})" if len(targets) > 1 else ""), of_target)
        reason = lost.get(target.name, "")
        if reason and all(row["message"] != reason for row in of_target):
            terminal.line(f"  {printable(reason)}", red=True)
        _print_unmet(terminal, of_target)
    _print_unjudged(terminal, rows)
    print_not_applicable(terminal, rows)
    terminal.line(f"report: {out / 'index.html'}")


def _print_counts(terminal: pytest.TerminalReporter, title: str, rows: list[dict[str, Any]]) -> None:
    terminal.line(title, bold=True)
    counts = Counter((row["level"], row["verdict"]) for row in rows)
    terminal.line(f"  {'':12}" + "".join(f"{verdict:>16}" for verdict in VERDICTS))
    for level in LEVELS:
        if any(counts[level, verdict] for verdict in VERDICTS):
            terminal.line(f"  {level:12}" + "".join(f"{counts[level, verdict] or '-':>16}" for verdict in VERDICTS))
    totals = Counter(row["verdict"] for row in rows)
    terminal.line(f"  {'all':12}" + "".join(f"{totals[verdict] or '-':>16}" for verdict in VERDICTS))


def _print_unjudged(terminal: pytest.TerminalReporter, rows: list[dict[str, Any]]) -> None:
    """Count the rows that were never tried, by the reason that they share."""
    for reason, count in Counter(row["message"] for row in rows if row["status"] == "unjudged").most_common():
        terminal.line(f"{'not judged':14} {count:4} rows: {printable(reason)}", yellow=True)


def _print_unmet(terminal: pytest.TerminalReporter, rows: list[dict[str, Any]]) -> None:
    """Name the requirements that were not met: violations first, each verdict in the order of levels."""
    for verdict, colour in UNMET:
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            if row["verdict"] == verdict.value and row["status"] != "unjudged":
                found[row["id"]].append(row)
        by_level = sorted(found.items(), key=lambda item: LEVELS.index(item[1][0]["level"]))
        for name, group in by_level[:MAX_LISTED]:
            first, known = group[0], " (known)" if all(row["known"] for row in group) else ""
            count = f" ({len(group)} rows)" if len(group) > 1 else ""
            line = f"{verdict.value:13} {first['level']:10} {name}{count}{known}: {printable(first['message'])}"
            terminal.line(line[:240], **{colour: True})
        if len(found) > MAX_LISTED:
            terminal.line(f"{verdict.value:13} … and {len(found) - MAX_LISTED} more requirements")


def print_not_applicable(terminal: pytest.TerminalReporter, rows: list[dict[str, Any]]) -> None:
    """Count the rows that were not applicable, by the option that would change that, or else by the reason."""
    rows = [row for row in rows if row["verdict"] == Verdict.NOT_APPLICABLE.value]
    options = Counter(row["option"] for row in rows if row["option"])
    others = Counter(row["message"] for row in rows if not row["option"])
    for reasons, how in ((options, ", would change with"), (others, "")):
        for reason, count in reasons.most_common(MAX_LISTED):
            terminal.line(f"{'not applicable':14} {count:4} rows{how}: {printable(reason)[:200]}")
        if rest := dict(reasons.most_common()[MAX_LISTED:]):
            terminal.line(f"{'not applicable':14} {sum(rest.values()):4} rows for {len(rest)} other reasons")
