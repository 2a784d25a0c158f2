"""Count what the reports show: requirements by their worst row, sections by coverage, rows by verdict."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from conformance.model import Level
from conformance.report.results import Requirement, Results, Row, Target
from conformance.sections import section_order

GROUPS: Mapping[str, str] = {
    "violates": "Violated",
    "implied": "Violated: an RFC's grammar or state machine, no key word",
    "robustness": "Damaged: no RFC sentence, but a crash, a leak or a hang",
    "deviates": "Deviates from advice",
    "outdated": "Outdated: declared in --known, but conforms now",
    "known": "Known: as declared beforehand",
    "inconclusive": "Inconclusive: could not tell",
    "fault": "A fault of this tool: please report it",
    "conforms": "Conforms",
    "not-applicable": "Not applicable",
}
"""The groups of rows with their titles, worst first: the verdicts, of which `violates` is divided into three groups.

What is declared in --known and is as declared is a group of its own, and so is what is declared but conforms.
"""

COLUMNS = ("violates", "deviates", "outdated", "known", "inconclusive", "fault", "not-applicable", "conforms")
"""What rows are counted by: the verdicts, but what is declared in --known apart."""

_RARE = ("outdated", "fault")
"""Columns that tables have only where there is such a row."""

SIGNS = {
    "violates": "✗",
    "robustness": "✗",
    "implied": "✗",
    "deviates": "!",
    "outdated": "~",
    "known": "~",
    "inconclusive": "?",
    "fault": "?",
    "not-applicable": "–",
    "conforms": "✓",
}
"""The sign of each group, for those who cannot tell the colours apart."""

_PACKAGE = re.compile(r"(?:.*/)?conformance/(\w+)/")
"""The package of a case, which is named like its protocol."""

_ORDER = {group: place for place, group in enumerate(GROUPS)}
FAILED = ("violates", "implied", "robustness")
"""The groups that make a run fail."""
UNMET = (*FAILED, "deviates", "outdated", "known", "inconclusive", "fault")
"""The groups of requirements that were not met, or may not have been, or are declared as such."""
JUDGED = (*FAILED, "deviates", "outdated", "known", "conforms")
"""The groups of rows with a verdict on the target."""

NOT_RUN = "not-run"
"""The group of requirements of which no case ran, or that no case can judge."""


def group(row: Row) -> str:
    """The group of a row."""
    own = column(row)
    return row.level if own == "violates" and row.level in GROUPS else own


def column(row: Row) -> str:
    """The column of a row in a table of counts."""
    return column_of(row.verdict, row.known, row.status)


def column_of(verdict: str, known: str, status: str) -> str:
    """The column of a row, of which these values are known."""
    if status == "outdated":
        return status
    return "known" if known else verdict


def worst(groups: Iterable[str]) -> str:
    """The worst of some groups, empty if there is none. One row that conforms outweighs others that did not apply."""
    return min(groups, key=_ORDER.__getitem__, default="")


@dataclass(frozen=True)
class RequirementResult:
    """A requirement and all of its rows in one run, each with its number in the file."""

    requirement: Requirement
    protocol: str
    rows: tuple[tuple[int, Row], ...]
    existing: int = 0
    """How many rows there are to judge on all targets of the run; 0 where that is not known."""

    @cached_property
    def group(self) -> str:
        """The worst group of the rows; empty if no case ran."""
        return worst(group(row) for _, row in self.rows)

    @property
    def is_begun(self) -> bool:
        """Whether any of its rows was judged."""
        return any(row.status != "unjudged" for _, row in self.rows)

    @property
    def is_whole(self) -> bool:
        """Whether all of its rows were judged, as far as that is known."""
        return sum(row.status != "unjudged" for _, row in self.rows) >= max(self.existing, len(self.rows))

    @property
    def unmet_rows(self) -> tuple[Row, ...]:
        """The rows that violate the requirement, or that --known declares."""
        return tuple(row for _, row in self.rows if column(row) in ("violates", "outdated", "known"))

    def rows_in(self, wanted: str) -> list[Row]:
        """The rows that fall into a group."""
        return [row for _, row in self.rows if group(row) == wanted]


@dataclass(frozen=True)
class Section:
    """The requirements of one section of one document."""

    number: str
    title: str
    url: str
    requirements: tuple[RequirementResult, ...]

    @property
    def untestable(self) -> tuple[RequirementResult, ...]:
        """The requirements that cannot be judged from outside."""
        return tuple(s for s in self.requirements if s.requirement.untestable and not s.rows)

    @property
    def with_rows(self) -> tuple[RequirementResult, ...]:
        """The requirements that had a row in this run."""
        return tuple(s for s in self.requirements if s.rows)

    @property
    def judged(self) -> tuple[RequirementResult, ...]:
        """The requirements with a verdict on the target."""
        return tuple(s for s in self.with_rows if s.group in JUDGED)

    @property
    def groups(self) -> Counter[str]:
        """How many requirements fall into each group; those without a row into `not-run`."""
        return Counter(s.group or NOT_RUN for s in self.requirements)


def requirement_results(results: Results) -> tuple[RequirementResult, ...]:
    """Every stated requirement with its rows, in the RFCs' order."""
    rows: dict[str, list[tuple[int, Row]]] = {}
    for number, row in enumerate(results.rows):
        rows.setdefault(row.id, []).append((number, row))
    protocols = _protocols(results)
    targets = Counter(target.protocol for target in results.run.targets)
    found = [
        RequirementResult(item, protocol, tuple(rows.get(item.id, ())), item.rows * (targets[protocol] or 1))
        for item in results.run.requirements.values()
        for protocol in [protocols.get(item.id, results.run.protocol)]
    ]
    return tuple(sorted(found, key=_rfc_order))


def _rfc_order(result: RequirementResult) -> tuple[object, ...]:
    requirement = result.requirement
    return result.protocol, section_order(requirement.document), section_order(requirement.section), requirement.id


def by_group(found: Sequence[RequirementResult], groups: Iterable[str]) -> list[tuple[str, list[RequirementResult]]]:
    """The results that fall into each of these groups; a group without any is left out."""
    table = [(group, [item for item in found if item.group == group]) for group in groups]
    return [(group, items) for group, items in table if items]


def _protocols(results: Results) -> dict[str, str]:
    """The protocol of each requirement: the package of its cases, or the first word of its name, as in HTTP/1.1."""
    stated = results.run.requirements
    by_id = {row.id: package[1] for row in results.rows if (package := _PACKAGE.match(row.case))}
    by_document = {stated[id_].document: package for id_, package in by_id.items()}
    for item in stated.values():
        word = item.protocol.partition("/")[0].lower()
        by_id.setdefault(item.id, word or by_document.get(item.document, results.run.protocol))
    return by_id


def sections(found: Sequence[RequirementResult]) -> dict[tuple[str, str], tuple[Section, ...]]:
    """The results of requirements by (protocol, document), and then by section."""
    documents: dict[tuple[str, str], dict[str, list[RequirementResult]]] = {}
    for item in found:
        documents.setdefault((item.protocol, item.requirement.document), {}).setdefault(
            item.requirement.section, []
        ).append(item)
    return {key: tuple(_section(*section) for section in inner.items()) for key, inner in documents.items()}


def _section(number: str, items: list[RequirementResult]) -> Section:
    first = items[0].requirement
    return Section(number, first.section_title, first.url, tuple(items))


def by_column(rows: Iterable[Row]) -> Counter[str]:
    """How many rows there are in each column, zeros included."""
    counted = Counter(dict.fromkeys(COLUMNS, 0))
    counted.update(map(column, rows))
    return counted


def shown_columns(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The columns of tables of these counts."""
    return tuple(column for column in COLUMNS if column not in _RARE or counts.get(column))


def by_level(rows: Iterable[Row]) -> dict[str, Counter[str]]:
    """Rows counted by level and column; levels that do not occur are left out."""
    table: dict[str, Counter[str]] = {}
    for row in rows:
        table.setdefault(row.level, Counter())[column(row)] += 1
    places = {level.value: place for place, level in enumerate(Level)}
    return dict(sorted(table.items(), key=lambda item: places.get(item[0], len(places))))


def by_target(results: Results) -> list[tuple[Target, Counter[str]]]:
    """Each target with its rows counted by column."""
    targets = results.run.targets
    return [(target, by_column(row for row in results.rows if row.target == target.url)) for target in targets]


def subject(results: Results) -> str:
    """Name what was judged: the title of the target; several targets by their number."""
    targets = results.run.targets
    return f"{len(targets)} targets" if len(targets) > 1 else targets[0].title
