"""The tables of the page, made without JavaScript: targets, side by side, coverage, what did not apply, the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from conformance.report import digest
from conformance.report.digest import GROUPS, Section, Standing
from conformance.report.results import VERDICTS, Results
from conformance.text import markup, moment, plural

_MATRIX_ROWS = 600


def targets(results: Results) -> str:
    """What each target is, its verdicts and what it offers; only where the run judged several."""
    if len(results.run.targets) < 2:
        return ""
    head = _head("Target", "Server", *(verdict.replace("-", " ") for verdict in VERDICTS))
    lines = []
    for target in results.run.targets:
        counts = digest.verdicts(row for row in results.rows if row.target == target.url)
        cells = "".join(_count_cell(verdict, counts[verdict]) for verdict in VERDICTS)
        name = f"<b>{markup(target.name)}</b><br><code>{markup(target.url)}</code>"
        lines.append(f'<tr><th scope="row">{name}</th><td>{markup(target.server, 200)}</td>{cells}</tr>')
    return _section("targets", "Targets", _table(head, lines))


def _count_cell(verdict: str, count: int) -> str:
    return f'<td class="cell {verdict}">{count}</td>' if count else '<td class="quiet">0</td>'


def matrix(results: Results, history: Sequence[Results]) -> str:
    """Requirement by target and run; those on which all agree are folded away."""
    columns = digest.columns(results, history)
    if len(columns) < 2:
        return ""
    many = bool(history)
    names = [markup(c.label) + (f"<br><small>{markup(moment(c.detail)[:16])}</small>" if many else "") for c in columns]
    head = '<tr><th scope="col">Requirement</th>' + "".join(f'<th scope="col">{name}</th>' for name in names) + "</tr>"
    found = [item for item in digest.standings(results) if any(item.requirement.id in c.groups for c in columns)]
    differing = [item for item in found if len({c.groups.get(item.requirement.id) for c in columns}) > 1]
    alike = [item for item in found if item not in differing]
    return _section(
        "matrix",
        "Side by side",
        _changes(results, history),
        _matrix_part(head, differing, columns, "Requirements on which they differ", is_open=True),
        _matrix_part(head, alike, columns, "Requirements on which they agree", is_open=False),
    )


def _matrix_part(
    head: str, items: Sequence[Standing], columns: Sequence[digest.Column], title: str, *, is_open: bool
) -> str:
    lines = [_matrix_line(item, columns) for item in items[:_MATRIX_ROWS]]
    more = len(items) - len(lines)
    note = f"<p>{more} more are left out here.</p>" if more else ""
    return _fold(f'<b>{title}</b><span class="quiet">{len(items)}</span>', _table(head, lines) + note, is_open=is_open)


def _matrix_line(item: Standing, columns: Sequence[digest.Column]) -> str:
    key = item.requirement.id
    cells = "".join(_matrix_cell(column.groups.get(key, ""), column.failed.get(key, (0, 0))) for column in columns)
    name = f'<a href="#id={markup(key)}"><code>{markup(key)}</code></a><br>{markup(item.requirement.text, 200)}'
    return f'<tr><th scope="row"><span class="level">{markup(item.requirement.level)}</span> {name}</th>{cells}</tr>'


def _matrix_cell(group: str, failed: tuple[int, int]) -> str:
    if not group:
        return '<td class="quiet">no case</td>'
    of = f" {failed[0]}/{failed[1]}" if group not in ("conforms", "not-applicable") else ""
    word = "violates" if digest.SIGNS[group] == "✗" else group.replace("-", " ")
    return f'<td class="cell {group}">{digest.SIGNS[group]} {word}{of}</td>'


def _changes(results: Results, history: Sequence[Results]) -> str:
    if not history:
        return ""
    worse, better = digest.changes(results, history)
    parts = [("Newly violated", worse), ("No longer violated", better)]
    return "".join(f"<p><b>{name} since the run before:</b> {_codes(ids) or 'none'}</p>" for name, ids in parts)


def _codes(words: Iterable[str]) -> str:
    return ", ".join(f"<code>{markup(word)}</code>" for word in words)


def coverage(found: Sequence[Standing]) -> str:
    """For each RFC and section: how many requirements are stated, judged, and cannot be judged."""
    parts = [_document(sections) for sections in digest.sections(found).values()]
    legend = "".join(
        f'<span class="{group}">{group.replace("-", " ")}</span>'
        for group in ("violates", "deviates", "inconclusive", "not-applicable", "conforms")
    )
    words = f'<p class="quiet legend">Each requirement counts once, by its worst row: {legend}</p>'
    return _section("coverage", "Coverage", words, *parts)


def _document(sections: Sequence[Section]) -> str:
    first = sections[0].standings[0]
    stated = sum(len(section.standings) for section in sections)
    judged = sum(len(section.judged) for section in sections)
    untestable = [item for section in sections for item in section.untestable]
    groups = sum((section.groups for section in sections), Counter[str]())
    name = f"{first.protocol.upper()} · {first.requirement.document} {first.requirement.document_title}"
    count = f"{judged} of {plural(stated, 'requirement')} judged"
    title = f'<b>{markup(name)}</b><span class="quiet">{count}</span>{_bar(groups)}'
    head = _head("Section", "Stated", "With cases", "Judged", "Untestable", "Verdicts", numbers=(1, 2, 3, 4))
    return _fold(title, _table(head, [_section_line(section) for section in sections]) + _reasons(untestable))


def _section_line(section: Section) -> str:
    name = markup(f"{section.number} {section.title}")
    if section.url.startswith("https://"):
        name = f'<a href="{markup(section.url)}" rel="noreferrer">{name}</a>'
    counted = (section.standings, section.run, section.judged, section.untestable)
    names = ("stated", "with cases", "judged", "untestable")
    cells = "".join(
        f'<td class="number" data-name="{name}">{len(items)}</td>' for name, items in zip(names, counted, strict=True)
    )
    return f'<tr><th scope="row">{name}</th>{cells}<td>{_bar(section.groups)}</td></tr>'


def _bar(groups: Counter[str]) -> str:
    """A bar of one hundred units, in the groups' colours; its label says the same in words."""
    total = groups.total()
    if not total:
        return '<span class="quiet">no case ran</span>'
    label = ", ".join(f"{groups[group]} {group.replace('-', ' ')}" for group in GROUPS if groups[group])
    parts, left = [], 0.0
    for group in GROUPS:
        width = 100 * groups[group] / total
        if width:
            parts.append(f'<rect class="{group}" x="{left:.2f}" width="{width:.2f}" height="8"/>')
        left += width
    box = 'viewBox="0 0 100 8" preserveAspectRatio="none"'
    return f'<svg class="bar" {box} role="img" aria-label="{label}"><title>{label}</title>{"".join(parts)}</svg>'


def _reasons(untestable: Sequence[Standing]) -> str:
    if not untestable:
        return ""
    reasons = "".join(
        f"<li><code>{markup(item.requirement.id)}</code> {markup(item.requirement.text)}"
        f' <span class="quiet">Why not: {markup(item.requirement.untestable)}</span></li>'
        for item in untestable
    )
    return f"<p><b>Cannot be judged from outside</b></p><ul>{reasons}</ul>"


def not_applicable(results: Results) -> str:
    """Why rows did not apply, by the option that would change that."""
    table = digest.not_applicable(results.rows)
    if not table:
        return ""
    lines = []
    for (option, reason), rows in table.items():
        names = dict.fromkeys(results.target(row.target).name for row in rows)
        where = f'<br><span class="quiet">on {markup(", ".join(names))}</span>' if len(results.run.targets) > 1 else ""
        given = f"<code>{markup(option)}</code>" if option else '<span class="quiet">no option would</span>'
        needs = len({row.id for row in rows})
        lines.append(
            f'<tr><th scope="row">{given}</th><td class="wide">{markup(reason)}{where}</td>'
            f'<td class="number" data-name="requirements">{needs}</td>'
            f'<td class="number" data-name="rows">{len(rows)}</td></tr>'
        )
    head = _head("Option that changes it", "Why", "Requirements", "Rows", numbers=(2, 3))
    return _section("not-applicable", "What did not apply, and what would change that", _table(head, lines))


def about(results: Results) -> str:
    """Targets' capabilities, options and versions."""
    parts = [_offers(target.name, target.capabilities, target.missing) for target in results.run.targets]
    given = {f"version of {name}": version for name, version in results.run.versions.items()} | dict(
        results.run.options
    )
    for target in results.run.targets[:1] if len(results.run.targets) == 1 else ():
        given |= {"cases in flight": str(target.jobs)} if target.jobs else {}
        given |= {"patience": f"{target.patience:g} s"} if target.patience else {}
    lines = [f'<tr><th scope="row">{markup(name)}</th><td>{markup(value)}</td></tr>' for name, value in given.items()]
    return _section("about", "About this run", *parts, _table("", lines) if lines else "")


def _offers(name: str, capabilities: Mapping[str, str], missing: Mapping[str, str]) -> str:
    found = [(key, "conforms", f"✓ <code>{markup(value)}</code>") for key, value in capabilities.items()]
    absent = [(key, "not-applicable", f"– missing: <code>{markup(value)}</code>") for key, value in missing.items()]
    lines = [
        f'<tr><th scope="row">{markup(key)}</th><td class="cell {tone}">{words}</td></tr>'
        for key, tone, words in found + absent
    ]
    return f"<h3>What {markup(name)} offers</h3>" + _table("", lines) if lines else ""


def _section(name: str, title: str, *inside: str) -> str:
    heading = f'<h2 id="{name}-title">{title}</h2>'
    return f'<section id="{name}" aria-labelledby="{name}-title">{heading}{"".join(inside)}</section>'


def _fold(title: str, inside: str, *, is_open: bool = False) -> str:
    return f'<details class="fold"{" open" if is_open else ""}><summary>{title}</summary>{inside}</details>'


def _head(*names: str, numbers: Sequence[int] = ()) -> str:
    cells = (
        f'<th scope="col"{" class=number" if place in numbers else ""}>{name}</th>' for place, name in enumerate(names)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _table(head: str, lines: Sequence[str]) -> str:
    top = f"<thead>{head}</thead>" if head else ""
    kind = ' class="stack"' if any("data-name" in line for line in lines) else ""
    return f'<div class="scroll" tabindex="0"><table{kind}>{top}<tbody>{"".join(lines)}</tbody></table></div>'
