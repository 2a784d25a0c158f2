"""What rests on a requirement is not accused where that is violated, and what it rests on is found."""

from __future__ import annotations

import sys
from collections import defaultdict

import pytest

from conformance.harness.case.case import Case
from conformance.harness.engine.causes import rows_of as rows_of_causes
from conformance.model import Requirement, Verdict
from tests import mutants
from tests.kit.hunt import dead, strays
from tests.kit.judging import every_case, judge_kind, rows_of, told
from tests.mutants import Mutant

MUTANTS = mutants.load()
DEPENDANTS: dict[Requirement, list[Case]] = defaultdict(list)
for case in every_case():
    for cause in case.causes:
        DEPENDANTS[cause].append(case)


@pytest.mark.parametrize("mutant", [one for one in MUTANTS if one.violates in DEPENDANTS], ids=lambda one: one.name)
def test_a_mutant_of_a_cause_convicts_its_home_and_nothing_that_rests_on_it(mutant: Mutant) -> None:
    home = rows_of(mutant.violates)
    others = [row for row in DEPENDANTS[mutant.violates] if row not in home]
    outcomes = judge_kind(mutant.core, [*home, *others])
    assert dead(outcomes) & {row.name for row in home}, told(outcomes)
    if dead(outcomes) & {row.name for row in rows_of_causes({mutant.violates}, home)}:
        assert {outcomes[row.name].verdict for row in others} == {Verdict.NOT_APPLICABLE}, told(outcomes)
    else:
        assert not strays(mutant, {row.name: outcomes[row.name] for row in others}), told(outcomes)


@pytest.mark.parametrize("requirement", DEPENDANTS, ids=lambda one: one.id)
def test_the_cases_of_a_cause_stand_in_the_file_that_states_it(requirement: Requirement) -> None:
    """A run that names another file finds them there."""
    found = {row.function.__module__ for row in rows_of_causes({requirement}, rows_of(requirement))}
    assert len(found) == 1
    assert requirement in vars(sys.modules[found.pop()]).values()


def test_a_row_that_is_marked_as_a_cause_is_one() -> None:
    marked = [row for row in every_case() if row.is_cause]
    assert {row.requirement for row in marked} <= DEPENDANTS.keys()
    assert not [row.name for row in marked if row.heavy or row.sockets], "a usual run must have it"


@pytest.mark.parametrize("requirement", DEPENDANTS, ids=lambda one: one.id)
def test_no_cause_waits_for_itself(requirement: Requirement) -> None:
    """Else its rows, and all that rest on them, would never be settled."""
    waits_for = set[Requirement]()
    more = {requirement}
    while more:
        rows = [row for cause in more for row in rows_of_causes({cause}, rows_of(cause))]
        more = {cause for row in rows for cause in row.causes} - waits_for
        waits_for |= more
    assert requirement not in waits_for
