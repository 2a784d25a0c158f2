"""What Allure is told of a run."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Outcome
from conformance.harness.net.transcript import Transcript
from conformance.harness.runner.allure import title
from conformance.harness.runner.failure import evidence_lines
from tests.kit.judging import cases
from tests.kit.servers import Server
from tests.kit.tree import WORDS, Ran, Tree, short

SPLIT_IN_TWO = """
import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.rfc9999.test_1_words import PLAIN, PLAIN_GET

@verifies(PLAIN_GET)
@pytest.mark.parametrize(("before", "behind"), [(b"h", b"ello"), (b"he", b"llo")])
def test_it(http, before, behind):
    assert http.answer(PLAIN).status == 200
"""

OF_COLONS = """
import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.rfc9999.test_1_words import PLAIN, PLAIN_GET

@verifies(PLAIN_GET)
@pytest.mark.parametrize("address", [b"::1", b"a::b"])
def test_it(http, address):
    assert http.answer(PLAIN).status == 299
"""


def told(out: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text()) for path in (out / "allure-results").glob("*-result.json")]


def test_every_row_is_a_test_of_its_own(tmp_path: Path, server: Server) -> None:
    """Allure takes for one test, tried again, what has one history; the values of these rows are alike when joined."""
    tree = Tree(tmp_path / "tree")
    (tree.add_folder("rfc9993") / "test_1_split.py").write_text(SPLIT_IN_TWO)
    ran = tree.pytest("conformance/http/rfc9993", f"--target={server.url}", out=tmp_path / "out")
    assert len(ran.rows) == 2
    results = told(ran.out)
    assert len({result["historyId"] for result in results}) == 2
    shown = {tuple(p["name"] for p in result["parameters"] if p.get("mode") != "hidden") for result in results}
    assert shown == {("before", "behind")}


def evidence_of(ran: Ran) -> dict[str, bool]:
    return {short(row["case"]): bool(row["evidence"]) for row in ran.rows}


def attachments(out: Path) -> int:
    return len(list((out / "allure-results").glob("*-attachment.txt")))


@pytest.mark.parametrize("workers", [0, 2])
def test_of_conforming_rows_the_first_of_a_requirement_keeps_its_evidence(
    tmp_path: Path, server: Server, workers: int
) -> None:
    tree = Tree(tmp_path / "tree")
    (tree.add_folder("rfc9993") / "test_1_split.py").write_text(SPLIT_IN_TWO)
    ran = tree.pytest("conformance/http/rfc9993", f"--target={server.url}", f"-n{workers}", out=tmp_path / "out")
    assert list(evidence_of(ran).values()) == [True, False]
    assert attachments(ran.out) == 1 or workers


def test_every_row_keeps_its_evidence_where_all_is_wanted(tmp_path: Path, server: Server) -> None:
    tree = Tree(tmp_path / "tree")
    (tree.add_folder("rfc9993") / "test_1_split.py").write_text(SPLIT_IN_TWO)
    ran = tree.pytest("conformance/http/rfc9993", f"--target={server.url}", "--evidence=all", out=tmp_path / "out")
    assert list(evidence_of(ran).values()) == [True, True]
    assert attachments(ran.out) == 2


def test_rows_that_do_not_conform_keep_their_evidence(tmp_path: Path, server: Server) -> None:
    tree = Tree(tmp_path / "tree")
    (tree.add_folder("rfc9993") / "test_1_colons.py").write_text(OF_COLONS)
    ran = tree.pytest("conformance/http/rfc9993", f"--target={server.url}", out=tmp_path / "out")
    assert list(evidence_of(ran).values()) == [True, True]
    assert attachments(ran.out) == 2


def test_rows_that_fail_alike_have_one_message_and_no_class(tmp_path: Path, server: Server) -> None:
    """The message is one line: octets and times, different each time, are in the attachment alone."""
    tree = Tree(tmp_path / "tree")
    (tree.add_folder("rfc9993") / "test_1_colons.py").write_text(OF_COLONS)
    results = told(tree.pytest("conformance/http/rfc9993", f"--target={server.url}", out=tmp_path / "out").out)
    messages = {result["statusDetails"]["message"] for result in results}
    assert (len(results), len(messages)) == (2, 1)
    assert messages.pop().startswith("violates: RFC 9999 §1 ")
    assert all(" required  Answer a plain GET." in result["statusDetails"]["trace"] for result in results)
    assert not any("48 54 54 50 2f 31 2e 31" in result["statusDetails"]["trace"] for result in results)
    assert {result["fullName"] for result in results} == {"conformance.http.rfc9993.test_1_colons#test_it"}
    assert not [label for result in results for label in result["labels"] if label["name"] == "subSuite"]


def test_titles_are_words_with_the_values_of_the_row_after_them(words: Ran) -> None:
    names = {result["name"] for result in told(words.out)}
    assert {"A plain get is answered", "Told to: do = refuse", "Asked to: do = late", "Hints"} <= names


def test_a_long_title_says_what_it_leaves_out() -> None:
    (case, *_) = cases("conformance/http/rfc9112/test_05_1_field_line_parsing.py")
    case = dataclasses.replace(case, values={"field_line": b"x" * 110, "more": b"y" * 110})
    name = title(Outcome(case, Attempt(case.target, 1.0), None, 0.0, 0.0))
    assert re.fullmatch(r"[A-Z][a-z0-9 ]+: field_line = x{110}, .*… \d+ more characters", name)


def test_what_is_not_met_does_not_count_as_passed(words: Ran) -> None:
    statuses = {result["name"]: result["status"] for result in told(words.out)}
    assert statuses["A plain get is answered"] == "passed"
    assert statuses["Told to: do = refuse"] == "failed"
    assert statuses["Asked to: do = refuse"] == "unknown", "a deviation, which does not fail the run"
    assert statuses["Hints"] == "skipped"
    assert statuses["Nobody sees it"] == "broken"


def test_a_declared_violation_is_told_apart(tree: Tree, server: Server, tmp_path: Path) -> None:
    known = '[[known]]\nid = "rfc9999/1/serve"\nverdict = "violates"\nreason = "as the test wants it"\n'
    (tmp_path / "known.toml").write_text(known, encoding="utf-8")
    options = ["-k", "told and refuse", f"--target={server.url}", f"--known={tmp_path / 'known.toml'}"]
    (result,) = told(tree.pytest(WORDS, *options, out=tmp_path / "out").out)
    assert (result["status"], {one["value"] for one in result["labels"] if one["name"] == "verdict"}) == (
        "unknown",
        {"known"},
    )


def test_a_declared_row_that_conforms_is_told_apart(tree: Tree, server: Server, tmp_path: Path) -> None:
    known = '[[known]]\nid = "rfc9999/1/plain-get"\nverdict = "violates"\nreason = "as the test wants it"\n'
    (tmp_path / "known.toml").write_text(known, encoding="utf-8")
    options = ["-k", "plain", f"--target={server.url}", f"--known={tmp_path / 'known.toml'}"]
    (result,) = told(tree.pytest(WORDS, *options, out=tmp_path / "out").out)
    verdicts = [one["value"] for one in result["labels"] if one["name"] == "verdict"]
    assert (result["status"], verdicts) == ("failed", ["outdated"])


def test_only_labels_that_the_page_needs_are_written(words: Ran) -> None:
    """Each is in the page four times for every row."""
    names = {label["name"] for result in told(words.out) for label in result["labels"]}
    ours = {"epic", "feature", "story", "severity", "level", "verdict", "target"}
    assert names == ours | {"parentSuite", "suite"}


def test_evidence_says_what_it_leaves_out() -> None:
    transcript = Transcript()
    transcript.octets("<", 1, b"0123456789abcdef" * 8)
    shown = evidence_lines(transcript.entries, 16)
    assert shown[0].endswith("< [1] 128 octets")
    assert shown[1].strip() == "0000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef"
    assert shown[2].strip() == "… 112 more octets"
