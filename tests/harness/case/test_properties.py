"""Properties: examples the same in every run, smaller when they fail, and no more of them than one learns from."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from conformance.harness.case import properties
from conformance.harness.case.case import Outcome
from conformance.harness.case.properties import USUAL, Search, example
from conformance.harness.runner.failure import example_line
from conformance.http.peer import Http
from conformance.model import Verdict
from tests.kit.engine import PLAIN, case, conduct, target_at
from tests.kit.sections import drawn
from tests.kit.servers import Server, obeys, serving
from tests.kit.snapshot import assert_snapshot, part
from tests.kit.tree import HERE, ROOT, Runs, Tree

BEES = [b"bee", b"bee"]


@pytest.fixture
def own() -> Iterator[Server]:
    """A server that nobody else asks."""
    with serving(obeys) as server:
        yield server


def judged(
    server: Server, function: Callable[..., None], search: Search = USUAL, quick: float = 5.0, patience: float = 5.0
) -> Outcome:
    """The outcome of a property, with a patience that a busy machine does not exhaust."""
    target = target_at(server, quick=quick, patience=patience)
    (outcome,) = conduct(target, [dataclasses.replace(case(target, 0, function), search=search)])
    return outcome


def asked(server: Server) -> list[bytes]:
    """The words that the server was asked with, in order."""
    found = [re.search(rb"X-Words: (.*)\r\n", request) for request in server.requests]
    return [match[1] for match in found if match]


def test_every_example_is_asked_once_on_a_connection_of_its_own(own: Server) -> None:
    outcome = judged(own, drawn.test_any_words, Search(20))
    assert outcome.verdict is Verdict.CONFORMS
    assert len(asked(own)) == len(set(asked(own))) > 10
    assert own.accepted >= len(asked(own))


def test_the_smallest_example_that_fails_is_reported_and_nothing_else(own: Server) -> None:
    outcome = judged(own, drawn.test_two_bees_refused)
    assert (outcome.verdict, outcome.values) == (Verdict.VIOLATES, {"words": BEES})
    assert example_line(outcome) == "@example([b'bee', b'bee'])"
    sent = [entry.octets for entry in outcome.attempt.transcript.entries if entry.mark == ">"]
    assert len(sent) == 1
    assert b"X-Words: bee bee\r\n" in sent[0]
    assert len(asked(own)) > 2


def test_examples_are_the_same_in_every_run(own: Server) -> None:
    judged(own, drawn.test_any_words)
    first, own.requests = asked(own), []
    judged(own, drawn.test_any_words)
    assert asked(own) == first


def test_another_seed_gives_other_examples(own: Server) -> None:
    judged(own, drawn.test_any_words)
    first, own.requests = asked(own), []
    judged(own, drawn.test_any_words, Search(seed=1))
    assert asked(own) != first


def test_examples_are_the_same_in_threads() -> None:
    def draws() -> list[object]:
        seen: list[object] = []

        def passes(value: object) -> bool:
            seen.append(value)
            return False

        properties._search(drawn.words, passes, USUAL)
        return seen

    alone = draws()
    with ThreadPoolExecutor(8) as pool:
        assert all(drawn == alone for drawn in [future.result() for future in [pool.submit(draws) for _ in range(8)]])


def test_no_more_examples_than_asked_for_are_tried(own: Server) -> None:
    judged(own, drawn.test_any_words, Search(5))
    assert 0 < len(asked(own)) <= 5


def test_silence_is_met_once_a_round(own: Server) -> None:
    """The first try, and two with full patience."""
    outcome = judged(own, drawn.test_two_bees_unanswered, quick=0.5, patience=1.0)
    assert outcome.verdict is Verdict.VIOLATES
    assert outcome.attempt.silent
    assert sum(words.count(b"bee") > 1 for words in asked(own)) == 3


def test_an_example_at_hand_comes_first_and_stays_as_it_is(own: Server) -> None:
    outcome = judged(own, drawn.test_an_example_comes_first)
    assert outcome.values == {"words": [b"bee", b"cat", b"bee"]}
    assert asked(own) == [b"bee cat bee"]


def test_examples_at_hand_are_tried_from_top_to_bottom() -> None:
    @example(1)
    @example(2)
    @properties.examples(drawn.words)
    def function(words: object) -> None: ...

    found = properties.examples_of(function)
    assert found is not None
    assert found.first == [1, 2]


def test_what_cannot_be_judged_is_not_tried_again(own: Server) -> None:
    outcome = judged(own, drawn.test_nothing_to_judge)
    assert outcome.verdict is Verdict.NOT_APPLICABLE
    assert len(asked(own)) == 1


def test_what_hypothesis_fails_at_accuses_nobody(own: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is lost to nobody: without an outcome, the run would go on, and the row would be missing."""

    def boom(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(properties, "_search", boom)
    outcome = judged(own, drawn.test_any_words)
    assert outcome.verdict is Verdict.FAULT
    assert "boom" in outcome.message


def test_what_hypothesis_warns_of_ends_no_search(own: Server) -> None:
    """It says so now and then where many threads search at once; where warnings are errors, as here, it cost a row."""

    @properties.examples(warns)
    def test_warned(http: Http, words: object) -> None:
        assert words
        assert http.answer(PLAIN).status == 200

    assert judged(own, test_warned).verdict is Verdict.CONFORMS


def warns(draw: properties.Draw) -> bytes:
    warnings.warn("It looks like `register_random` was passed an object", stacklevel=1)
    return drawn.word(draw)


def test_the_example_that_a_target_died_of_is_shown() -> None:
    with serving(obeys) as server:
        outcome = case(target_at(server), 0, drawn.test_two_bees_fell).run(1.0)
    assert outcome.verdict is Verdict.INCONCLUSIVE
    words = outcome.values["words"]
    assert isinstance(words, list)
    assert words.count(b"bee") > 1
    assert any(b"X-Do: fall" in entry.octets for entry in outcome.attempt.transcript.entries)


def test_shrinking_ends_in_time(own: Server) -> None:
    outcome = judged(own, drawn.test_two_bees_refused, Search(shrinking=0.0))
    assert outcome.verdict is Verdict.VIOLATES
    assert asked(own)[-1].count(b"bee") > 1


FILE = "conformance/http/rfc9995/test_1_drawn.py"
ALL = ["conforms", "violates", "violates", "not-applicable"]


@pytest.fixture(scope="module")
def runs(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    tree = Tree(tmp_path_factory.mktemp("drawn"))
    (tree.add_folder("rfc9995") / "test_1_drawn.py").write_bytes((HERE / "sections" / "drawn.py").read_bytes())
    ran = [FILE, f"--target={server.url}", "--patience=1.5", "-k", "not fell and not unanswered"]
    commands = {
        "ahead": [*ran, "-v"],
        "two": [*ran, "-n2"],
        "one at a time": [*ran, "--jobs=1"],
        "seed": [*ran[:-1], "refused", "--seed=3", "--examples=60"],
        "collected": [FILE, "--collect-only", "-q", "--target=127.0.0.1:1"],
    }
    with contextlib.closing(Runs(tree, tmp_path_factory.mktemp("drawing"), commands)) as runs:
        yield runs
    assert not list(tree.path.rglob(".hypothesis")), "a run leaves nothing but its reports"


@pytest.mark.parametrize("how", ["ahead", "two", "one at a time"])
def test_verdicts_and_examples_are_the_same_however_cases_run(runs: Runs, how: str) -> None:
    ran = runs[how]
    assert list(ran.verdicts.values()) == ALL, ran.text
    assert [row["values"] for row in ran.rows] == [row["values"] for row in runs["ahead"].rows]
    assert ran.row("test_two_bees_refused")["values"] == {"words": "[b'bee', b'bee']"}


def test_a_line_to_repeat_has_the_seed(runs: Runs) -> None:
    ran = runs["seed"]
    again = ran.row("test_two_bees_refused")["repeat"]["pytest"]
    assert "--examples=60 --seed=3" in again
    assert ran.run["options"]["--seed"] == "3"


def test_a_property_is_collected_without_hypothesis(runs: Runs) -> None:
    assert "test_any_words" in runs["collected"].text
    imports = "import sys, tests.kit.sections.drawn, conformance.http.strategies.damage"
    command = f"{imports}; sys.exit('hypothesis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", command], cwd=ROOT, check=False).returncode == 0


def test_what_a_user_reads(runs: Runs) -> None:
    assert_snapshot("property", part(runs["ahead"].text, r"test_two_bees_refused _", "^[-_]{5,}"))
