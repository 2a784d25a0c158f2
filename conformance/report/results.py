"""Read `results.jsonl`, the one input of every report.

Its first line describes the run, then comes a line for each row, and the last line has the totals. A file that ends
early is read as far as it goes, and `Results.trouble` says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

from conformance.model import Verdict
from conformance.report.fields import fields_of, mapping, text, whole_number
from conformance.report.lines import ResultsError as ResultsError
from conformance.report.lines import Truncated, json_lines
from conformance.text import plural

VERDICTS = tuple(verdict.value for verdict in Verdict)
"""The verdicts of rows, worst first."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One normative statement of an RFC, in our own words. `aliases` are the ids that it had before.

    `rank` is its place in the order of repairs, and `rank_malformed` the one where only malformed messages show that it
    is not met. `rows` is how many rows a run without a selection judges on one target; 0 where that is not known.
    `protocol` is the name of its protocol in words, such as HTTP/1.1.
    """

    id: str
    document: str
    document_title: str = ""
    section: str = ""
    section_title: str = ""
    level: str = "MUST"
    role: str = ""
    text: str = ""
    hint: str = ""
    url: str = ""
    untestable: str = ""
    rank: int = 0
    rank_malformed: int = 0
    aliases: tuple[str, ...] = ()
    rows: int = 0
    protocol: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """One implementation that the run judged. `missing` names the option that would declare each absent capability.

    `name` tells it apart in the ids of rows, `title` is what reports call it. `error` says why it was not judged,
    `notices` what was found out beside the verdicts.
    """

    url: str
    name: str
    title: str
    protocol: str = ""
    server: str = ""
    capabilities: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    jobs: int = 0
    patience: float = 0.0
    notices: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of evidence: octets on the wire (one character an octet), or a note. `at` is in seconds."""

    at: float
    mark: str
    connection: int
    octets: str = ""
    omitted: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One parametrization of a case on one target, with its verdict. `seconds` is its duration."""

    id: str
    case: str
    level: str
    verdict: str
    target: str
    seconds: float = 0.0
    message: str = ""
    asserted: str = ""
    actual: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    repeat: Mapping[str, str] = field(default_factory=dict)
    option: str = ""
    known: str = ""
    harm: str = ""
    malformed: bool = False
    status: str = ""
    evidence: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What was judged, with which versions and options, and every requirement that is stated.

    `collected` is how many rows the run was to judge, `existing` how many requirements have a case. A `selection`
    leaves out rows that there are.
    """

    protocol: str
    targets: tuple[Target, ...]
    requirements: Mapping[str, Requirement]
    versions: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    started: str = ""
    collected: int = 0
    existing: int = 0
    selection: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """The last line of a complete file. `seconds` is the duration of the run, `exit` pytest's exit status.

    `interrupted` says why the run ended before all rows were judged.
    """

    seconds: float
    exit: int
    interrupted: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """A whole file. `trouble` is empty, or one line that says why the file is not whole."""

    run: Run
    rows: tuple[Row, ...]
    summary: Summary | None
    trouble: str = ""
    folder: str = ""
    """The folder that the file is in."""

    @property
    def targets_left_out(self) -> int:
        """How many targets were not judged because they did not start."""
        return sum(bool(target.error) for target in self.run.targets)

    def target(self, url: str) -> Target:
        """The target of a row, also where the head of the file does not name it."""
        return next((target for target in self.run.targets if target.url == url), Target(url, url, url))


def read(path: Path) -> Results:
    """Read one file.

    Raises `ResultsError` where it cannot be opened or is not the result of a run.
    """
    head, found, summary, trouble = _records(path)
    if not isinstance(head.get("run"), dict):
        raise ResultsError(f"{path}: not a results.jsonl of a conformance run: its first line describes no run")
    rows = _in_order(found)
    if summary is None and not trouble:
        trouble = f"The run was cut short: the file has {plural(len(rows), 'row')} and no summary."
    return Results(_run(mapping(head, "run"), rows), tuple(rows), summary, trouble, path.resolve().parent.name)


def _records(path: Path) -> tuple[dict[str, Any], list[tuple[int, Row]], Summary | None, str]:
    """Return the first line, the rows with their places, the summary if there is one, and where the file is cut."""
    head, summary = dict[str, Any](), None
    found: list[tuple[int, Row]] = []
    try:
        for number, value in json_lines(path):
            if number == 1:
                head = value
            elif "summary" in value:
                summary = Summary(**fields_of(Summary, mapping(value, "summary")))
            else:
                found.append((_index(value, number), _row(value, f"{path}:{number}")))
    except Truncated as cut:
        return head, found, summary, str(cut)
    return head, found, summary, ""


def _index(value: dict[str, Any], number: int) -> int:
    """The place of a row in the order of collection; in a file of an earlier version, the number of its line."""
    return whole_number(value, "index") if "index" in value else number


def _in_order(found: list[tuple[int, Row]]) -> list[Row]:
    """The rows in the order of collection. While a run goes on, they are written in that of the verdicts."""
    return list(dict(sorted(found, key=itemgetter(0))).values())


def _run(value: dict[str, Any], rows: list[Row]) -> Run:
    urls = dict.fromkeys(row.target for row in rows)
    listed = [_target(item) for item in value.get("targets") or () if isinstance(item, dict)]
    known = {target.url for target in listed}
    unlisted = [Target(url, url, url, text(value, "protocol")) for url in urls if url not in known]
    stated = {key: _requirement(key, item) for key, item in mapping(value, "requirements").items()}
    return Run(
        targets=tuple(listed + unlisted) or (_target(value),),
        requirements=stated | {row.id: _unstated(row) for row in rows if row.id not in stated},
        **fields_of(Run, value),
    )


def _target(value: dict[str, Any]) -> Target:
    url = text(value, "target")
    name = text(value, "name") or url
    return Target(**fields_of(Target, value) | {"url": url, "name": name, "title": text(value, "title") or name})


def _requirement(key: str, value: object) -> Requirement:
    return Requirement(**fields_of(Requirement, value if isinstance(value, dict) else {}) | {"id": key})


def _unstated(row: Row) -> Requirement:
    """Stand-in for a requirement that the head of the file does not state: its id names the place."""
    document, _, rest = row.id.partition("/")
    return Requirement(row.id, document, section=rest.partition("/")[0], level=row.level, text=row.id)


def _row(value: dict[str, Any], place: str) -> Row:
    plain = fields_of(Row, value)
    if plain["verdict"] not in VERDICTS or not plain["id"]:
        raise ResultsError(f"{place}: not a row: id {plain['id']!r}, verdict {plain['verdict']!r}")
    evidence = (fields_of(Entry, item) for item in value.get("evidence") or () if isinstance(item, dict))
    return Row(**plain, evidence=tuple(Entry(**entry | {"mark": entry["mark"] or " "}) for entry in evidence))
