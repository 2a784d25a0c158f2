"""One self-contained page: no network, opened from disk, readable without JavaScript and after a hostile target."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from string import Template

from conformance.report import digest, tables
from conformance.report.digest import FAILED, GROUPS, Standing
from conformance.report.embed import embed
from conformance.report.results import VERDICTS, Results
from conformance.text import markup, moment, plural

_HERE = Path(__file__).parent
_ROWS = 20
"""Rows of a violated requirement that are listed without JavaScript."""


def render(results: Results, history: Sequence[Results] = ()) -> str:
    """The page of one run, beside earlier runs of `history`."""
    found, data = digest.standings(results), embed(results)
    style, script = _asset("page.css"), _asset("page.js")
    parts = {
        "targets": tables.targets(results),
        "matrix": tables.matrix(results, history),
        "coverage": tables.coverage(found),
        "not_applicable": tables.not_applicable(results),
        "about": tables.about(results),
    }
    return Template(_asset("page.html")).substitute(
        parts,
        style=style,
        style_hash=_digest(style),
        script=script,
        script_hash=_digest(script),
        title=_title(results),
        facts=_facts(results),
        headline=markup(digest.headline(results)),
        mood=_mood(found),
        trouble=f'<p class="trouble" role="alert">{markup(results.trouble)}</p>' if results.trouble else "",
        tiles=_tiles(results),
        nav=_nav(parts),
        findings=_findings(found),
        data=data.text,
        remark=f'<p class="quiet">{markup(data.remark)}</p>' if data.remark else "",
    )


def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """The source expression that lets the content security policy admit exactly this text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _title(results: Results) -> str:
    names = [target.name for target in results.run.targets]
    return markup(f"Conformance of {names[0]}" if len(names) == 1 else f"Conformance of {len(names)} targets", 200)


def _facts(results: Results) -> str:
    run = results.run
    facts = [f"started {moment(run.started)}" if run.started else ""]
    if len(run.targets) == 1:
        target = run.targets[0]
        facts = [target.url if target.url != target.name else "", target.server, *facts]
    facts.append(f"{plural(len(results.rows), 'row')} in {results.summary.seconds:.1f} s" if results.summary else "")
    facts.append(f"conformance {run.versions['conformance']}" if "conformance" in run.versions else "")
    return f'<ul class="facts">{"".join(f"<li>{markup(fact, 200)}</li>" for fact in facts if fact)}</ul>'


def _mood(found: Sequence[Standing]) -> str:
    groups = {item.group for item in found}
    if groups & set(FAILED):
        return "bad"
    return "good" if "conforms" in groups else "none"


def _tiles(results: Results) -> str:
    counts = digest.verdicts(results.rows)
    tiles = []
    for verdict in VERDICTS:
        number = len({row.id for row in results.rows if row.verdict == verdict})
        unit = "row" if counts[verdict] == 1 else "rows"
        tiles.append(
            f'<div class="tile {verdict}" data-verdict="{verdict}"><b>{counts[verdict]}</b>'
            f"<span>{digest.SIGNS[verdict]} {verdict.replace('-', ' ')}</span>"
            f"<small>{unit} of {plural(number, 'requirement')}</small></div>"
        )
    return "".join(tiles)


def _nav(parts: dict[str, str]) -> str:
    names = {
        "targets": "Targets",
        "findings": "Findings",
        "matrix": "Side by side",
        "coverage": "Coverage",
        "not_applicable": "Not applicable",
        "about": "About this run",
    }
    shown = [name for name in names if parts.get(name, "findings")]
    return "".join(f'<a href="#{name.replace("_", "-")}">{names[name]}</a>' for name in shown)


def _findings(found: Sequence[Standing]) -> str:
    """The violated requirements, worst first, for those who read without JavaScript."""
    parts = []
    for group in (*FAILED, "known"):
        items = [item for item in found if item.group == group]
        if items:
            cards = "".join(_card(item) for item in items)
            parts.append(f'<section class="group {group}"><h3>{GROUPS[group]}</h3>{cards}</section>')
    return "".join(parts) or '<p class="quiet">No requirement is violated.</p>'


def _card(item: Standing) -> str:
    requirement = item.requirement
    place = markup(f"{requirement.document}, section {requirement.section} {requirement.section_title}")
    if requirement.url.startswith("https://"):
        place = f'<a href="{markup(requirement.url)}" rel="noreferrer">{place}</a>'
    hint = f'<p class="hint"><b>What to do:</b> {markup(requirement.hint)}</p>' if requirement.hint else ""
    rows = [row for _, row in item.rows if row.verdict == "violates"]
    names = "".join(
        f"<li><code>{markup(row.case.rpartition('::')[2], 300)}</code> {markup(row.message, 300)}</li>"
        for row in rows[:_ROWS]
    )
    more = f'<p class="quiet">and {len(rows) - _ROWS} more</p>' if len(rows) > _ROWS else ""
    count = f"{len(rows)} of {plural(len(item.rows), 'row')}"
    return (
        f'<details class="requirement {item.group}" open><summary>'
        f'<span class="level">{markup(requirement.level)}</span><span class="text">{markup(requirement.text)}</span>'
        f'<span class="count">{count}</span></summary><div class="inside">'
        f'<p class="where"><code>{markup(requirement.id)}</code>{place}</p>'
        f"{hint}<ul>{names}</ul>{more}</div></details>"
    )
