"""What an HTTP server is not accused of: what follows from another fault of it."""

from __future__ import annotations

import pytest

from conformance.harness.attempt import Case
from conformance.harness.model import Verdict
from tests.judging import REFERENCES, judge_core, server, told
from tests.mutants.rfc9110_09_3_2_head import AnswersHeadAsGet
from tests.mutants.rfc9112_09_3_persistence import NeverPersistsInSilence
from tests.variants.http.lenience import ShowsWhatIsMissing

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


@pytest.mark.parametrize(
    "name",
    [
        "test_a_plain_request_line_is_understood",
        "test_what_follows_a_head_without_length_is_the_next_request",
        "test_a_connection_that_was_not_upgraded_is_still_http",
        "test_a_connection_with_http_1_0_closes",
        "test_the_connection_closes_when_the_client_says_close",
        "test_chunks_are_read_or_the_connection_closed",
    ],
)
def test_content_in_answer_to_head_is_nobody_elses_fault(name: str) -> None:
    outcomes = judge_core(server(AnswersHeadAsGet), rows(name))
    assert {outcome.verdict for outcome in outcomes.values()} <= {Verdict.NOT_APPLICABLE, Verdict.CONFORMS}


def test_an_answer_may_repeat_a_megabyte_more_than_once() -> None:
    """It is bounded by what was sent, not by what is usual."""
    outcomes = judge_core(server(ShowsWhatIsMissing), rows("test_a_large_request_is_survived"), patience=5.0)
    assert told(outcomes) == {}
