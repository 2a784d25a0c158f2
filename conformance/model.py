"""What a requirement is, what can be said of a target about it, and the exceptions that end a case with a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NoReturn, Required, TypedDict, Unpack

from conformance.sections import is_number, section_order, section_url

TO_BE_LOOKED_AT = "to be looked at"  # the reason of a declared deviation that --known-update wrote


class Level(Enum):
    """The key words of BCP 14 (RFC 2119, RFC 8174), and two levels for what has no key word, in the reports' order."""

    MUST = "MUST"
    MUST_NOT = "MUST NOT"
    SHOULD = "SHOULD"
    SHOULD_NOT = "SHOULD NOT"
    MAY = "MAY"
    IMPLIED = "implied"  # by a grammar or a state machine: counts as MUST, is listed apart
    ROBUSTNESS = "robustness"  # no sentence of an RFC: survive, do not leak

    @property
    def absolute(self) -> bool:
        """Whether not meeting the requirement is a violation, not merely a deviation."""
        return self in (Level.MUST, Level.MUST_NOT, Level.IMPLIED, Level.ROBUSTNESS)


class Role(Enum):
    """Who is bound by a requirement, in the words of the RFCs."""

    SERVER = "server"
    SENDER = "sender"
    RECIPIENT = "recipient"
    INTERMEDIARY = "intermediary"
    CACHE = "cache"


SERVER, SENDER, RECIPIENT, INTERMEDIARY, CACHE = Role  # short, for section files


class Verdict(Enum):
    """What a row says of the target. The order is that of every report and of the terminal: worst first."""

    VIOLATES = "violates"
    DEVIATES = "deviates"
    INCONCLUSIVE = "inconclusive"
    FAULT = "fault"  # of this tool: a case, or the harness, raised an exception that says nothing of the target
    NOT_APPLICABLE = "not-applicable"
    CONFORMS = "conforms"


@dataclass(frozen=True, eq=False)
class Requirement:
    """One normative statement of an RFC, in our own words.

    ``untestable`` says why no case can judge it from outside: it counts as read, not as covered. ``aliases`` are ids
    that it had before; they are still found. ``rests_on`` names the requirements without which its rows say nothing:
    where the target violates one, they are not applicable. ``dependants`` are the requirements that rest on it.
    """

    section: Section
    slug: str
    level: Level
    role: Role
    text: str
    hint: str = ""
    untestable: str = ""
    aliases: tuple[str, ...] = ()
    rests_on: tuple[Requirement, ...] = field(default=(), repr=False)
    dependants: list[Requirement] = field(default_factory=list, repr=False)

    @property
    def causes(self) -> tuple[Requirement, ...]:
        """What it rests on, and what that rests on in its turn."""
        found = dict.fromkeys(cause for one in self.rests_on for cause in (one, *one.causes))
        return tuple(found)

    @property
    def id(self) -> str:
        """Where it stands: ``rfc9112/5.1/no-space-before-colon``."""
        return f"{self.section.document.id}/{self.section.number}/{self.slug}"

    @property
    def ids(self) -> tuple[str, ...]:
        """Its id, and the ids that it had before."""
        return (self.id, *self.aliases)

    @property
    def url(self) -> str:
        return self.section.url

    def __str__(self) -> str:
        return f"{self.section} {self.level.value}"


class Statement(TypedDict, total=False):
    """What a section file says of a requirement besides its slug and its level: see ``Requirement``."""

    role: Required[Role]
    text: Required[str]
    hint: str
    untestable: str
    aliases: tuple[str, ...]
    rests_on: tuple[Requirement, ...]


@dataclass(frozen=True, eq=False)
class Section:
    """One section of an RFC: a factory of the requirements that it states."""

    document: Document
    number: str
    title: str
    requirements: dict[str, Requirement] = field(default_factory=dict, repr=False)

    @property
    def url(self) -> str:
        return section_url(self.document.id, self.number) if self.document.number else ""

    def __str__(self) -> str:
        return f"{self.document} §{self.number}" if is_number(self.number) else f"{self.document} {self.title}"

    def must(self, slug: str, **more: Unpack[Statement]) -> Requirement:
        return self._state(Requirement(self, slug, Level.MUST, **more))

    def must_not(self, slug: str, **more: Unpack[Statement]) -> Requirement:
        return self._state(Requirement(self, slug, Level.MUST_NOT, **more))

    def should(self, slug: str, **more: Unpack[Statement]) -> Requirement:
        return self._state(Requirement(self, slug, Level.SHOULD, **more))

    def should_not(self, slug: str, **more: Unpack[Statement]) -> Requirement:
        return self._state(Requirement(self, slug, Level.SHOULD_NOT, **more))

    def may(self, slug: str, **more: Unpack[Statement]) -> Requirement:
        return self._state(Requirement(self, slug, Level.MAY, **more))

    def implied(self, slug: str, **more: Unpack[Statement]) -> Requirement:
        return self._state(Requirement(self, slug, Level.IMPLIED, **more))

    def robustness(self, slug: str, **more: Unpack[Statement]) -> Requirement:
        return self._state(Requirement(self, slug, Level.ROBUSTNESS, **more))

    def _state(self, requirement: Requirement) -> Requirement:
        for id_ in requirement.ids:
            other = _by_id.setdefault(id_, requirement)
            if other is not requirement:
                places = " and for ".join(one.section.document.protocol for one in (other, requirement))
                raise ValueError(f"{id_} is stated twice: for {places}")
        self.requirements[requirement.slug] = requirement
        for cause in requirement.rests_on:
            cause.dependants.append(requirement)
        return requirement


@dataclass(frozen=True, eq=False)
class Document:
    """An RFC, or (``number`` 0) the place for what no RFC says. It binds only targets that have what it ``needs``."""

    number: int
    title: str
    protocol: str
    needs: Mapping[str, str] = field(default_factory=dict)  # capabilities, with their values
    sections: dict[str, Section] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        _documents[self.id, self.protocol] = self

    @property
    def id(self) -> str:
        return f"rfc{self.number}" if self.number else self.title.lower()

    def __str__(self) -> str:
        return f"RFC {self.number}" if self.number else self.title

    def section(self, number: str, title: str) -> Section:
        return self.sections.setdefault(number, Section(self, number, title))


_by_id: dict[str, Requirement] = {}  # by id and by alias: reports and --known tell requirements apart by these alone
_documents: dict[tuple[str, str], Document] = {}  # servers of several protocols may be bound by one RFC


def stated() -> Iterator[Requirement]:
    """Every requirement of the section files imported so far, in the order of documents and sections."""
    for _, document in sorted(_documents.items()):
        for _, section in sorted(document.sections.items(), key=lambda pair: section_order(pair[0])):
            yield from section.requirements.values()


def requirement_called(id_: str) -> Requirement | None:
    """Return the requirement of this id, or whose id it was before; ``None`` if no imported section file states it."""
    return _by_id.get(id_)


class NotApplicable(Exception):
    """The target does not offer what the case needs; ``option`` would change that."""

    def __init__(self, reason: str, option: str = "") -> None:
        super().__init__(f"{reason}: {option}" if option else reason)
        self.option = option


class Inconclusive(Exception):
    """The harness could not tell: never the target's fault."""


class OutOfTime(Inconclusive):
    """The row was not tried to its end: the time that the user gave the run is used. It does not fail the run."""


class Endless(Inconclusive):
    """The target sends more than the harness takes, or for longer; that may be legal."""


class TargetGone(Inconclusive):
    """No connection to the target can be made any more."""


def not_applicable(reason: str, option: str = "") -> NoReturn:
    """End the case: the target lacks a capability. ``option`` is the command-line option that would provide it."""
    raise NotApplicable(reason, option)


def inconclusive(reason: str) -> NoReturn:
    """End the case: the harness cannot see what it would need to see."""
    raise Inconclusive(reason)


def inconclusive_unless(seen: bool, what: str) -> None:
    """End the case as inconclusive where the oracle saw nothing."""
    if not seen:
        inconclusive(what)
