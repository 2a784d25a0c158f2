"""The results of a run: one object a row, written to ``results.jsonl`` in the order of collection."""

from __future__ import annotations

import itertools
import json
import platform
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest

from conformance.harness.case.case import Outcome
from conformance.harness.runner.failure import asserted, by_hand
from conformance.model import Level, NotApplicable, Requirement, Verdict
from conformance.text import value_text

Row = dict[str, Any]
LEVELS, VERDICTS = [level.value for level in Level], [verdict.value for verdict in Verdict]


def row_of(outcome: Outcome, pytest_command: str, known: str) -> Row:
    """Return the row of an outcome; docs/results.md explains its keys."""
    case, requirement, raised = outcome.case, outcome.case.requirement, outcome.raised
    return {
        "id": requirement.id,
        "case": case.name,
        "document": str(requirement.section.document),
        "section": requirement.section.number,
        "level": requirement.level.value,
        "role": requirement.role.value,
        "verdict": outcome.verdict.value,
        "target": str(case.target.url),
        "seconds": round(outcome.seconds, 6),
        "message": outcome.message,
        "asserted": asserted(outcome),
        "actual": outcome.attempt.actual,
        "values": {name: value_text(value) for name, value in outcome.values.items()},
        "repeat": {"shell": by_hand(outcome), "pytest": pytest_command},
        "option": raised.option if isinstance(raised, NotApplicable) else "",
        "known": known,
        "harm": outcome.blame,
        "evidence": outcome.attempt.transcript.json(),
        "index": case.index,
    }


def requirement_record(requirement: Requirement, rank: int) -> dict[str, Any]:
    """Return what the reports show of a requirement; ``rank`` is its place in the order of repairs."""
    section = requirement.section
    return {
        "document": str(section.document),
        "document_title": section.document.title if section.document.number else "what no RFC says",
        "protocol": section.document.protocol,
        "section": section.number,
        "section_title": section.title,
        "level": requirement.level.value,
        "role": requirement.role.value,
        "text": requirement.text,
        "hint": requirement.hint,
        "url": requirement.url,
        "untestable": requirement.untestable,
        "rank": rank,
        "aliases": list(requirement.aliases),
    }


def versions() -> dict[str, str]:
    """Return the versions of the programs on which a verdict may depend."""
    try:
        own = version("protocol-conformance")
    except PackageNotFoundError:  # run from a clone that is not installed
        own = "unreleased"
    return {"conformance": own, "python": platform.python_version(), "pytest": pytest.__version__}


def summary_of(rows: Iterable[Row], seconds: float, status: int) -> dict[str, Any]:
    """Count the rows by verdict and level, in the order of both, and add the exit status of the run."""
    counts = Counter((row["level"], row["verdict"]) for row in rows)
    by_level: dict[str, dict[str, int]] = {}
    for level, verdict in itertools.product(LEVELS, VERDICTS):
        if count := counts[level, verdict]:
            by_level.setdefault(level, {})[verdict] = count
    totals = {verdict: sum(counts[level, verdict] for level in LEVELS) for verdict in VERDICTS}
    return {"verdicts": totals, "levels": by_level, "seconds": round(seconds, 3), "exit": status}


def drop_evidence(row: Row) -> Row:
    """Remove from a row the long values that only ``results.jsonl`` needs, and return it."""
    for key in ("evidence", "asserted", "actual"):
        del row[key]
    return row


class EvidenceSamples:
    """Chooses which conforming rows keep their evidence: the first one of each requirement and target.

    The first in the order of collection, not of arrival: with pytest-xdist, rows arrive in any order.
    """

    def __init__(self) -> None:
        self._chosen: dict[tuple[str, str], Row] = {}

    def offer(self, row: Row) -> None:
        """Keep a copy of the row if it comes before the sample that its requirement has so far."""
        key = (row["target"], row["id"])
        if key not in self._chosen or row["index"] < self._chosen[key]["index"]:
            self._chosen[key] = dict(row)

    def lines(self) -> dict[str, str]:
        """Return the line of each sample with its evidence, by the name of its case."""
        return {row["case"]: line_of(row) for row in self._chosen.values()}


def write_results(path: Path, run: Mapping[str, Any], lines: Iterable[str], summary: Mapping[str, Any]) -> None:
    """Write the whole file; the lines of its rows come in the order of collection."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_line({"run": run}))
        file.writelines(lines)
        file.write(_line({"summary": summary}))


def line_of(row: Row) -> str:
    """Return the line of a row in ``results.jsonl``."""
    return _line({key: value for key, value in row.items() if key != "index"})


def _line(record: object) -> str:
    return json.dumps(record, ensure_ascii=True, separators=(",", ":")) + "\n"
