"""The exact list of requirements that accuse a server with one fault: the home of this fault, and none besides."""

from __future__ import annotations

from functools import partial

import pytest

from conformance.http import facts
from conformance.model import requirement_called
from reference_impls.http.server import HttpServer
from tests.http import odd_servers
from tests.kit.hunt import BAD
from tests.kit.judging import cases_for, judge_in_process
from tests.kit.protocols import server
from tests.mutants.http.rfc9112.s02_2 import AnswersWhateverArrives

IN_ORDER = "rfc9112/9.3.2/in-order"
PERSISTENT = "rfc9112/9.3/persistent-connections"


def accusers(core: type[HttpServer]) -> dict[str, str]:
    """The requirements that a server does not meet, each with what was seen in one of its rows."""
    rows = [row for row in cases_for("http") if not row.sockets]
    outcomes = judge_in_process(partial(server, core), "http", rows)
    return {
        outcome.case.requirement.id: f"{name}: {outcome.message}"
        for name, outcome in outcomes.items()
        if outcome.verdict in BAD
    }


@pytest.mark.parametrize(
    ("core", "homes"),
    [
        (odd_servers.ClosesOnTwo, {IN_ORDER, PERSISTENT}),
        (odd_servers.AnswersTheLast, {IN_ORDER}),
        (odd_servers.TakesAllForContent, {IN_ORDER}),
        (odd_servers.DropsWhatFollows, {IN_ORDER}),
        (AnswersWhateverArrives, {facts.PARSES_HOME}),
        (odd_servers.CutsErrorsShort, {"rfc9112/6.3/content-length-is-the-length-of-the-body"}),
        (odd_servers.SendsTheHeadTwice, {"rfc9112/9.2/one-final-response"}),
        (odd_servers.SendsANegativeLength, {"rfc9110/8.6/content-length-is-digits-in-responses"}),
    ],
)
def test_a_fault_is_reported_at_its_home_alone(core: type[HttpServer], homes: set[str]) -> None:
    found = accusers(core)
    assert found.keys() == homes, found


def test_the_home_of_a_fact_is_a_requirement() -> None:
    assert requirement_called(facts.PARSES_HOME)
