"""An exception that is not the target's is a fault of this tool, and every report says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.harness.case.case import verdict_of
from conformance.model import Inconclusive, NotApplicable, Verdict
from tests.kit.judging import cases
from tests.kit.servers import Server
from tests.kit.tree import Ran, Tree

FAULTY = """
from conformance.harness.runner.plugin import verifies
from conformance.http.rfc9999.test_1_words import PLAIN, PLAIN_GET

@verifies(PLAIN_GET)
def test_the_longest_of_none(http):
    http.answer(PLAIN)
    assert max([]) == 1

@verifies(PLAIN_GET)
def test_another_conforms(http):
    assert http.answer(PLAIN).status == 200
"""
MESSAGE = "a fault of this tool, please report: ValueError: max() arg is an empty sequence"


@pytest.fixture(scope="module")
def tree_with_fault(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    tree = Tree(tmp_path_factory.mktemp("tree"))
    (tree.add_folder("rfc9993") / "test_1_faulty.py").write_text(FAULTY, encoding="utf-8")
    return tree


@pytest.fixture(scope="module")
def ran(tree_with_fault: Tree, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    out = tmp_path_factory.mktemp("out")
    return tree_with_fault.pytest("conformance/http/rfc9993", f"--target={server.url}", out=out)


def test_it_is_apart_from_inconclusive_and_has_an_exit_status_of_its_own(ran: Ran) -> None:
    assert (ran.status, ran.summary["exit"]) == (3, 3), ran.text
    assert ran.verdicts == {"test_the_longest_of_none": "fault", "test_another_conforms": "conforms"}
    assert (ran.summary["verdicts"]["fault"], ran.summary["verdicts"]["inconclusive"]) == (1, 0)
    assert ran.rows[0]["message"] == MESSAGE


def test_the_traceback_ends_the_text_and_the_evidence(ran: Ran) -> None:
    assert f"fault: RFC 9999 §1 MUST: {MESSAGE}" in ran.text
    notes = [entry["note"] for entry in ran.rows[0]["evidence"] if "note" in entry]
    assert notes[-1] == "ValueError: max() arg is an empty sequence"
    assert "    assert max([]) == 1" in notes
    assert all(f"  ! {note}\n" in ran.text for note in notes)


def test_reports_name_it_apart(ran: Ran) -> None:
    page = (ran.out / "index.html").read_text(encoding="utf-8")
    summary = (ran.out / "summary.md").read_text(encoding="utf-8")
    assert "1 not judged, for a fault of this tool" in summary
    assert "A fault of this tool: please report it" in summary
    assert 'data-verdict="fault"' in page


def test_a_replay_ends_the_same_way(tree_with_fault: Tree, ran: Ran) -> None:
    again = tree_with_fault.conformance("replay", "test_the_longest_of_none", f"--results={ran.out}", out=ran.out)
    assert (again.status, MESSAGE in again.text) == (3, True), again.text


@pytest.mark.parametrize("workers", ["-n2"])
def test_workers_report_it_too(tree_with_fault: Tree, server: Server, tmp_path: Path, workers: str) -> None:
    ran = tree_with_fault.pytest("conformance/http/rfc9993", f"--target={server.url}", workers, out=tmp_path / "out")
    assert (ran.status, ran.rows[0]["verdict"]) == (3, "fault"), ran.text


def test_what_was_raised_decides() -> None:
    (one, *_) = cases("conformance/http/rfc9112/test_05_1_field_line_parsing.py")
    verdicts = {
        NotApplicable("no echo"): Verdict.NOT_APPLICABLE,
        Inconclusive("died"): Verdict.INCONCLUSIVE,
        AssertionError(): Verdict.VIOLATES,
        ValueError("max()"): Verdict.FAULT,
        OSError("too many open files"): Verdict.FAULT,
    }
    assert {raised: verdict_of(raised, one.requirement) for raised in verdicts} == verdicts


def test_where_the_harness_fails_no_row_is_lost() -> None:
    (one, *_) = cases("conformance/http/rfc9112/test_05_1_field_line_parsing.py")
    outcome = one.fault(RuntimeError("a defect"))
    assert (outcome.verdict, outcome.message) == (
        Verdict.FAULT,
        "a fault of this tool, please report: RuntimeError: a defect",
    )
    assert outcome.attempt.transcript.entries[-1].note == "RuntimeError: a defect"
