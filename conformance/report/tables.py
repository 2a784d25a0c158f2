"""The data of the page's tables: side by side, coverage, the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conformance.report import compare, digest
from conformance.report.compare import Column
from conformance.report.digest import GROUPS, Section, Standing
from conformance.report.results import Results


@dataclass(frozen=True)
class Matrix:
    """Requirement by target and run; those on which all agree stand apart. `changes` is empty without history."""

    columns: tuple[Column, ...]
    changes: Mapping[str, Sequence[str]]
    differing: tuple[Standing, ...]
    alike: tuple[Standing, ...]


@dataclass(frozen=True)
class Document:
    """How many requirements of a document are stated and judged."""

    name: str
    sections: tuple[Section, ...]

    @property
    def stated(self) -> int:
        return sum(len(section.standings) for section in self.sections)

    @property
    def judged(self) -> int:
        return sum(len(section.judged) for section in self.sections)

    @property
    def untestable(self) -> list[Standing]:
        return [item for section in self.sections for item in section.untestable]

    @property
    def groups(self) -> Counter[str]:
        """How many requirements with a row fall into each group."""
        return sum((section.groups for section in self.sections), Counter[str]())


def matrix(results: Results, history: Sequence[Results]) -> Matrix | None:
    """The targets and runs side by side; `None` where there is only one."""
    columns = compare.columns(results, history)
    if len(columns) < 2:
        return None
    differing, alike = list[Standing](), list[Standing]()
    for item in digest.standings(results):
        groups = [column.groups.get(item.requirement.id) for column in columns]
        if any(groups):
            (alike if len(set(groups)) == 1 else differing).append(item)
    return Matrix(columns, compare.changes(results, history), tuple(differing), tuple(alike))


def documents(found: Sequence[Standing]) -> list[Document]:
    """Every document with its sections."""
    return [_document(sections) for sections in digest.sections(found).values()]


def _document(sections: tuple[Section, ...]) -> Document:
    first = sections[0].standings[0]
    name = f"{first.protocol.upper()} · {first.requirement.document} {first.requirement.document_title}"
    return Document(name, sections)


def given(results: Results) -> dict[str, str]:
    """Versions and options, and what was measured of a single target."""
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
