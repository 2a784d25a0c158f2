"""Count the clauses of an RFC by what became of them in a run: the ledger lists them, results say which were judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from conformance import ledger
from conformance.ledger import Entry
from conformance.report.digest import JUDGED, RequirementResult
from conformance.sections import section_url

STATES = ("judged", "not judged", "untestable", "missing", "out of scope")


@dataclass(frozen=True)
class SectionClauses:
    """The clauses of one section, counted by state."""

    number: str
    url: str
    counts: Counter[str]


@dataclass(frozen=True)
class Clauses:
    """The clauses of an RFC; ``missing`` are those that no case judges although one could."""

    sections: tuple[SectionClauses, ...]
    missing: tuple[Entry, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many clauses are in each state."""
        return sum((section.counts for section in self.sections), Counter[str]())

    @property
    def binding(self) -> int:
        """How many clauses bind a server."""
        return self.counts.total() - self.counts["out of scope"]


def clauses(document: str, protocol: str, found: Sequence[RequirementResult]) -> Clauses | None:
    """Return the clauses of an RFC, or ``None`` where it has no ledger, or that of another protocol."""
    if ledger.PROTOCOLS.get(document) != protocol:
        return None
    entries = ledger.entries(document)
    judged = {item.requirement.id for item in found if item.group in JUDGED}
    untestable = {item.requirement.id for item in found if item.requirement.untestable}
    sections = [
        SectionClauses(number, section_url(document, number), Counter(_state(one, judged, untestable) for one in items))
        for number, items in groupby(entries, lambda entry: entry.section)
    ]
    return Clauses(tuple(sections), tuple(entry for entry in entries if entry.missing))


def _state(entry: Entry, judged: Collection[str], untestable: Collection[str]) -> str:
    if entry.missing:
        return "missing"
    if any(id_ in judged for id_ in entry.ids):
        return "judged"
    if entry.out_of_scope:
        return "out of scope"
    return "not judged" if any(id_ not in untestable for id_ in entry.ids) else "untestable"
