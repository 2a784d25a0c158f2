"""Well-known servers get the verdicts that ``known/`` records; the differences of another version are reported."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.kit.judging import every_case
from tests.real.judged import ALL_SERVERS, KNOWN, NEEDS_REASON, judge_server

QUICK = ("nginx", "ws-websockets", "nsd")
TOO_SLOW = (
    "gunicorn-sync",
    "gunicorn-gthread",
)  # ten minutes each: they wait after each response


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.thorough) for name in ALL_SERVERS]
)
def test_a_server_gets_the_recorded_verdicts(name: str) -> None:
    server = ALL_SERVERS[name]
    if missing := server.missing():
        pytest.skip(missing)
    if name in TOO_SLOW:
        pytest.skip(f"takes ten minutes: python -m tests.real.judged {name}")
    judged = judge_server(server)
    differences = judged.differences()
    if judged.version != judged.recorded_version:
        pytest.skip(f"{judged.version} is not {judged.recorded_version}: {len(differences)} differences")
    assert not differences, "\n".join(differences)


@pytest.mark.parametrize("file", sorted(KNOWN.glob("*.toml")), ids=lambda file: file.stem)
def test_every_entry_has_a_reason(file: object) -> None:
    text = (KNOWN / str(file)).read_text(encoding="utf-8")
    assert NEEDS_REASON not in text, "an entry waits for its reason"


def test_every_server_has_a_record() -> None:
    assert {file.stem for file in KNOWN.glob("*.toml")} == set(ALL_SERVERS)


@pytest.mark.parametrize("file", sorted(KNOWN.glob("*.toml")), ids=lambda file: file.stem)
def test_every_entry_is_of_cases_that_exist(file: Path) -> None:
    cases = {(row.requirement.id, row.function.__name__) for row in every_case()}
    declared = [(entry["id"], case) for entry in _entries(file) for case in entry.get("cases", [])]
    assert [one for one in declared if one not in cases] == []


def _entries(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8")).get("known", [])
    return found
