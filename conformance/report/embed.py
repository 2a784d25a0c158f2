"""The data of the page: a JSON text that contains each string once, escaped so that it cannot end the script."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conformance.model import Level
from conformance.report import digest, methods
from conformance.report.methods import Method
from conformance.report.results import Entry, Results, Row
from conformance.text import clip, visible

BUDGET = 4_000_000
"""Octets that the data should take, so that a page of three thousand rows opens at once."""

_LIMITS = (4096, 1024, 256)
"""Octets kept of each entry of evidence of rows that do not conform. The last is used even if it exceeds the budget."""

_LIMITS_OF_CONFORMING = (1024, 256, 64)
"""Octets kept of each entry of conforming rows; none if even the last limit needs more room than the others left."""

_ENTRY_OVERHEAD = 48
"""Estimated size of an entry in the data, without its octets."""

_MAX_ENTRIES = 60
"""Entries of evidence kept of each row: a target that sends octet by octet makes thousands of entries."""


class _Strings:
    """Gives each distinct string a number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))


@dataclass(frozen=True)
class Embedded:
    """The data as JSON for a `<script type="application/json">`, and what was left out of it, empty if nothing."""

    text: str
    remark: str


def embed(results: Results) -> Embedded:
    """Make the data of the page. If it exceeds the budget, evidence is cut, first that of conforming rows."""
    strings = _Strings()
    targets = {target.url: number for number, target in enumerate(results.run.targets)}
    # one row at a time: as one value, they would take ten times the memory of their text
    heads = [script_safe(_row(row, targets, strings)) for row in results.rows]
    members = _members(results, strings)
    used = sum(map(len, [*heads, *members.values(), *strings.numbers])) + 3 * len(strings.numbers)
    limits = _limits(results.rows, BUDGET - used)
    rows = [f"{head[:-1]},{_evidence(row, strings, limits)}]" for head, row in zip(heads, results.rows, strict=True)]
    members |= {"rows": f"[{','.join(rows)}]", "strings": script_safe(list(strings.numbers))}
    text = "{" + ",".join(f'"{name}":{member}' for name, member in members.items()) + "}"
    return Embedded(text, _remark(limits))


def _members(results: Results, strings: _Strings) -> dict[str, str]:
    """Return everything but the rows and the strings, as JSON by name."""
    found = [item for item in digest.requirement_results(results) if item.rows]
    shown = list(dict.fromkeys(method for item in found if (method := _method(item))))
    return {
        "groups": script_safe(digest.GROUPS),
        "signs": script_safe(digest.SIGNS),
        "levels": script_safe([level.value for level in Level]),
        "targets": script_safe([_displayable(target.title) for target in results.run.targets]),
        "names": script_safe([_displayable(target.name) for target in results.run.targets]),
        "methods": script_safe([_source(method, strings) for method in shown]),
        "requirements": script_safe([_requirement(item, shown) for item in found]),
    }


@dataclass(frozen=True)
class _Limits:
    """Octets kept of each entry of evidence: of rows that do not conform, and of those that do."""

    others: int
    conforming: int

    def of(self, row: Row) -> int:
        return self.conforming if row.verdict == "conforms" else self.others


def _limits(rows: Sequence[Row], room: int) -> _Limits:
    """Choose how much evidence fits: first that of rows that do not conform, then that of the others."""
    others = _weights(row for row in rows if row.verdict != "conforms")
    conforming = _weights(row for row in rows if row.verdict == "conforms")
    limit = next((limit for limit in _LIMITS if _estimated_size(others, limit) <= room), _LIMITS[-1])
    left = room - _estimated_size(others, limit)
    return _Limits(limit, next((few for few in _LIMITS_OF_CONFORMING if _estimated_size(conforming, few) <= left), 0))


def _weights(rows: Iterable[Row]) -> dict[str, float]:
    """Return each distinct text of evidence with the number of octets that one of its octets takes in the data."""
    texts = {entry.octets[: _LIMITS[0]] for row in rows for entry in _shortened(row.evidence)}
    return {text: len(script_safe(text)) / len(text) for text in texts if text}


def _estimated_size(weights: dict[str, float], limit: int) -> float:
    """Estimate how many octets the data takes with at most ``limit`` octets of each text."""
    return sum(min(len(text), limit) * weight + _ENTRY_OVERHEAD for text, weight in weights.items())


def _remark(limits: _Limits) -> str:
    """Say what was cut to fit the budget. Each entry says by itself how many of its octets are omitted."""
    parts = []
    if limits.others < _LIMITS[0]:
        parts.append(f"Evidence of rows that do not conform is cut to {limits.others} octets of each entry.")
    if limits.conforming < _LIMITS_OF_CONFORMING[0]:
        kept = f"cut to {limits.conforming} octets of each entry" if limits.conforming else "left out"
        parts.append(f"Evidence of conforming rows is {kept}.")
    return " ".join([*parts, "results.jsonl has more of it."]) if parts else ""


def script_safe(value: object) -> str:
    """Return JSON in ASCII, without the characters that have a meaning in HTML."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _method(result: digest.RequirementResult) -> Method | None:
    """Return the method of the reference implementation that keeps a requirement, if a row violates it."""
    return methods.table().get(result.requirement.id) if result.unmet_rows else None


def _source(method: Method, strings: _Strings) -> list[int]:
    return [strings(method.file), strings(method.name), strings(methods.source(method))]


def _requirement(result: digest.RequirementResult, shown: Sequence[Method]) -> list[object]:
    item, method = result.requirement, _method(result)
    words = [item.id, result.protocol, item.document, item.document_title, item.section, item.section_title]
    rest = [item.level, item.role, item.text, item.hint, item.url]
    numbers = [number for number, _ in result.rows]
    aliases, place = [_displayable(id_) for id_ in item.aliases], shown.index(method) if method else -1
    return [*(_displayable(word) for word in (*words, *rest)), numbers, aliases, place]


def _row(row: Row, targets: dict[str, int], strings: _Strings) -> list[object]:
    """Return everything of a row except its evidence."""
    case, _, values = row.case.partition("[")
    texts = (case, values.removesuffix("]"), row.message, row.asserted, row.actual, row.option, row.known)
    commands = [[strings(_displayable(name)), strings(_command(command))] for name, command in row.repeat.items()]
    return [
        digest.column(row),
        digest.group(row),
        targets[row.target],
        round(row.seconds * 1e6),
        *(strings(_displayable(text)) for text in texts),
        [
            [strings(_displayable(name)), strings(_displayable(value, 500))]
            for name, value in list(row.values.items())[:30]
        ],
        commands,
    ]


def _evidence(row: Row, strings: _Strings, limits: _Limits) -> str:
    limit = limits.of(row)
    return script_safe([_entry(entry, strings, limit) for entry in _shortened(row.evidence)])


def _shortened(evidence: Sequence[Entry]) -> list[Entry]:
    """Return the first and the last entries, with a remark in place of those between them."""
    if len(evidence) <= _MAX_ENTRIES:
        return list(evidence)
    half = _MAX_ENTRIES // 2
    between = evidence[half]
    remark = Entry(between.at, " ", between.connection, note=f"{len(evidence) - 2 * half} entries omitted")
    return [*evidence[:half], remark, *evidence[-half:]]


def _entry(entry: Entry, strings: _Strings, limit: int) -> list[object]:
    octets = entry.octets[:limit]
    omitted = entry.omitted + len(entry.octets) - len(octets)
    note = strings(_displayable(entry.note, 500))
    return [round(entry.at * 1e6), entry.mark[:1], entry.connection, strings(octets), omitted, note]


def _displayable(text: str, limit: int = 2000) -> str:
    return visible(clip(text, limit))


def _command(text: str) -> str:
    """Return the whole command or a remark: a command that is cut off would do something else."""
    return visible(text) if len(text) <= 4096 else "# too long to show here: see results.jsonl"
