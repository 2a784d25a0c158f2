"""The text of a failure."""

from __future__ import annotations

import ast
from dataclasses import replace

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Outcome
from conformance.harness.runner.failure import PARSING, asserted, failure_text
from conformance.model import Inconclusive
from tests.kit.engine import case, target_at
from tests.kit.servers import obeys, serving
from tests.test_text import HOSTILE


def test_a_failure_text_is_printable_whatever_the_target_says() -> None:
    with serving(obeys) as server:
        one = case(target_at(server), 0, do=HOSTILE)
    attempt = Attempt(one.target, 1.0)
    attempt.observed(HOSTILE)
    attempt.transcript.octets("<", 1, HOSTILE.encode("utf-8", "surrogatepass"))
    attempt.transcript.note("!", HOSTILE)
    for raised in (AssertionError(HOSTILE), Inconclusive(HOSTILE), ValueError(HOSTILE)):
        text = failure_text(Outcome(one, attempt, raised, 0.0, 0.0), f"pytest {HOSTILE}")
        assert all(line.isprintable() for line in text.split("\n"))


def test_the_source_of_an_assertion_is_shown_although_other_threads_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    """CPython 3.11 raises SystemError where two threads build syntax trees at the same time."""

    def fails() -> None:
        assert not HOSTILE

    with serving(obeys) as server:
        one = replace(case(target_at(server), 0), function=fails)
    parse, locked = ast.parse, list[bool]()

    def watched_parse(text: str) -> ast.Module:
        locked.append(PARSING.locked())
        if len(locked) == 1:
            raise SystemError("AST constructor recursion depth mismatch (before=48, after=41)")
        return parse(text)

    monkeypatch.setattr(ast, "parse", watched_parse)
    with pytest.raises(AssertionError) as failure:
        fails()
    raised = Outcome(one, Attempt(one.target, 1.0), failure.value, 0.0, 0.0)
    assert (asserted(raised), locked) == ("assert not HOSTILE", [True, True])
