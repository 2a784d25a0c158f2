"""The results of a run: one object a row, written to ``results.jsonl`` in the order of collection."""

from __future__ import annotations

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
from conformance.model import NotApplicable, Requirement, Verdict
from conformance.text import value_text

Row = dict[str, Any]


def row_of(outcome: Outcome, again: str, known: str) -> Row:
    """The row of an outcome; see the README for the meaning of the keys."""
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
        "repeat": {"shell": by_hand(outcome), "pytest": again},
        "option": raised.option if isinstance(raised, NotApplicable) else "",
        "known": known,
        "evidence": outcome.attempt.transcript.json(),
        "index": case.index,
    }


def requirement_record(requirement: Requirement) -> dict[str, str]:
    """What reports need of a requirement, whether or not it has a row."""
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
    }


def versions() -> dict[str, str]:
    """What judged: the versions that a verdict may depend on."""
    try:
        own = version("protocol-conformance")
    except PackageNotFoundError:  # run from a clone that is not installed
        own = "unreleased"
    return {"conformance": own, "python": platform.python_version(), "pytest": pytest.__version__}


def summary_of(rows: Iterable[Row], seconds: float, status: int) -> dict[str, Any]:
    """Counts by verdict and level, and the exit status."""
    rows = list(rows)
    verdicts = Counter(row["verdict"] for row in rows)
    levels = Counter((row["level"], row["verdict"]) for row in rows)
    by_level: dict[str, dict[str, int]] = {}
    for (level, verdict), count in sorted(levels.items()):
        by_level.setdefault(level, {})[verdict] = count
    ordered = {verdict.value: verdicts[verdict.value] for verdict in Verdict}
    return {"verdicts": ordered, "levels": by_level, "seconds": round(seconds, 3), "exit": status}


def without_evidence(row: Row) -> Row:
    """The row, rid of what only ``results.jsonl`` tells and is long."""
    for key in ("evidence", "asserted", "actual"):
        del row[key]
    return row


def write_results(path: Path, run: Mapping[str, Any], lines: Iterable[str], summary: Mapping[str, Any]) -> None:
    """Write the file whole; the lines of its rows come in the order of collection."""
    with path.open("w", encoding="utf-8") as file:
        file.write(_line({"run": run}))
        file.writelines(lines)
        file.write(_line({"summary": summary}))


def line_of(row: Row) -> str:
    """The line of a row."""
    return _line({key: value for key, value in row.items() if key != "index"})


def _line(record: object) -> str:
    return json.dumps(record, ensure_ascii=True, separators=(",", ":")) + "\n"
