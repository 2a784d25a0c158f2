"""What the reports count and compare: requirements by their worst row, coverage by section, runs side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from conformance.model import Level, Verdict, section_order
from conformance.report.results import Requirement, Results, Row, Target
from conformance.text import plural

GROUPS: Mapping[str, str] = {
    "violates": "Violated",
    "implied": "Violated, where an older RFC says it without a key word",
    "robustness": "Damaged: no RFC sentence, but a crash, a leak or a hang",
    "known": "Violated, as declared beforehand",
    "deviates": "Deviates from advice",
    "inconclusive": "Inconclusive: could not tell",
    "conforms": "Conforms",
    "not-applicable": "Not applicable",
}
"""What rows are sorted into, the most telling first: the verdict, with violations told apart by what they rest on."""

SIGNS = {
    "violates": "✗",
    "robustness": "✗",
    "implied": "✗",
    "known": "✗",
    "deviates": "!",
    "inconclusive": "?",
    "not-applicable": "–",
    "conforms": "✓",
    "": "",
}
"""The sign of each group, for those who cannot tell the colours apart."""

_ORDER = {group: place for place, group in enumerate(GROUPS)}
FAILED = ("violates", "implied", "robustness")
"""The groups that make a run fail."""
JUDGED = (*FAILED, "known", "deviates", "conforms")
"""The groups of rows that say something about the target."""


def group(row: Row) -> str:
    """The group of a row."""
    if row.verdict != "violates":
        return row.verdict
    if row.known:
        return "known"
    return row.level if row.level in GROUPS else "violates"


def worst(groups: Iterable[str]) -> str:
    """The worst of some groups, empty where there is none; a row that did not apply takes nothing from the others."""
    return min(groups, key=_ORDER.__getitem__, default="")


@dataclass(frozen=True)
class Standing:
    """A requirement and all of its rows in one run; a row keeps its place in the file as its number."""

    requirement: Requirement
    protocol: str
    rows: tuple[tuple[int, Row], ...]

    @cached_property
    def group(self) -> str:
        """The worst group of the rows; empty where no case ran."""
        return worst(group(row) for _, row in self.rows)

    @property
    def place(self) -> tuple[str, str]:
        """Protocol and document: what the reports group by first."""
        return self.protocol, self.requirement.document

    def count(self, wanted: str) -> int:
        """How many rows fall into a group."""
        return sum(group(row) == wanted for _, row in self.rows)


@dataclass(frozen=True)
class Section:
    """What is stated and judged of one section of one document."""

    number: str
    title: str
    url: str
    standings: tuple[Standing, ...]

    @property
    def untestable(self) -> tuple[Standing, ...]:
        """The requirements that cannot be judged from outside."""
        return tuple(s for s in self.standings if s.requirement.untestable and not s.rows)

    @property
    def run(self) -> tuple[Standing, ...]:
        """The requirements that had a row in this run."""
        return tuple(s for s in self.standings if s.rows)

    @property
    def judged(self) -> tuple[Standing, ...]:
        """The requirements of which the run could tell whether the target keeps them."""
        return tuple(s for s in self.run if s.group in JUDGED)

    @property
    def groups(self) -> Counter[str]:
        """How many of the requirements with a row fall into each group."""
        return Counter(s.group for s in self.run)


@dataclass(frozen=True)
class Column:
    """One target in one run, to be laid beside others. `groups` has the worst group of each requirement."""

    label: str
    detail: str
    groups: Mapping[str, str]
    failed: Mapping[str, tuple[int, int]]
    """How many rows of each requirement did not conform, of how many."""


def standings(results: Results) -> tuple[Standing, ...]:
    """Every stated requirement with its rows, in the RFCs' order."""
    rows: dict[str, list[tuple[int, Row]]] = {}
    for number, row in enumerate(results.rows):
        rows.setdefault(row.id, []).append((number, row))
    protocols = _protocols(results)
    found = [
        Standing(item, protocols.get(item.id, results.run.protocol), tuple(rows.get(item.id, ())))
        for item in results.run.requirements.values()
    ]
    return tuple(sorted(found, key=lambda s: (s.protocol, section_order(s.requirement.document), *_within(s))))


def _within(standing: Standing) -> tuple[list[tuple[int, int, str]], str]:
    return section_order(standing.requirement.section), standing.requirement.id


def _protocols(results: Results) -> dict[str, str]:
    """The protocol of each requirement: the package of its cases, or else that of its document's other cases."""
    by_id: dict[str, str] = {}
    by_document: dict[str, str] = {}
    for row in results.rows:
        package = re.match(r"(?:.*/)?conformance/(\w+)/", row.case)
        if package:
            by_id[row.id] = package[1]
            by_document.setdefault(results.run.requirements[row.id].document, package[1])
    for item in results.run.requirements.values():
        by_id.setdefault(item.id, by_document.get(item.document, results.run.protocol))
    return by_id


def sections(found: Sequence[Standing]) -> dict[tuple[str, str], tuple[Section, ...]]:
    """Standings by (protocol, document) and then by section."""
    places: dict[tuple[str, str], dict[str, list[Standing]]] = {}
    for item in found:
        places.setdefault(item.place, {}).setdefault(item.requirement.section, []).append(item)
    return {place: tuple(_section(number, items) for number, items in inner.items()) for place, inner in places.items()}


def _section(number: str, items: list[Standing]) -> Section:
    first = items[0].requirement
    return Section(number, first.section_title, first.url, tuple(items))


def verdicts(rows: Iterable[Row]) -> Counter[str]:
    """How many rows have each verdict, worst first, zeros included."""
    counted = Counter({verdict.value: 0 for verdict in Verdict})
    counted.update(row.verdict for row in rows)
    return counted


def by_level(rows: Iterable[Row]) -> dict[str, Counter[str]]:
    """Rows counted by level and verdict; levels that do not occur are left out."""
    table: dict[str, Counter[str]] = {}
    for row in rows:
        table.setdefault(row.level, Counter())[row.verdict] += 1
    places = {level.value: place for place, level in enumerate(Level)}
    return dict(sorted(table.items(), key=lambda item: places.get(item[0], len(places))))


def not_applicable(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    """Rows that did not apply, by (option that would change that, reason), most rows first."""
    table: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.verdict == "not-applicable":
            table.setdefault((row.option, row.message), []).append(row)
    return dict(sorted(table.items(), key=lambda item: (item[0][0] == "", -len(item[1]), item[0])))


def columns(results: Results, history: Sequence[Results] = ()) -> tuple[Column, ...]:
    """Each target of each earlier run, oldest first, and then each target of this run."""
    earlier = sorted(history, key=lambda run: run.run.started)
    return tuple(_column(run, target) for run in [*earlier, results] for target in run.run.targets)


def _column(results: Results, target: Target) -> Column:
    groups: dict[str, list[str]] = {}
    for row in results.rows:
        if row.target == target.url:
            groups.setdefault(row.id, []).append(group(row))
    bad = {key: (sum(g != "conforms" for g in found), len(found)) for key, found in groups.items()}
    return Column(target.name, results.run.started, {key: worst(found) for key, found in groups.items()}, bad)


def changes(results: Results, history: Sequence[Results]) -> tuple[list[str], list[str]]:
    """Ids of requirements that newly fail, and of those that failed and now conform, against the latest earlier run."""
    if not history:
        return [], []
    latest = max(history, key=lambda run: run.run.started)
    before = {item.requirement.id: item.group for item in standings(latest) if item.rows}
    now = {item.requirement.id: item.group for item in standings(results) if item.rows}
    worse = [key for key, found in now.items() if found in FAILED and before.get(key, found) not in FAILED]
    better = [key for key, found in now.items() if found == "conforms" and before.get(key, found) in FAILED]
    return worse, better


def headline(results: Results) -> str:
    """The run in one sentence, counted in requirements."""
    counts = Counter(item.group for item in standings(results) if item.rows)
    judged = sum(counts[name] for name in JUDGED)
    failed = sum(counts[name] for name in FAILED)
    said = f"Violates {failed or 'none'} of {plural(judged, 'requirement')}" if judged else "Nothing was judged"
    words = {"known": "more violated as declared", "deviates": "not as advised", "inconclusive": "inconclusive"}
    return ", ".join([said, *(f"{counts[name]} {word}" for name, word in words.items() if counts[name])]) + "."
