"""The comparison of the verdicts of two trees, with small results of the test's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.kit.same_verdicts import main

SECTION = "conformance/http/rfc9112/test_05_1_field_line_parsing.py"
CASES = {"test_a[one]": "conforms", "test_a[two]": "violates", "test_b": "not-applicable"}


def results(
    path: Path,
    cases: dict[str, str],
    *,
    level: str = "MUST",
    file: str = SECTION,
    targets: tuple[str, ...] = ("127.0.0.1:1",),
) -> str:
    """Write a ``results.jsonl`` in which every target has the same rows."""
    described = [{"target": f"http://{name}/", "name": name, "protocol": "http"} for name in targets]
    records: list[dict[str, Any]] = [{"run": {"targets": described}}]
    for name in targets:
        for case, verdict in cases.items():
            id_ = case if len(targets) == 1 else with_target(case, name)
            row = {"id": "rfc9112/5.1/x", "case": f"{file}::{id_}", "level": level, "verdict": verdict}
            records.append(row | {"target": f"http://{name}/"})
    path.write_text("".join(json.dumps(record) + "\n" for record in [*records, {"summary": {}}]), encoding="utf-8")
    return str(path)


def with_target(case: str, name: str) -> str:
    """The id that pytest gives a row where a run has several targets."""
    function, _, parameters = case.removesuffix("]").partition("[")
    return f"{function}[{'-'.join(part for part in (name, parameters) if part)}]"


def test_neither_the_port_nor_the_file_of_a_row_matters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = results(tmp_path / "1", CASES)
    after = results(tmp_path / "2", CASES, file="conformance/http/rfc9112/test_05_2.py", targets=("127.0.0.1:2",))
    assert main([before, "--", after]) == 0
    assert capsys.readouterr().out == "3 the same, 0 differ, 0 missing, 0 new, 0 not compared\n"


@pytest.mark.parametrize("names", [("http-loop", "http-aio"), ("127.0.0.1:1", "127.0.0.1:2"), ("::1:80-1", "::1:80-2")])
def test_the_targets_of_one_run_are_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], names: tuple[str, str]
) -> None:
    before = results(tmp_path / "1", CASES, targets=names)
    after = results(tmp_path / "2", CASES, targets=names)
    assert main([before, "--", after]) == 0
    assert capsys.readouterr().out.startswith("6 the same, ")


@pytest.mark.parametrize(
    ("cases", "line"),
    [
        (
            CASES | {"test_b": "violates"},
            "differs: http 127.0.0.1  rfc9112/5.1/x  test_b: MUST not-applicable -> MUST not-applicable | MUST "
            "violates\n",
        ),
        (dict(list(CASES.items())[1:]), "missing: http 127.0.0.1  rfc9112/5.1/x  test_a[one]\n"),
        (CASES | {"test_a[a::b]": "conforms"}, "new: http 127.0.0.1  rfc9112/5.1/x  test_a[a::b]\n"),
    ],
)
def test_whatever_is_not_the_same_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cases: dict[str, str], line: str
) -> None:
    """Also where only one of the runs after differs."""
    before, after = results(tmp_path / "1", CASES), results(tmp_path / "2", cases)
    assert main([before, "--", before, after]) == 1
    assert capsys.readouterr().out.startswith(line)


def test_another_level_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = results(tmp_path / "1", CASES), results(tmp_path / "2", CASES, level="SHOULD")
    assert main([before, "--", after]) == 1
    assert "0 the same, 3 differ, " in capsys.readouterr().out


def test_what_differs_among_the_runs_before_is_listed_and_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [
        results(tmp_path / "1", CASES),
        results(tmp_path / "2", CASES | {"test_b": "conforms"}),
    ]
    after = results(tmp_path / "3", CASES | {"test_b": "violates"})
    assert main([*before, "--", after]) == 0
    listed, counts = capsys.readouterr().out.splitlines()
    assert listed.endswith("test_b: MUST conforms | MUST not-applicable")
    assert counts == "2 the same, 0 differ, 0 missing, 0 new, 1 not compared"


def test_what_cannot_be_compared_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = results(tmp_path / "1", CASES)
    assert main([good]) == main([good, "--"]) == main(["--", good]) == 2
    (tmp_path / "bad").write_text("no results", encoding="utf-8")
    assert main([good, "--", str(tmp_path / "absent")]) == main([good, "--", str(tmp_path / "bad")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 5
