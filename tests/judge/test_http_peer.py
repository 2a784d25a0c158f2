"""The HTTP peer, where a target does not keep the connection that a case relies on."""

from __future__ import annotations

import pytest

from conformance.harness.attempt import Case
from conformance.harness.model import Verdict
from tests.judging import REFERENCES, judge_core, server
from tests.mutants.rfc9112_09_3_persistence import NeverPersistsInSilence

RELIANT = (
    "test_connection_is_found_in_any_case",
    "test_an_option_is_found_on_any_line",
    "test_order_changes_nothing_for_host_and_connection",
    "test_empty_members_hide_no_other",
    "test_a_fold_is_rejected_or_hides_nothing",
    "test_an_empty_line_between_two_requests_is_ignored",
    "test_an_empty_line_after_content_is_ignored",
)


def rows(name: str) -> list[Case]:
    return [case for case in REFERENCES["http"].cases if case.function.__name__ == name]


@pytest.mark.parametrize("name", RELIANT)
def test_a_target_that_closes_without_a_word_is_not_accused_of_anything_else(name: str) -> None:
    outcomes = judge_core(server(NeverPersistsInSilence), rows(name))
    assert {outcome.verdict for outcome in outcomes.values()} <= {Verdict.NOT_APPLICABLE, Verdict.CONFORMS}
