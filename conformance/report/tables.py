"""The data of the page's tables: targets side by side, coverage, facts about the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from conformance.report import compare, coverage, digest
from conformance.report.compare import Column
from conformance.report.coverage import Clauses
from conformance.report.digest import GROUPS, JUDGED, NOT_RUN, RequirementResult, Section
from conformance.report.results import Results

DIFFER = "Requirements on which they differ"
JUDGED_ON_SOME = "Requirements that were judged on some of them only"
AGREE = "Requirements on which they agree"


@dataclass(frozen=True)
class Block:
    """The requirements of one protocol by target and run; only targets that have cases of it, or were not judged."""

    protocol: str
    columns: tuple[Column, ...]
    parts: Mapping[str, Sequence[RequirementResult]]
    """The requirements that at least two columns have: those that differ, and those that do not."""

    @property
    def differs(self) -> bool:
        """Whether the targets have different verdicts on a requirement."""
        return bool(self.parts[DIFFER])

    @property
    def shown_parts(self) -> dict[str, Sequence[RequirementResult]]:
        """The parts that have a table. One without requirements may say which target was not judged."""
        return {title: items for title, items in self.parts.items() if items or (title == DIFFER and self.has_errors)}

    @property
    def compared(self) -> int:
        """How many requirements were compared."""
        return sum(map(len, self.parts.values()))

    @property
    def has_errors(self) -> bool:
        """Whether a target was not judged."""
        return any(column.error for column in self.columns)


@dataclass(frozen=True)
class Matrix:
    """Targets and runs side by side. `changes` is empty if no earlier run has a target of the same title."""

    blocks: tuple[Block, ...]
    changes: Mapping[str, Sequence[str]]
    has_history: bool


@dataclass(frozen=True)
class Document:
    """The sections of a document, and how many of its requirements are stated and judged; its clauses, if known."""

    name: str
    sections: tuple[Section, ...]
    clauses: Clauses | None

    @property
    def stated(self) -> int:
        return sum(len(section.requirements) for section in self.sections)

    @property
    def judged(self) -> int:
        return sum(len(section.judged) for section in self.sections)

    @property
    def untestable(self) -> list[RequirementResult]:
        return [item for section in self.sections for item in section.untestable]

    @property
    def groups(self) -> Counter[str]:
        """How many requirements fall into each group."""
        return sum((section.groups for section in self.sections), Counter[str]())


def matrix(results: Results, history: Sequence[Results]) -> Matrix | None:
    """The targets and runs side by side; `None` if no protocol has two of them."""
    columns, found = compare.columns(results, history), digest.requirement_results(results)
    protocols = dict.fromkeys(item.protocol for item in found)
    blocks = [
        _block(protocol, columns, [item for item in found if item.protocol == protocol]) for protocol in protocols
    ]
    comparable = tuple(block for block in blocks if len(block.columns) > 1)
    return Matrix(comparable, compare.changes(results, history), bool(history)) if comparable else None


def _block(protocol: str, columns: Sequence[Column], found: Sequence[RequirementResult]) -> Block:
    ids = {item.requirement.id for item in found}
    have_cases = [column for column in columns if not ids.isdisjoint(column.groups)]
    shown = [column for column in columns if have_cases and (column in have_cases or column.error)]
    parts: dict[str, list[RequirementResult]] = {DIFFER: [], JUDGED_ON_SOME: [], AGREE: []}
    for item in found:
        groups = [column.groups[item.requirement.id] for column in columns if item.requirement.id in column.groups]
        if len(groups) > 1:
            parts[_part(groups)].append(item)
    return Block(protocol, tuple(shown), parts)


def _part(groups: Sequence[str]) -> str:
    """Which part of a block a requirement belongs to, with these worst groups of its columns."""
    if len(set(groups)) == 1:
        return AGREE
    return DIFFER if len({group for group in groups if group in JUDGED}) > 1 else JUDGED_ON_SOME


def documents(found: Sequence[RequirementResult], spoken: Collection[str]) -> list[Document]:
    """The documents that have a row or are of a protocol that the targets speak, with their sections."""
    own = [item for item in found if item.rows or item.protocol in spoken]
    return [_document(sections, found) for sections in digest.sections(own).values()]


def _document(sections: tuple[Section, ...], found: Sequence[RequirementResult]) -> Document:
    first = sections[0].requirements[0]
    name = f"{first.protocol.upper()} · {first.requirement.document} {first.requirement.document_title}"
    id_ = first.requirement.id.partition("/")[0]
    return Document(name, sections, coverage.clauses(id_, first.protocol, found))


def run_facts(results: Results) -> dict[str, str]:
    """Versions and options; with a single target, also what was measured about it."""
    facts = {f"version of {name}": version for name, version in results.run.versions.items()}
    facts |= results.run.options
    if len(results.run.targets) == 1:
        (target,) = results.run.targets
        facts |= {"cases in flight": str(target.jobs)} if target.jobs else {}
        facts |= {"patience": f"{target.patience:g} s"} if target.patience else {}
    return facts


@dataclass(frozen=True)
class Bar:
    """A bar of one hundred units: group, left edge and width of each part; the label says the same in words."""

    label: str
    parts: tuple[tuple[str, str, str], ...]


def bar(groups: Counter[str]) -> Bar:
    """The bar of some groups of requirements, worst first."""
    total, left = groups.total(), 0.0
    parts = []
    for group in filter(groups.__getitem__, (*GROUPS, NOT_RUN)):
        width = 100 * groups[group] / total
        parts.append((group, f"{left:.2f}", f"{width:.2f}"))
        left += width
    return Bar(", ".join(f"{groups[group]} {group.replace('-', ' ')}" for group, _, _ in parts), tuple(parts))
