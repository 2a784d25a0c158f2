"""The header that is printed before the first case, and the summary that is printed after the last."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conformance.harness.case.target import Target
from conformance.harness.runner import seams
from conformance.harness.runner.recorder import LEVELS
from conformance.harness.targets.discovery import NotStarted
from conformance.model import Verdict
from conformance.report.digest import column_of, shown_columns
from conformance.report.repair_lines import lines_of
from conformance.report.repairs import MOST, Repair
from conformance.text import plural, printable

MAX_LISTED = 20  # lines that name a reason, or a requirement that is not violated; the others are only counted
MAX_IN_FULL = 20  # requirements of which a row is printed in full
UNMET = (
    ("violates", "red"),
    ("fault", "red"),
    ("outdated", "red"),
    ("deviates", "yellow"),
    ("inconclusive", "yellow"),
)


def header(targets: list[Target], missing: list[str]) -> list[str]:
    """The targets of the run and what was found out about them; ``missing`` is what this system cannot do."""
    lines = [line for target in targets for line in _described(target)]
    return [*lines, f"this system cannot: {'; '.join(missing)}"] if missing else lines


def not_started(targets: list[NotStarted]) -> list[str]:
    """The launched targets that cannot be judged, and why, with the end of their output."""
    texts = [f"target: {target.title} cannot be judged: {target.why}" for target in targets]
    return [printable(line) for text in texts for line in text.splitlines()]


def _described(target: Target) -> list[str]:
    server = f", {printable(target.server)}" if target.server else ""
    lines = [f"target: {target.url} ({target.protocol.name}{server})"]
    if target.baseline_error:
        return [*lines, f"  cannot be judged: {printable(target.baseline_error)}"]
    offers = " ".join(f"{name}={value}" for name, value in sorted(target.capabilities.items()))
    lines.append(f"  offers: {printable(offers)}")
    served = [one for one in target.protocol.materials if one.name in target.materials]
    lines += [f"  {one.title}: {target.materials[one.name]}" for one in served]
    lines += [f"  note: {printable(remark)}" for remark in target.remarks]
    lines.append(f"  {target.jobs} cases in flight, an answer may take {target.patience:g} s")
    return lines


def write_repairs(terminal: pytest.TerminalReporter, repairs: Mapping[str, Sequence[Repair]]) -> None:
    """Print the most urgent repairs of each target, given by its URL, before everything else."""
    share = max(1, MOST // max(1, sum(map(bool, repairs.values()))))
    for url, found in repairs.items():
        if found:
            more = f" of {len(found)}" if len(found) > share else ""
            name = f" at {url}" if len(repairs) > 1 else ""
            terminal.section(f"repair first{name}: {plural(min(share, len(found)), 'fault')}{more}", red=True)
        for number, repair in enumerate(found[:share], 1):
            for line in lines_of(number, repair):
                terminal.line(line)


def tells_only_rows(terminal: pytest.TerminalReporter) -> bool:
    """Whether everything that failed is a row of a case: pytest itself prints what else went wrong."""
    return all(seams.row_on(report) for category in ("failed", "error") for report in terminal.stats.get(category, ()))


def write_full_texts(terminal: pytest.TerminalReporter, repairs: Mapping[str, Sequence[Repair]]) -> None:
    """Print one row of each of the next requirements in full, in the order of repairs."""
    places = {(url, one.row.id): place for url, found in repairs.items() for place, one in enumerate(found)}
    reports = [*terminal.stats.get("failed", ()), *terminal.stats.get("error", ())]
    harmed = [row["case"] for report in reports if (row := seams.row_on(report)) and row["harm"]]
    texts: dict[tuple[str, str], pytest.TestReport] = {}
    for report in reports:
        row = seams.row_on(report)
        if row and not any(case in row["message"] for case in harmed):  # on survival, that is
            texts.setdefault((row["target"], row["id"]), report)
    later = sorted((places.get(key, len(places)), key) for key in texts if places.get(key, MOST) >= MOST)
    if later:
        terminal.section(
            f"in full: one row each of {min(MAX_IN_FULL, len(later))} of {plural(len(later), 'further requirement')}"
        )
    for _, key in later[:MAX_IN_FULL]:
        terminal.write_sep("_", texts[key].nodeid.rpartition("::")[2])
        terminal.write_line(str(texts[key].longrepr))


@dataclass(frozen=True)
class Findings:
    """What a run found out about its targets.

    ``lost`` says for each target, by its name, why it stopped answering for good; empty if it did not. ``repairs`` are
    by the target's URL, and ``headline`` is the sentence with which every report begins.
    """

    rows: list[dict[str, Any]]
    targets: list[Target]
    lost: Mapping[str, str]
    repairs: Mapping[str, Sequence[Repair]]
    headline: str = ""


def write_summary(terminal: pytest.TerminalReporter, findings: Findings, out: Path, notes: Sequence[str] = ()) -> None:
    """Print counts by verdict and level, worst first; what was not applicable; ``notes``; where the reports are."""
    terminal.section("conformance", cyan=True)
    if findings.headline:
        terminal.line(printable(findings.headline), bold=True)
    for target in findings.targets:
        _print_target(terminal, target, findings)
    _print_unjudged(terminal, findings.rows)
    print_not_applicable(terminal, findings.rows)
    for note in notes:
        terminal.line(note)
    terminal.line(f"report: {out / 'index.html'}")
    for url, found in findings.repairs.items():
        if found:
            name = f" at {url}" if len(findings.repairs) > 1 else ""
            terminal.line(f"repair first{name}: {found[0].text}", bold=True)


def _print_target(terminal: pytest.TerminalReporter, target: Target, findings: Findings) -> None:
    """Print the counts of a target, why it was lost, and the requirements that it did not meet."""
    rows = [row for row in findings.rows if row["target"] == str(target.url)]
    _print_counts(terminal, _called(target, len(findings.targets) > 1), rows)
    reason = findings.lost.get(target.name, "")
    if reason and all(row["message"] != reason for row in rows):
        terminal.line(f"  {printable(reason)}", red=True)
    _print_unmet(terminal, rows, [repair.row.id for repair in findings.repairs.get(str(target.url), ())])


def _called(target: Target, is_one_of_several: bool) -> str:
    """Return the title over the counts of a target.

    A launched target is named by its command, because its port is closed when a user reads this.
    """
    title = printable(target.title) if target.launch and target.title else str(target.url)
    return f"{title} ({target.name})" if is_one_of_several and title != target.name else title


def _print_counts(terminal: pytest.TerminalReporter, title: str, rows: list[dict[str, Any]]) -> None:
    terminal.line(title, bold=True)
    counts = Counter((row["level"], _column(row)) for row in rows)
    totals = Counter(map(_column, rows))
    columns = shown_columns(totals)
    terminal.line(_line_of_counts("", columns, {column: column for column in columns}))
    for level in LEVELS:
        if any(counts[level, column] for column in columns):
            cells = {column: counts[level, column] for column in columns}
            terminal.line(_line_of_counts(level, columns, cells))
    terminal.line(_line_of_counts("all", columns, totals))


def _line_of_counts(title: str, columns: Sequence[str], cells: Mapping[str, object]) -> str:
    shown = {name: str(cells.get(name) or "-") for name in columns}
    return f"  {title:10}" + "".join(f"{cell:>{len(name) + 2}}" for name, cell in shown.items())


def _column(row: dict[str, Any]) -> str:
    """The column in which a row is counted: its verdict, but what --known declares apart."""
    return column_of(row["verdict"], row["known"], row["status"])


def _print_unjudged(terminal: pytest.TerminalReporter, rows: list[dict[str, Any]]) -> None:
    """Count the rows that were never tried, by the reason that they share."""
    for reason, count in Counter(row["message"] for row in rows if row["status"] == "unjudged").most_common():
        terminal.line(f"{'not judged':14} {count:4} rows: {printable(reason)}", yellow=True)


def _print_unmet(terminal: pytest.TerminalReporter, rows: list[dict[str, Any]], order: Sequence[str]) -> None:
    """Name the requirements that were not met: all that are violated, in the order of repairs, then the others."""
    places = {id_: place for place, id_ in reversed(list(enumerate(order)))}
    for word, colour in UNMET:
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            if word in (row["verdict"], _column(row)) and row["status"] != "unjudged":
                found[row["id"]].append(row)
        in_order = sorted(found.items(), key=lambda item: places.get(item[0], len(places)))
        most = len(found) if word == "violates" else MAX_LISTED
        for name, group in in_order[:most]:
            line = f"{word:13} {group[0]['level']:10} {name}{_counted(group)}: {printable(group[0]['message'])}"
            terminal.line(line[:240], **{colour: True})
        if len(found) > most:
            terminal.line(f"{word:13} … and {len(found) - most} more requirements")


def _counted(rows: list[dict[str, Any]]) -> str:
    """How many rows there are, if there are several, and how many of them --known declares."""
    known = sum(bool(row["known"]) for row in rows)
    if known == len(rows):
        return " (known)" if known == 1 else f" ({known} rows, known)"
    counts = [plural(len(rows) - known, "row")] if len(rows) > 1 else []
    return f" ({', '.join([*counts, *([f'{known} known'] if known else [])])})" if counts else ""


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
