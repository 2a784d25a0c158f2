"""A reply that comes twice is not taken for an answer to the message that was sent next."""

from __future__ import annotations

from conformance.dns.robustness.test_responses import RESPONSES
from conformance.model import Verdict
from tests.kit.judging import judge_kind, rows_of
from tests.mutants.dns.robustness.replies import RepliesTwice


def test_a_server_that_replies_twice_answers_no_response() -> None:
    outcomes = judge_kind(RepliesTwice, rows_of(RESPONSES), broken=set())
    assert {one.verdict for one in outcomes.values()} == {Verdict.CONFORMS}
