"""The exact text that a user reads. Look at each as one who sees it for the first time."""

from __future__ import annotations

from tests.harness.runner.test_bad_input import PLAIN
from tests.harness.targets.test_launch import HARMED
from tests.kit.snapshot import assert_snapshot, part
from tests.kit.tree import WORDS, Ran, Runs, launch

RUNS = {
    "attacked": [WORDS, "-k", "attack", "--target={url}"],
    "dead": [PLAIN, "--target=127.0.0.1:1"],
    "ended": [PLAIN, *launch("exits")],
    "mute": [WORDS, "--target={deaf}", "--patience=1"],
    "killed": [*HARMED[:2], "-k", "before or die or surv", "--jobs=1", *launch("serve")],
}


def test_the_header(words: Ran) -> None:
    assert_snapshot("header", part(words.text, "^target: ", "^rootdir: "))


def test_what_to_repair_first(words: Ran) -> None:
    assert_snapshot("repairs", part(words.text, "^=+ repair first", "^=+ in full"))


def test_a_violation(runs: Runs) -> None:
    assert_snapshot("violation", part(runs["told in full"].text, r"test_told_to\[refuse\] _", "^_{5,}"))


def test_a_hostile_answer(runs: Runs) -> None:
    assert_snapshot("hostile-answer", part(runs["attacked"].text, "^=+ repair first", "^=+ conformance"))


def test_a_row_that_is_inconclusive(words: Ran) -> None:
    assert_snapshot("inconclusive", part(words.text, "^_+ test_nobody", "^={5,}"))


def test_the_summary_with_a_deviation_and_a_row_that_is_not_applicable(words: Ran) -> None:
    assert_snapshot("summary", part(words.text, "^=+ conformance =+", "^never"))


def test_a_dead_target(runs: Runs) -> None:
    assert_snapshot("dead-target", runs["dead"].text)


def test_a_launch_that_ends_at_once(runs: Runs) -> None:
    assert_snapshot("launch-ends-at-once", runs["ended"].text)


def test_a_target_that_does_not_answer(runs: Runs) -> None:
    text = runs["mute"].text
    assert_snapshot(
        "mute-target", part(text, "^target: ", "^rootdir: ") + "\n\n" + part(text, "^=+ repair first", "^never")
    )


def test_a_killed_target(runs: Runs) -> None:
    assert_snapshot("killed-target", part(runs["killed"].text, "^=+ repair first", "^never"))
