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
    "flooding": "a plain GET / is not answered: not HTTP/1.x: no end of the field section within 262144 octets",
    "pouring": "a plain GET / is not answered: not HTTP/1.x: endless",
}
RUNS = {name: [WORDS, f"--target={{{name}}}", "--patience=1"] for name in [*UNFIT, "single"]}


@pytest.mark.parametrize("name", UNFIT)
def test_what_cannot_be_judged_is_said_once(runs: Runs, name: str) -> None:
    """The baseline row violates; all others are inconclusive, without a wall of failures."""
    ran = runs[name]
    assert ran.status == 1
    assert re.search(f"\n  cannot be judged: {UNFIT[name]}", ran.text)
    assert list(ran.verdicts.values()) == ["violates"] + ["inconclusive"] * 11
    assert "1 failed, 11 unjudged in" in ran.text
    assert ran.text.count("\nviolates: ") == 1
    assert all(re.match(UNFIT[name], row["message"]) for row in ran.rows[1:])


def test_one_connection_at_a_time_is_legal(runs: Runs) -> None:
    ran = runs["single"]
    assert ran.verdicts == VERDICTS
    assert ran.run["targets"][0]["jobs"] == 1


@pytest.mark.parametrize(("do", "seen"), [(b"flood", "not HTTP/1.x: no end of"), (b"pour", "not HTTP/1.x: endless")])
def test_what_never_ends_fills_no_memory(do: bytes, seen: str) -> None:
    with serving(obeys) as server:
        target = target_at(server, patience=10, quick=5)
        tracemalloc.start()
        outcomes = conduct(target, [case(target, index, told, do=do) for index in range(12)])
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert {outcome.verdict.value for outcome in outcomes} == {"violates"}
    assert all(outcome.message.startswith(seen) for outcome in outcomes)
    assert most < 64 * 2**20
