"""Verdicts follow from levels; sections are in the order of the RFC."""

from __future__ import annotations

import pytest

from conformance.model import (
    SERVER,
    Document,
    Inconclusive,
    Level,
    NotApplicable,
    Verdict,
    section_order,
    verdict_of,
)
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


@pytest.mark.parametrize("other", ["Farewells", "Greetings"])
def test_an_id_is_stated_once_whatever_the_protocol(other: str) -> None:
    """A package that describes an RFC anew would take the place of another one's requirements."""
    slug = f"beside-{other.lower()}"
    Document(9989, "Hello", protocol="Greetings").section("1", "Words").must(slug, role=SERVER, text="Greet.")
    section = Document(9989, "Hello", protocol=other).section("1", "Words")
    with pytest.raises(ValueError, match=f"^rfc9989/1/{slug} is stated twice: for Greetings and for {other}$"):
        section.should(slug, role=SERVER, text="Greet.")
    assert section.requirements == {}
