"""What rests on a requirement that is not met is not applicable, in whatever order outcomes come."""

from __future__ import annotations

import itertools

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Case, Outcome
from conformance.harness.engine.causes import Causes, causes_first, rows_of, unreported
from conformance.model import SERVER, Document, Requirement
from tests.kit.engine import plain
from tests.kit.measured import NOWHERE

SECTION = Document(9991, "Causes", protocol="HTTP/1.1").section("1", "Causes")
FIRST = SECTION.must("first", role=SERVER, text="Serve.")
SECOND = SECTION.should("second", role=SERVER, text="Serve.", rests_on=(FIRST,))
THIRD = SECTION.must("third", role=SERVER, text="Serve.", rests_on=(SECOND,))
OTHER = SECTION.must("other", role=SERVER, text="Serve.")


def row(
    requirement: Requirement, number: int = 0, *, is_cause: bool = False, rests_on: tuple[Requirement, ...] = ()
) -> Case:
    name, target = f"{requirement.slug} {number}", NOWHERE["http"]
    return Case(name, number, plain, {}, ("http",), requirement, target, is_cause=is_cause, rests_on=rests_on)


ROWS = [row(THIRD), row(SECOND), row(OTHER), row(FIRST, 0), row(FIRST, 1)]


def outcome(case: Case, broken: Requirement | None) -> Outcome:
    """How a row ends on a target that does not meet one requirement: one row of it notices."""
    raised = AssertionError("no") if case.requirement is broken and not case.index else None
    return Outcome(case, Attempt(case.target, 1.0), raised, 0.0, 0.0)


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (None, {}),
        (FIRST, {"first 0": "violates", "second 0": "not-applicable", "third 0": "not-applicable"}),
        (SECOND, {"second 0": "deviates", "third 0": "not-applicable"}),
        (THIRD, {"third 0": "violates"}),
    ],
)
def test_the_order_of_outcomes_changes_nothing(broken: Requirement | None, expected: dict[str, str]) -> None:
    for order in itertools.permutations(ROWS):
        causes = Causes(ROWS)
        found = [one for case in order for one in causes.release(outcome(case, broken))]
        assert len(found) == len(ROWS)
        verdicts = {one.case.name: one.verdict.value for one in found if one.verdict.value != "conforms"}
        assert verdicts == expected


def test_an_outcome_is_held_until_all_rows_of_its_cause_are_settled() -> None:
    causes = Causes(ROWS)
    assert causes.release(outcome(ROWS[1], None)) == []
    assert [one.case.name for one in causes.release(outcome(ROWS[3], None))] == ["first 0"]
    assert [one.case.name for one in causes.release(outcome(ROWS[4], None))] == ["first 1", "second 0"]


def test_the_reason_names_the_requirement_that_is_not_met() -> None:
    causes = Causes(ROWS)
    for case in ROWS[1:]:
        causes.release(outcome(case, FIRST))
    (found,) = causes.release(outcome(ROWS[0], FIRST))
    assert found.message == "rests on rfc9991/1/first, which the target violates"


def test_whoever_ended_the_target_is_still_blamed() -> None:
    causes = Causes([row(FIRST), row(SECOND)])
    causes.release(outcome(row(FIRST), FIRST))
    (found,) = causes.release(outcome(row(SECOND), FIRST).ended_by(AssertionError("no"), blame="it died"))
    assert found.verdict.value == "deviates"


def test_what_others_rest_on_comes_first() -> None:
    assert [case.requirement for case in causes_first(ROWS)] == [SECOND, FIRST, FIRST, THIRD, OTHER]


def test_what_is_missing_is_judged_and_not_reported() -> None:
    missing = unreported([ROWS[1]], ROWS, [ROWS[1], ROWS[3]])
    assert [(case.name, case.reported) for case in missing] == [("first 1", False)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [(0, {"first 0": "violates", "second 0": "not-applicable"}), (1, {"first 0": "violates"})],
)
def test_of_a_cause_with_marked_rows_only_these_count(marked: int, expected: dict[str, str]) -> None:
    rows = [row(SECOND), *(row(FIRST, number, is_cause=number == marked) for number in range(3))]
    assert [(case.name, case.reported) for case in unreported([rows[0]], rows, rows[:1])] == [
        (f"first {marked}", False)
    ]
    assert causes_first(rows)[0].name == f"first {marked}"
    for order in itertools.permutations(rows):
        causes = Causes(rows)
        found = [one for case in order for one in causes.release(outcome(case, FIRST))]
        assert len(found) == len(rows)
        assert {one.case.name: one.verdict.value for one in found if one.verdict.value != "conforms"} == expected


def test_a_row_may_rest_on_more_than_its_requirement() -> None:
    rows = [row(FIRST), row(OTHER, 1), row(OTHER, 2, rests_on=(FIRST,))]
    causes = Causes(rows)
    found = [one for case in rows for one in causes.release(outcome(case, FIRST))]
    assert [one.verdict.value for one in found] == ["violates", "conforms", "not-applicable"]


def test_a_row_that_rests_on_more_decides_for_others_only_if_it_is_marked() -> None:
    usual, marked = row(OTHER), row(OTHER, 1, rests_on=(FIRST,), is_cause=True)
    assert rows_of({OTHER}, [usual, row(OTHER, 1, rests_on=(FIRST,))]) == [usual]
    assert rows_of({OTHER}, [usual, marked]) == [marked]


def test_a_requirement_is_no_cause_of_its_own_rows() -> None:
    assert row(FIRST, rests_on=(SECOND,)).causes == (SECOND,)
