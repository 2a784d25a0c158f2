"""The data of the page's tables: targets side by side, coverage, facts about the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conformance.report import compare, coverage, digest
from conformance.report.compare import Column
from conformance.report.coverage import Clauses
from conformance.report.digest import GROUPS, RequirementResult, Section
from conformance.report.results import Results


@dataclass(frozen=True)
class Matrix:
    """Requirements by target and run: those that differ, and those that do not. `changes` is empty without history."""

    columns: tuple[Column, ...]
    changes: Mapping[str, Sequence[str]]
    differing: tuple[RequirementResult, ...]
    alike: tuple[RequirementResult, ...]


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
        """How many requirements with a row fall into each group."""
        return sum((section.groups for section in self.sections), Counter[str]())


def matrix(results: Results, history: Sequence[Results]) -> Matrix | None:
    """The targets and runs side by side; `None` if there is only one."""
    columns = compare.columns(results, history)
    if len(columns) < 2:
        return None
    differing, alike = list[RequirementResult](), list[RequirementResult]()
    for item in digest.requirement_results(results):
        groups = [column.groups.get(item.requirement.id) for column in columns]
        if any(groups):
            (alike if len(set(groups)) == 1 else differing).append(item)
    return Matrix(columns, compare.changes(results, history), tuple(differing), tuple(alike))


def documents(found: Sequence[RequirementResult]) -> list[Document]:
    """Every document with its sections."""
    return [_document(sections, found) for sections in digest.sections(found).values()]


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
    for group in filter(groups.__getitem__, GROUPS):
        width = 100 * groups[group] / total
        parts.append((group, f"{left:.2f}", f"{width:.2f}"))
        left += width
    return Bar(", ".join(f"{groups[group]} {group.replace('-', ' ')}" for group, _, _ in parts), tuple(parts))
