"""The data of the page: one JSON text, each string in it once, that no octet of a target can break out of."""

from __future__ import annotations

import json
from collections.abc import Sequence

from conformance.report import digest
from conformance.report.results import Entry, Results, Row
from conformance.report.text import clip, visible

BUDGET = 4_000_000
"""Octets that the data may take, so that a page of three thousand rows opens at once."""

_LIMITS = ((4096, 4096), (4096, 1024), (4096, 256), (1024, 64), (256, 0), (64, 0), (0, 0))
"""Octets kept of each entry of evidence: of rows that did not conform, and of the others; tried in this order."""

_ENTRIES = 60
"""Entries of evidence kept of each row; a target that drips makes thousands."""


class _Strings:
    """Gives each distinct string a number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))


def embed(results: Results) -> str:
    """JSON for a `<script type="application/json">`; evidence is shortened until it fits the budget."""
    text = ""
    for limits in _LIMITS:
        text = _data(results, limits)
        if len(text) <= BUDGET:
            break
    return text


def script_safe(value: object) -> str:
    """JSON in ASCII that has no character with a meaning in HTML."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _data(results: Results, limits: tuple[int, int]) -> str:
    strings = _Strings()
    targets = {target.url: number for number, target in enumerate(results.run.targets)}
    # one row at a time: as one value, they would take ten times the room of their text
    rows = [script_safe(_row(row, targets, strings, limits[row.verdict == "conforms"])) for row in results.rows]
    members = {
        "groups": script_safe(digest.GROUPS),
        "targets": script_safe([_shown(target.name) for target in results.run.targets]),
        "requirements": script_safe([_requirement(item) for item in digest.standings(results) if item.rows]),
        "rows": f"[{','.join(rows)}]",
        "strings": script_safe(list(strings.numbers)),
    }
    return "{" + ",".join(f'"{name}":{text}' for name, text in members.items()) + "}"


def _requirement(standing: digest.Standing) -> list[object]:
    item = standing.requirement
    words = [item.id, standing.protocol, item.document, item.document_title, item.section, item.section_title]
    rest = [item.level, item.role, item.text, item.hint, item.url]
    return [*(_shown(word) for word in (*words, *rest)), [number for number, _ in standing.rows]]


def _row(row: Row, targets: dict[str, int], strings: _Strings, limit: int) -> list[object]:
    case, _, values = row.case.partition("[")
    texts = (case, values.removesuffix("]"), row.message, row.asserted, row.actual, row.option, row.known)
    commands = [[strings(_shown(name)), strings(_command(command))] for name, command in row.repeat.items()]
    return [
        row.verdict,
        digest.group(row),
        targets[row.target],
        round(row.seconds * 1e6),
        *(strings(_shown(text)) for text in texts),
        [[strings(_shown(name)), strings(_shown(value, 500))] for name, value in list(row.values.items())[:30]],
        commands,
        [_entry(entry, strings, limit) for entry in _few(row.evidence)],
    ]


def _few(evidence: Sequence[Entry]) -> list[Entry]:
    """The first and the last entries, with a remark in place of those between."""
    if len(evidence) <= _ENTRIES:
        return list(evidence)
    half = _ENTRIES // 2
    between = evidence[half]
    remark = Entry(between.at, " ", between.connection, note=f"{len(evidence) - 2 * half} entries omitted")
    return [*evidence[:half], remark, *evidence[-half:]]


def _entry(entry: Entry, strings: _Strings, limit: int) -> list[object]:
    octets = entry.octets[:limit]
    omitted = entry.omitted + len(entry.octets) - len(octets)
    note = strings(_shown(entry.note, 500))
    return [round(entry.at * 1e6), entry.mark[:1], entry.connection, strings(octets), omitted, note]


def _shown(text: str, limit: int = 2000) -> str:
    return visible(clip(text, limit))


def _command(text: str) -> str:
    """A command whole, or none: one that is cut would repeat something else."""
    return visible(text) if len(text) <= 4096 else "# too long to show here: see results.jsonl"
