"""Verdicts follow from levels; sections are in the order of the RFC."""

from __future__ import annotations

import pytest

from conformance.harness.case.case import verdict_of
from conformance.model import (
    SERVER,
    Document,
    Inconclusive,
    Level,
    NotApplicable,
    Verdict,
    requirement_called,
    stated,
)
from conformance.sections import section_order
from tests.kit.engine import requirement
from tests.kit.judging import every_case


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
        (OSError("of ours"), Level.MUST, Verdict.FAULT),
        (KeyError("of ours"), Level.SHOULD, Verdict.FAULT),
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


def test_a_requirement_is_found_by_the_ids_that_it_had_before() -> None:
    section = Document(9988, "Hello", protocol="Greetings").section("2", "Words")
    moved = section.must("greet", role=SERVER, text="Greet.", aliases=("rfc9988/1/greet", "rfc9988/1/hello"))
    assert [requirement_called(id_) for id_ in moved.ids] == [moved] * 3
    assert requirement_called("rfc9988/1/other") is None
    assert moved.id == "rfc9988/2/greet"


def test_an_id_that_a_requirement_had_before_is_not_given_to_another() -> None:
    section = Document(9987, "Hello", protocol="Greetings").section("1", "Words")
    section.must("greet", role=SERVER, text="Greet.", aliases=("rfc9987/1/hello",))
    with pytest.raises(ValueError, match=r"^rfc9987/1/hello is stated twice"):
        section.must("hello", role=SERVER, text="Say hello.")


def test_a_requirement_is_shown_by_itself() -> None:
    """Not with all others of its document, of which each would show all again: pytest showed one for gigabytes."""
    assert every_case()
    assert max(len(repr(requirement)) for requirement in stated()) < 5000
