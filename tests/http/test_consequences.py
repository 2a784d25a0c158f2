"""What an HTTP server is not accused of: what follows from another fault of it."""

from __future__ import annotations

from collections.abc import Generator, Iterable

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Case
from conformance.http.peer import Http
from conformance.model import Verdict
from reference_impls.http.persistence import Persistence
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Part
from tests.http.servers_with_one_fault import TakesAllForContent
from tests.kit.judging import cases_for, judge_kind, told
from tests.kit.measured import NOWHERE
from tests.mutants.http.rfc9110.s09_3_2 import AnswersHeadAsGet
from tests.mutants.http.rfc9112.s09_3 import NeverPersistsInSilence
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


class KnowsNoTrailers(HttpServer):
    """Takes an empty line behind the last chunk for its own, and whatever else there is for a request."""

    def read_fields(self, part: Part) -> Generator[None, None, list[Field]]:
        if part is not Part.TRAILER_LINE:
            return (yield from super().read_fields(part))
        if (yield from self.read_exactly(2)) != b"\r\n":
            self._in[:0] = b"??"
        return []


class FindsWordsForOptions(HttpServer):
    """Divides Connection at spaces."""

    class persistence(Persistence):
        def options(self, fields: Iterable[Field]) -> set[bytes]:
            return {word.lower() for name, value in fields if name == b"connection" for word in value.split(b" ")}


def rows(name: str) -> list[Case]:
    return [case for case in cases_for("http") if case.function.__name__ == name]


@pytest.mark.parametrize("name", RELIANT)
def test_a_target_that_closes_without_a_word_is_not_accused_of_anything_else(name: str) -> None:
    outcomes = judge_kind(NeverPersistsInSilence, rows(name))
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
    outcomes = judge_kind(AnswersHeadAsGet, rows(name))
    assert {outcome.verdict for outcome in outcomes.values()} <= {Verdict.NOT_APPLICABLE, Verdict.CONFORMS}


@pytest.mark.parametrize(
    ("core", "name"),
    [
        (TakesAllForContent, "test_content_length_is_found_in_any_case"),
        (TakesAllForContent, "test_order_changes_nothing_for_content_length"),
        (TakesAllForContent, "test_leading_zeros_do_not_change_the_length"),
        (TakesAllForContent, "test_te_chunks_no_body"),
        (TakesAllForContent, "test_a_connection_that_was_not_upgraded_is_still_http"),
        (TakesAllForContent, "test_a_disguised_coding_does_not_show_what_the_length_hides"),
        (KnowsNoTrailers, "test_a_framing_field_in_the_trailer_section_frames_nothing"),
        (KnowsNoTrailers, "test_a_long_trailer_section_is_refused_or_read"),
        (FindsWordsForOptions, "test_a_list_with_folds_is_rejected_or_unfolded"),
        (FindsWordsForOptions, "test_close_wins_over_keep_alive"),
    ],
)
def test_one_fault_is_told_once(core: type[HttpServer], name: str) -> None:
    outcomes = judge_kind(core, rows(name))
    assert {outcome.verdict for outcome in outcomes.values()} <= {Verdict.NOT_APPLICABLE, Verdict.CONFORMS}


def test_an_answer_may_repeat_a_megabyte_more_than_once() -> None:
    """It is bounded by what was sent, not by what is usual."""
    outcomes = judge_kind(ShowsWhatIsMissing, rows("test_a_large_request_is_survived"))
    assert told(outcomes) == {}


def test_a_file_of_our_own_has_a_name_that_never_comes_back() -> None:
    """The name of one that was left behind, from whatever attempt, would be told as one that exists."""
    names = {Http(Attempt(NOWHERE["http"], 1.0)).own_name for _ in range(100)}
    assert len(names) == 100
