"""Verdicts follow from levels; sections are in the order of the RFC."""

from __future__ import annotations

import pytest

from conformance.model import Inconclusive, Level, NotApplicable, Verdict, section_order, verdict_of
from tests.kit.engine import requirement


@pytest.mark.parametrize(
    ("raised", "level", "verdict"),
    [
        (None, Level.SHOULD, Verdict.CONFORMS),
        (AssertionError(), Level.MUST, Verdict.VIOLATES),
        (AssertionError(), Level.MUST_NOT, Verdict.VIOLATES),
        (AssertionError(), Level.IMPLIED, Verdict.VIOLATES),
        (AssertionError(), Level.ROBUSTNESS, Verdict.VIOLATES),
        (AssertionError(), Level.SHOULD, Verdict.DEVIATES),
        (AssertionError(), Level.SHOULD_NOT, Verdict.DEVIATES),
        (AssertionError(), Level.MAY, Verdict.DEVIATES),
        (NotApplicable("needs"), Level.MUST, Verdict.NOT_APPLICABLE),
        (Inconclusive("blind"), Level.MUST, Verdict.INCONCLUSIVE),
        (OSError("of ours"), Level.MUST, Verdict.INCONCLUSIVE),
        (KeyError("of ours"), Level.SHOULD, Verdict.INCONCLUSIVE),
    ],
)
def test_the_table_of_verdicts(raised: BaseException | None, level: Level, verdict: Verdict) -> None:
    assert verdict_of(raised, requirement(level)) is verdict


def test_sections_sort_as_in_the_rfc() -> None:
    assert sorted(["3.10", "A.1", "3.2", "10", "3", "B"], key=section_order) == ["3", "3.2", "3.10", "10", "A.1", "B"]
