"""What a run says: verdicts, exit status, results, and the options that users of pytest know."""

from __future__ import annotations

import re

import pytest

from conformance.model import Verdict
from tests.harness.conftest import PATIENCE
from tests.kit.servers import Server
from tests.kit.tree import SURVIVAL, WORDS, Ran, Runs, Tree

TOLD = f"{WORDS}::test_told_to"
VERDICTS = {
    "test_a_plain_get_is_answered": "conforms",
    "test_told_to[late]": "conforms",
    "test_told_to[refuse]": "violates",
    "test_told_to[silence]": "violates",
    "test_told_to[close]": "violates",
    "test_told_to[reset]": "violates",
    "test_told_to[flood]": "inconclusive",
    "test_told_to[attack]": "violates",
    "test_asked_to[late]": "conforms",
    "test_asked_to[refuse]": "deviates",
    "test_hints": "not-applicable",
    "test_nobody_sees_it": "inconclusive",
}


def test_every_row_has_its_verdict_in_the_order_of_collection(words: Ran) -> None:
    assert list(words.verdicts.items()) == list(VERDICTS.items())


def test_violations_fail_the_run(words: Ran) -> None:
    assert words.status == 1
    assert re.search(r"5 failed, 3 passed, 1 skipped, 2 errors, 1 deviation in", words.text)
    assert "Traceback" not in words.text


def test_the_first_record_describes_the_run(words: Ran, server: Server) -> None:
    run = words.run
    assert (run["target"], run["protocol"]) == (server.url, "http")
    assert run["capabilities"] == {"path_ok": "/"}
    assert run["options"] == {
        "--target": server.url,
        "--patience": "1.5",
        "--jobs": "auto",
        "--enforce": "must",
        "--evidence": "some",
        "--examples": "30",
        "--seed": "0",
    }
    assert {"conformance", "python", "pytest"} <= run["versions"].keys()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", run["started"])


def test_a_row_has_every_key(words: Ran, server: Server) -> None:
    row = words.row("test_told_to[refuse]")
    assert row["evidence"][0]["octets"].startswith("GET / HTTP/1.1\r\nHost: 127.0.0.1:")
    assert row["evidence"][1]["octets"].startswith("HTTP/1.1 400 Bad Request\r\n")
    assert isinstance(row["seconds"], float)
    kept = ("id", "case", "document", "section", "level", "role", "verdict", "target", "message")
    assert {key: row[key] for key in kept} == {
        "id": "rfc9999/1/serve",
        "case": f"{TOLD}[refuse]",
        "document": "RFC 9999",
        "section": "1",
        "level": "MUST",
        "role": "server",
        "verdict": "violates",
        "target": server.url,
        "message": "HTTP/1.1 400 Bad Request, 2 octets of content",
    }


def test_the_last_record_sums_up(words: Ran) -> None:
    counts = {"violates": 5, "deviates": 1, "inconclusive": 2, "fault": 0, "not-applicable": 1, "conforms": 3}
    assert words.summary["verdicts"] == counts
    assert list(counts) == [verdict.value for verdict in Verdict]
    assert words.summary["levels"]["SHOULD"] == {"conforms": 1, "deviates": 1}
    assert words.summary["exit"] == 1


def test_the_reports_lie_beside_the_results(words: Ran) -> None:
    files = {path.name for path in words.out.iterdir()}
    assert {"results.jsonl", "index.html", "summary.md", "junit.xml", "allure-results"} <= files
    assert not any(name.startswith(".") for name in files), "nothing of the run itself is left"


def test_the_tree_is_left_as_it_was(words: Ran, tree: Tree) -> None:
    """Nothing is written outside --out and pytest's cache."""
    assert tree.listed() == tree.files


TARGET = "--target={url}"
DECLARED = '[[known]]\nid = "rfc9999/1/%s"\nverdict = "%s"\nreason = "as the tests want it"\n%s\n'
HOLDS = DECLARED % ("serve", "violates", "rows = ['refuse', 'close']") + DECLARED % (
    "serve-nicely",
    "deviates",
    "rows = ['refuse']",
)
HOLDS_NOT = DECLARED % ("plain-get", "violates", "") + DECLARED % ("not-seen", "violates", "")
ALIKE = {
    "one at a time, without xdist": ["--jobs=1", "-p", "no:xdist"],
    "three at a time": ["--jobs=3", "-p", "no:cacheprovider"],
    "two workers": ["-n2"],
}
RUNS = {name: [WORDS, SURVIVAL, TARGET, PATIENCE, *how] for name, how in ALIKE.items()} | {
    "lenient": [f"{WORDS}::test_asked_to", TARGET, PATIENCE],
    "strict": [f"{WORDS}::test_asked_to", TARGET, PATIENCE, "--enforce=should"],
    "declared": [WORDS, TARGET, "--known={tmp}/holds.toml", "-k", "refuse or close"],
    "declared in vain": [WORDS, TARGET, "--known={tmp}/holds-not.toml", "-k", "plain or sees"],
    "exitfirst": [WORDS, TARGET, PATIENCE, "-x", "-k", "not silence"],
    "collect only": [WORDS, "--target=127.0.0.1:1", "--collect-only", "-q"],
    "no time": [WORDS, TARGET, "--budget=0.000001s"],
    "nothing selected": [WORDS, TARGET, "-k", "nonesuch"],
    "two targets": [WORDS, TARGET, TARGET + "other", "-k", "told and refuse"],
    "no target": [f"{WORDS}::test_a_plain_get_is_answered", SURVIVAL],
}
FILES = {"holds.toml": HOLDS, "holds-not.toml": HOLDS_NOT}


@pytest.mark.parametrize("how", ALIKE)
def test_verdicts_do_not_depend_on_how_cases_are_run(runs: Runs, words: Ran, how: str) -> None:
    ran = runs[how]
    survival = {"test_the_target_survives_every_case": "conforms"}
    assert list(ran.verdicts.items()) == list((VERDICTS | survival).items()), ran.text
    assert ran.status == 1
    assert [(row["message"], row["id"]) for row in ran.rows[:-1]] == [(row["message"], row["id"]) for row in words.rows]


def test_a_deviation_fails_only_where_should_is_enforced(runs: Runs) -> None:
    lenient, strict = runs["lenient"], runs["strict"]
    assert (lenient.status, strict.status) == (0, 1)
    assert "1 passed, 1 deviation in" in lenient.text
    assert "1 failed, 1 passed in" in strict.text
    assert (
        lenient.verdicts == strict.verdicts == {"test_asked_to[late]": "conforms", "test_asked_to[refuse]": "deviates"}
    )


def test_declared_violations_do_not_fail_the_run(runs: Runs) -> None:
    ran = runs["declared"]
    assert ran.status == 0, ran.text
    assert "3 known" in ran.text
    found = {row["verdict"]: row["known"] for row in ran.rows}
    assert found == dict.fromkeys(("violates", "deviates"), "as the tests want it")


def test_a_declaration_that_no_longer_holds_fails_the_run(runs: Runs) -> None:
    """It conforms: remove the entry. It is inconclusive: the entry says nothing about that."""
    ran = runs["declared in vain"]
    assert ran.status == 1
    assert "declared in --known but conforms: remove the entry: rfc9999/1/plain-get" in ran.text
    found = [(row["verdict"], row["status"], row["known"]) for row in ran.rows]
    assert found == [("conforms", "outdated", ""), ("inconclusive", "inconclusive", "")]
    assert (ran.summary["outdated"], ran.summary["verdicts"]["conforms"]) == (1, 1)
    assert re.search(r"^outdated +MUST +rfc9999/1/plain-get: declared in --known but conforms", ran.text, re.MULTILINE)
    assert 'name="outdated" value="declared in --known but conforms' in (ran.out / "junit.xml").read_text("utf-8")
    assert "A selection: judges 1 of 12 requirements, 1 outdated in --known, 1 inconclusive." in ran.text
    assert "1 failed, 10 deselected, 1 error in" in ran.text


def test_exitfirst_stops_at_the_first_failure(runs: Runs) -> None:
    ran = runs["exitfirst"]
    assert ran.status == 1
    assert list(ran.verdicts) == ["test_a_plain_get_is_answered", "test_told_to[late]", "test_told_to[refuse]"]
    assert ran.summary["verdicts"]["violates"] == 1


def test_rows_that_do_not_fit_into_the_time_are_not_judged_and_do_not_fail_the_run(runs: Runs) -> None:
    ran = runs["no time"]
    assert ran.status == 0, ran.text
    assert {(row["status"], row["message"]) for row in ran.rows} == {
        ("unjudged", "the time was used (--budget 1e-06s)")
    }
    assert "not judged       12 rows: the time was used (--budget 1e-06s)" in ran.text
    assert re.search(r"^uuuuuuuuuuuu +\[100%\]$", ran.text, re.MULTILINE), "neither errors nor names of files"
    assert re.search(r"^=+ 12 unjudged in ", ran.text, re.MULTILINE)


def test_collect_only_contacts_nobody_and_writes_nothing(runs: Runs) -> None:
    ran = runs["collect only"]
    assert ran.status == 0
    assert "12 tests collected" in ran.text
    assert not ran.out.exists()


def test_nothing_selected_is_pytests_status_5(runs: Runs) -> None:
    assert runs["nothing selected"].status == 5


def test_two_targets_are_judged_apart(runs: Runs, server: Server) -> None:
    ran = runs["two targets"]
    assert ran.status == 1
    assert [row["target"] for row in ran.rows] == [server.url, server.url + "other"]
    assert [target["target"] for target in ran.run["targets"]] == [server.url, server.url + "other"]


def test_without_a_target_the_reference_is_judged_on_every_shell(runs: Runs) -> None:
    ran = runs["no target"]
    assert ran.status == 0, ran.text
    assert len(ran.rows) == 6
    assert {row["verdict"] for row in ran.rows} == {"conforms"}
