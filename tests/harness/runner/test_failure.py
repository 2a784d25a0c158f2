"""The text of a failure."""

from __future__ import annotations

import ast

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Outcome
from conformance.harness.runner import failure
from conformance.harness.runner.failure import failure_text
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


def test_source_is_parsed_in_one_thread_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.11 raises SystemError if two threads parse at the same time."""
    parse, locked = ast.parse, list[bool]()

    def notes(text: str) -> ast.AST:
        locked.append(failure.PARSING.locked())
        return parse(text)

    monkeypatch.setattr(ast, "parse", notes)
    failure._assert_at.cache_clear()
    assert failure._assert_at(__file__, 1) == '"""' + (__doc__ or "") + '"""'
    assert locked == [True]
