"""What is found out of a service over TCP before it is judged, and how services are judged that are slow."""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt
from conformance.model import Verdict
from conformance.tcp.behaviour import measure
from reference_impls.sansio import Wait
from reference_impls.services.echo import EchoOverTcp
from tests.kit.judging import cases, judge_kind
from tests.kit.measured import afresh, measured_kind, rows_for
from tests.variants.tcp.chargen import SendsSlowly


class ServesNobody(EchoOverTcp):
    """Ends each connection at once."""

    def run(self) -> Wait:
        yield from ()


def test_a_target_that_serves_nobody_does_not_take_turns() -> None:
    target, _ = afresh(ServesNobody, measured_kind(EchoOverTcp))
    assert measure(lambda: Attempt(target, target.patience)) == {}


def test_each_row_on_characters_is_judged_of_a_slow_service() -> None:
    rows = rows_for(SendsSlowly, cases("conformance/tcp/rfc864"))
    outcomes = judge_kind(SendsSlowly, rows)
    assert {outcome.verdict for outcome in outcomes.values()} == {Verdict.CONFORMS}
