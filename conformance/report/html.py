"""The HTML page: one file that needs no network and can be read without JavaScript; what targets sent is escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from conformance.report import coverage, digest, methods, tables
from conformance.report.digest import COLUMNS, FAILED, GROUPS, SIGNS, RequirementResult
from conformance.report.embed import embed
from conformance.report.headline import headline
from conformance.report.not_applicable import not_applicable
from conformance.report.notes import notes
from conformance.report.render import FOLDER, render_html
from conformance.report.repairs import shown
from conformance.report.results import Results
from conformance.report.scope import scope_of
from conformance.text import moment, plural

_ROWS = 20
"""Rows of a violated requirement that are listed without JavaScript."""

_SCRIPTS = ("evidence.js", "cards.js", "keys.js", "page.js")
"""In the order in which they need each other."""

_MATRIX_ROWS = 600
"""Requirements that each part of the matrix lists."""

_PARTS = {
    "targets": "Targets",
    "repairs": "Repair first",
    "findings": "Findings",
    "matrix": "Side by side",
    "coverage": "Coverage",
    "not-applicable": "Not applicable",
    "about": "About this run",
}
"""The parts that a page may have, with their titles, in their order."""


@dataclass(frozen=True)
class Tile:
    """One of the counts at the top of the page."""

    verdict: str
    rows: int
    requirements: int


def render(results: Results, history: Sequence[Results] = ()) -> str:
    """The page of one run, which is compared with the earlier runs of `history`."""
    found = digest.requirement_results(results)
    style, script = _asset("page.css"), "".join(map(_asset, _SCRIPTS))
    values = {
        "style": style,
        "style_hash": _csp_hash(style),
        "script": script,
        "script_hash": _csp_hash(script),
        "data": embed(results),
        "groups": GROUPS,
        "signs": SIGNS,
        "columns": digest.shown_columns(digest.by_column(results.rows)),
        "rows_shown": _ROWS,
        "matrix_rows": _MATRIX_ROWS,
    }
    return render_html("page.html", results=results, **values, **_top(results, found), **_body(results, history, found))


def _top(results: Results, found: Sequence[RequirementResult]) -> dict[str, Any]:
    """The values that the top of the page shows."""
    return {
        "title": f"Conformance of {digest.subject(results)}",
        "facts": [fact for fact in _facts(results) if fact],
        "headline": headline(results),
        "is_whole": scope_of(results).is_whole,
        "headline_class": _headline_class(results, found),
        "tiles": _tiles(results),
        "notes": notes(results),
    }


def _body(results: Results, history: Sequence[Results], found: Sequence[RequirementResult]) -> dict[str, Any]:
    """Which parts the page has, and the values that they show."""
    repairs, matrix, lines = shown(results), tables.matrix(results, history), not_applicable(results)
    optional = {"targets": len(results.run.targets) > 1, "repairs": repairs, "matrix": matrix, "not-applicable": lines}
    return {
        "parts": {name: title for name, title in _PARTS.items() if optional.get(name, True)},
        "targets": digest.by_target(results),
        "repairs": repairs,
        "violated": digest.by_group(found, (*FAILED, "outdated", "known")),
        "methods": methods.table(),
        "matrix": matrix,
        "documents": tables.documents(found, {target.protocol for target in results.run.targets}),
        "states": coverage.STATES,
        "not_applicable": lines,
        "run_facts": tables.run_facts(results),
    }


def _asset(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _csp_hash(text: str) -> str:
    """The source expression by which the content security policy admits exactly this text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _facts(results: Results) -> Iterator[str]:
    run = results.run
    if len(run.targets) == 1:
        target = run.targets[0]
        yield target.url if target.url != target.title else ""
        yield target.server
    yield f"started {moment(run.started)}" if run.started else ""
    yield f"{plural(len(results.rows), 'row')} in {results.summary.seconds:.1f} s" if results.summary else ""
    yield f"conformance {run.versions['conformance']}" if "conformance" in run.versions else ""


def _headline_class(results: Results, found: Sequence[RequirementResult]) -> str:
    """The colour of the headline: that of success only where everything was judged."""
    groups = {item.group for item in found}
    if groups & set(FAILED):
        return "bad"
    is_whole = scope_of(results).is_whole and not results.targets_left_out
    return "good" if is_whole and "conforms" in groups and groups.isdisjoint(("inconclusive", "outdated")) else "none"


def _tiles(results: Results) -> list[Tile]:
    ids: dict[str, set[str]] = {column: set() for column in COLUMNS}
    for row in results.rows:
        ids[digest.column(row)].add(row.id)
    counts = digest.by_column(results.rows)
    shown = [column for column in digest.shown_columns(counts) if counts[column] or column != "known"]
    return [Tile(column, counts[column], len(ids[column])) for column in shown]
