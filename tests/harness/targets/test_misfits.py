"""Servers that serve in odd ways, or not at all: right verdicts, clear words, bounded time and memory."""

from __future__ import annotations

import re
import tracemalloc

import pytest

from tests.harness.runner.test_run import VERDICTS
from tests.kit.engine import case, conduct, target_at, told
from tests.kit.servers import obeys, serving
from tests.kit.tree import WORDS, Runs

UNFIT = {
    "deaf": "a plain GET / is not answered: silence",
    "closing": "a plain GET / is not answered: (FIN|RST) and no answer",
    "flooding": "a plain GET / is not answered to its end: the target sent a head that has no end within 262144 octets",
    "pouring": "a plain GET / is not answered to its end: the target sent more than [0-9]+ octets",
}
RUNS = {name: [WORDS, f"--target={{{name}}}", "--patience=1"] for name in [*UNFIT, "single"]}


@pytest.mark.parametrize("name", UNFIT)
def test_what_cannot_be_judged_is_said_once(runs: Runs, name: str) -> None:
    """The baseline row violates unless there is too much of an answer; all others are inconclusive, and no wall."""
    ran = runs[name]
    violates = name not in ("flooding", "pouring")
    assert ran.status == 1
    assert re.search(f"\n  cannot be judged: {UNFIT[name]}", ran.text)
    assert list(ran.verdicts.values()) == ["violates"] * violates + ["inconclusive"] * (12 - violates)
    assert f"1 {'failed' if violates else 'error'}, 11 unjudged in" in ran.text
    assert ran.text.count("\n1. Answer a plain GET.\n") == violates
    assert all(re.match(UNFIT[name], row["message"]) for row in ran.rows[1:])


def test_one_connection_at_a_time_is_legal(runs: Runs) -> None:
    ran = runs["single"]
    assert ran.verdicts == VERDICTS
    assert ran.run["targets"][0]["jobs"] == 1


@pytest.mark.parametrize(("do", "seen"), [(b"flood", "a head that has no end"), (b"pour", "more than")])
def test_what_never_ends_fills_no_memory(do: bytes, seen: str) -> None:
    with serving(obeys) as server:
        target = target_at(server, patience=10, quick=5)
        tracemalloc.start()
        outcomes = conduct(target, [case(target, index, told, do=do) for index in range(12)])
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert {outcome.verdict.value for outcome in outcomes} == {"inconclusive"}
    assert all(outcome.message.startswith(f"the target sent {seen}") for outcome in outcomes)
    assert most < 64 * 2**20
