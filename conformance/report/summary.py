"""The run in Markdown, for a terminal, a pull request or `$GITHUB_STEP_SUMMARY`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from conformance.report import compare, digest
from conformance.report.digest import GROUPS, UNMET
from conformance.report.headline import headline
from conformance.report.not_applicable import not_applicable
from conformance.report.notes import notes
from conformance.report.render import Markdown, render_markdown
from conformance.report.repairs import shown
from conformance.report.results import Results
from conformance.text import code_span, moment, plural

_LISTED = 100
"""Requirements listed in each group: GitHub takes a step summary of one mebibyte at most."""


def render(results: Results, history: Sequence[Results] = ()) -> str:
    """The summary of one run, with what changed since the latest of `history`."""
    return render_markdown(
        "summary.md",
        subject=digest.subject(results),
        targets=results.run.targets,
        headline=headline(results),
        trouble=results.trouble,
        notes=notes(results),
        facts=list(_facts(results)),
        columns=digest.shown_columns(digest.by_column(results.rows)),
        levels=digest.by_level(results.rows),
        total=digest.by_column(results.rows),
        by_target=digest.by_target(results),
        repairs=shown(results),
        changes=compare.changes(results, history),
        findings=digest.by_group(digest.requirement_results(results), UNMET),
        titles=GROUPS,
        not_applicable=not_applicable(results),
        listed=_LISTED,
    )


def publish(text: str, step_summary: Path) -> None:
    """Append the summary to the file that `$GITHUB_STEP_SUMMARY` names, unless it is already there."""
    before = step_summary.read_text(encoding="utf-8") if step_summary.exists() else ""
    if text not in before:
        with step_summary.open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)


def _facts(results: Results) -> Iterator[str]:
    run = results.run
    if len(run.targets) == 1 and run.targets[0].server:
        yield Markdown(code_span(run.targets[0].server, 80))
    if run.started:
        yield moment(run.started)
    if results.summary:
        yield f"{plural(len(results.rows), 'row')} in {results.summary.seconds:.1f} s"
