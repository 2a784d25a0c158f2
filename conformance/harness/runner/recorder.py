"""The results of a run, as the records of ``results.jsonl``: one object a row."""

from __future__ import annotations

import itertools
import json
import platform
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import pytest

from conformance.harness.case.case import Outcome
from conformance.harness.runner.by_hand import by_hand
from conformance.harness.runner.failure import asserted
from conformance.harness.runner.outcomes import OUTDATED
from conformance.model import Level, NotApplicable, Requirement, Verdict
from conformance.text import value_text

Row = dict[str, Any]
LEVELS, VERDICTS = [level.value for level in Level], [verdict.value for verdict in Verdict]


def row_of(outcome: Outcome, commands: Mapping[str, str], known: str, status: str) -> Row:
    """Return the row of an outcome; docs/results.md explains its keys. ``commands`` repeat the row."""
    case, raised = outcome.case, outcome.raised
    return {
        "index": case.index,  # first, so that the journal finds it without reading the line as JSON
        "id": case.requirement.id,
        "case": case.name,
        **_place_and_level(case.requirement),
        "verdict": outcome.verdict.value,
        "target": str(case.target.url),
        "seconds": round(outcome.seconds, 6),
        "message": OUTDATED if status == "outdated" else outcome.message,
        **_seen(outcome),
        "repeat": {**commands, **by_hand(outcome)},
        "option": raised.option if isinstance(raised, NotApplicable) else "",
        "known": known,
        "harm": outcome.blame,
        "malformed": outcome.attempt.malformed or _asks_for_refusal(outcome),
        "status": status,
        "evidence": outcome.attempt.transcript.json(),
    }


def _asks_for_refusal(outcome: Outcome) -> bool:
    """Whether the assertion that failed asks whether the target refuses something."""
    refusals = outcome.case.target.protocol.refusals
    return refusals is not None and refusals.search(asserted(outcome)) is not None


def _seen(outcome: Outcome) -> Row:
    """Return what was seen, and the values that the case ran with."""
    return {
        "asserted": asserted(outcome),
        "actual": outcome.attempt.actual,
        "values": {name: value_text(value) for name, value in outcome.values.items()},
    }


def _place_and_level(requirement: Requirement) -> Row:
    """Return what both a row and a requirement say of where it stands, how much it binds, and whom."""
    return {
        "document": str(requirement.section.document),
        "section": requirement.section.number,
        "level": requirement.level.value,
        "role": requirement.role.value,
    }


def requirement_record(requirement: Requirement, rows: int, rank: int, rank_malformed: int) -> dict[str, Any]:
    """Return what the reports show of a requirement.

    It has so many rows on one target. ``rank`` is its place in the order of repairs, ``rank_malformed`` the one where
    only malformed messages show that it is not met.
    """
    section = requirement.section
    return {
        **_place_and_level(requirement),
        "document_title": section.document.title if section.document.number else "what no RFC says",
        "protocol": section.document.protocol,
        "section_title": section.title,
        "text": requirement.text,
        "hint": requirement.hint,
        "url": requirement.url,
        "untestable": requirement.untestable,
        "rank": rank,
        "rank_malformed": rank_malformed,
        "aliases": list(requirement.aliases),
        "rows": rows,
    }


def versions() -> dict[str, str]:
    """Return the versions of the programs on which a verdict may depend."""
    try:
        own = version("protocol-conformance")
    except PackageNotFoundError:  # run from a clone that is not installed
        own = "unreleased"
    return {"conformance": own, "python": platform.python_version(), "pytest": pytest.__version__}


def summary_of(rows: Iterable[Row], seconds: float, status: int, interrupted: str) -> dict[str, Any]:
    """Count the rows by verdict and level, in the order of both, and add how the run ended.

    ``status`` is its exit status. ``interrupted`` says why not all rows were judged, and is empty if all were.
    """
    rows = list(rows)
    statuses, verdicts = (Counter(row[key] for row in rows) for key in ("status", "verdict"))
    return {
        "verdicts": {verdict: verdicts[verdict] for verdict in VERDICTS},
        "levels": _by_level(rows),
        "known": statuses["known"],
        "outdated": statuses["outdated"],
        "judged": len(rows) - statuses["unjudged"],
        "interrupted": interrupted,
        "seconds": round(seconds, 3),
        "exit": status,
    }


def _by_level(rows: Iterable[Row]) -> dict[str, dict[str, int]]:
    """Count the rows of each verdict that a level has, in the order of both."""
    counts = Counter((row["level"], row["verdict"]) for row in rows)
    by_level: dict[str, dict[str, int]] = {}
    for level, verdict in itertools.product(LEVELS, VERDICTS):
        if count := counts[level, verdict]:
            by_level.setdefault(level, {})[verdict] = count
    return by_level


def drop_evidence(row: Row) -> Row:
    """Return the row without the long values that only ``results.jsonl`` needs."""
    return {key: value for key, value in row.items() if key not in ("evidence", "asserted", "actual")}


def is_sample(row: Row, first: dict[tuple[str, str], int]) -> bool:
    """Whether a row keeps its evidence: it does not conform, or is the first of its requirement and target that does.

    ``first`` holds the index of the first conforming row that was asked about so far; it is brought up to date.
    """
    if row["verdict"] != Verdict.CONFORMS.value:
        return True
    key = (row["target"], row["id"])
    if row["index"] > first.get(key, row["index"]):
        return False
    first[key] = row["index"]
    return True


def samples(rows: Iterable[Row]) -> set[int]:
    """The indices of the conforming rows that keep their evidence: in the order of collection, not of arrival."""
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        is_sample(row, first)
    return set(first.values())


def line_of(record: Mapping[str, Any]) -> str:
    """Return a record as a line of ``results.jsonl``."""
    return json.dumps(record, ensure_ascii=True, separators=(",", ":")) + "\n"
