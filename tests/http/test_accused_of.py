"""The exact list of requirements that accuse a server with one fault: the home of this fault, and none besides."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import partial
from zlib import crc32

import pytest

from conformance.harness.case.case import Case
from conformance.http import facts
from conformance.model import requirement_called
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Wait
from tests.http import servers_with_one_fault
from tests.kit.hunt import BAD
from tests.kit.judging import cases_for, judge_in_process, one_of_each, share
from tests.kit.protocols import server
from tests.mutants.http.rfc9110.s07_8 import SwitchesHttp10
from tests.mutants.http.rfc9110.s10_1_1 import ContinuesHttp10
from tests.mutants.http.rfc9112.s02_2 import AnswersWhateverArrives

IN_ORDER = "rfc9112/9.3.2/in-order"
PERSISTENT = "rfc9112/9.3/persistent-connections"
MISSING_HOST = "rfc9112/3.2/missing-host"
ONE_IN = 3  # of the requirements that are not those of the fault


class CountsWhateverArrives(AnswersWhateverArrives):
    """Says how many requests it has answered, so that no two answers have the same content."""

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        response.content = b"%d" % next(ANSWERED)
        yield from super().respond(request, response, persists)


ANSWERED = itertools.count()


def accusers(core: type[HttpServer], rows: Sequence[Case], homes: set[str] | None = None) -> dict[str, str]:
    """The requirements that a server does not meet by these rows, each with what was seen in one of them.

    Where the ``homes`` of its fault are given, it breaks no other requirement.
    """
    outcomes = judge_in_process(partial(server, core), "http", rows, broken=homes)
    return {
        outcome.case.requirement.id: f"{name}: {outcome.message}"
        for name, outcome in outcomes.items()
        if outcome.verdict in BAD
    }


ONE_FAULT = pytest.mark.parametrize(
    ("core", "homes"),
    [
        (servers_with_one_fault.ClosesOnTwo, {IN_ORDER, PERSISTENT}),
        (servers_with_one_fault.AnswersTheLast, {IN_ORDER}),
        (servers_with_one_fault.TakesAllForContent, {IN_ORDER}),
        (servers_with_one_fault.DropsWhatFollows, {IN_ORDER}),
        (AnswersWhateverArrives, {facts.PARSES_HOME}),
        (CountsWhateverArrives, {facts.PARSES_HOME}),
        (servers_with_one_fault.CutsErrorsShort, {"rfc9112/6.3/content-length-is-the-length-of-the-body"}),
        (
            servers_with_one_fault.CountsCharacters,
            {"rfc9112/6.3/content-length-is-the-length-of-the-body", "rfc9112/9.2/one-final-response"},
        ),
        (servers_with_one_fault.SendsTheHeadTwice, {"rfc9112/9.2/one-final-response"}),
        (servers_with_one_fault.SendsEveryHeadTwice, {"rfc9112/9.2/one-final-response"}),
        (servers_with_one_fault.RefusesTabsInExtensions, {"rfc9112/7.1.1/ignore-unrecognized"}),
        (servers_with_one_fault.SendsContentToHead, {"rfc9110/9.3.2/no-content"}),
        (servers_with_one_fault.RepeatsTheVersion, {"rfc9110/6.2/version-not-conformed-to"}),
        (servers_with_one_fault.TakesConnectionForOneOption, {"rfc9110/7.6.1/list-of-options"}),
        (servers_with_one_fault.LooksAtOneConnectionLine, {"rfc9110/5.2/lines-combine"}),
        (servers_with_one_fault.SendsAPartToPost, {"rfc9110/14.2/ignored-with-other-methods"}),
        (servers_with_one_fault.TakesAFoldForAField, {"rfc9112/5.2/reject-or-unfold"}),
        (servers_with_one_fault.SendsANegativeLength, {"rfc9110/8.6/content-length-is-digits-in-responses"}),
        (ContinuesHttp10, {"rfc9110/10.1.1/ignore-in-http-1.0"}),
        (SwitchesHttp10, {"rfc9110/7.8/ignore-in-http-1.0"}),
        (servers_with_one_fault.StaysOpenAfterBoth, {"rfc9112/6.1/close-after-both"}),
        (servers_with_one_fault.NeedsNoHostForAsterisk, {MISSING_HOST, "rfc9112/3.2/invalid-host"}),
    ],
)


@ONE_FAULT
def test_a_fault_is_reported_at_its_home_alone(core: type[HttpServer], homes: set[str]) -> None:
    """Judged by all rows of its home, and by a row of one in three of the other requirements."""
    rows = [row for row in cases_for("http") if not row.sockets]
    others = share(one_of_each(rows, 0), crc32(core.__name__.encode()), ONE_IN)
    some = [row for row in others if row.requirement.id not in homes]
    found = accusers(core, [*some, *(row for row in rows if row.requirement.id in homes)], homes)
    assert found.keys() == homes, found


@pytest.mark.thorough
@ONE_FAULT
def test_no_row_reports_a_fault_but_those_of_its_home(core: type[HttpServer], homes: set[str]) -> None:
    found = accusers(core, [row for row in cases_for("http") if not row.sockets])
    assert found.keys() == homes, found


SMUGGLING = {"rfc9112/11.2/transfer-encoding-and-content-length", "rfc9112/11.2/disguised-transfer-encoding"}


@pytest.mark.parametrize(
    ("core", "home", "others"),
    [
        (servers_with_one_fault.SendsTheHeadTwice, "rfc9112/9.2/one-final-response", {"rfc9112/9.6/close-as-said"}),
        (
            servers_with_one_fault.RefusesTabsInExtensions,
            "rfc9112/7.1.1/ignore-unrecognized",
            {"rfc9112/7.1.1/bad-whitespace", "rfc9110/5.6.4/quoted-pair"},
        ),
        (servers_with_one_fault.KnowsNoTransferEncoding, "rfc9112/6.1/parse-chunked", SMUGGLING),
    ],
)
def test_no_row_of_what_a_fault_resembles_reports_it(core: type[HttpServer], home: str, others: set[str]) -> None:
    found = accusers(core, [row for row in cases_for("http") if row.requirement.id in {home, *others}])
    assert found.keys() == {home}, found


def test_the_home_of_a_fact_is_a_requirement() -> None:
    assert requirement_called(facts.PARSES_HOME)
