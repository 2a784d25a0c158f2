"""A run of limited time: which rows it judges, in which order, and what becomes of the others."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterable
from functools import partial

import pytest

from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.properties import examples
from conformance.harness.case.target import Target
from conformance.harness.engine.budget import Budget, in_rank_order
from conformance.harness.engine.conductor import Conductor
from conformance.harness.runner import option_readers
from conformance.harness.runner.outcomes import status_of
from conformance.harness.runner.pace import pace_lines
from conformance.harness.targets.lifecycle import ExternalTarget
from conformance.http.peer import Http
from conformance.model import SERVER, Inconclusive, Level, OutOfTime, Requirement
from reference_impls.http.server import HttpServer
from tests.kit.engine import SECTION, plain
from tests.kit.measured import measured_in_process
from tests.kit.protocols import server

A, B, C = (Requirement(SECTION, slug, Level.MUST, SERVER, "Do it.") for slug in "abc")


def takes_a_second(http: Http) -> None:
    """A case that lets one second pass."""
    http.attempt.pause(1.0)
    plain(http)


def takes_a_minute(http: Http) -> None:
    """A case that lets a minute pass."""
    http.attempt.pause(60.0)
    plain(http)


def waits_often(http: Http) -> None:
    """A case to which the target owes no answer: it meets silence a hundred times."""
    for _ in range(100):
        http.receive(b"")


def accuses_later(http: Http) -> None:
    """A case that takes the end of its waits for a fault of the target."""
    with contextlib.suppress(Inconclusive):
        waits_often(http)
    raise AssertionError("nothing came")


def in_process(**more: object) -> Target:
    target, _ = measured_in_process(partial(server, HttpServer), "http")
    return dataclasses.replace(target, jobs=1, **more)  # type: ignore[arg-type]


def rows(target: Target, requirements: Iterable[Requirement], **more: object) -> list[Case]:
    return [
        Case(f"f.py::row[{index}]", index, takes_a_second, {}, ("http",), requirement, target, **more)  # type: ignore[arg-type]
        for index, requirement in enumerate(requirements)
    ]


def conducted(target: Target, cases: list[Case], seconds: float | None) -> list[Outcome]:
    outcomes: list[Outcome] = []
    budget = Budget(seconds, target.clock)
    Conductor(target, cases, outcomes.append, ExternalTarget(target), budget=budget).run()
    return outcomes


def test_one_row_of_each_requirement_comes_before_the_second_of_any() -> None:
    cases = rows(in_process(), [A, A, A, B, B, C])
    assert [case.index for case in in_rank_order(cases)] == [0, 3, 5, 1, 4, 2]


@examples(lambda draw: draw.number(0, 9))
def drawn(number: int) -> None:
    """Stands for a property."""


def test_properties_come_after_other_rows() -> None:
    first, *others = rows(in_process(), [A, A, B])
    cases = [dataclasses.replace(first, function=drawn), *others]
    assert [case.index for case in in_rank_order(cases)] == [1, 2, 0]


def test_a_small_rank_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conformance.harness.engine.budget.repair_rank", lambda one: {A: 3, B: 2, C: 1}[one])
    cases = rows(in_process(), [A, A, B, B, C])
    assert [case.index for case in in_rank_order(cases)] == [4, 2, 0, 3, 1]


def test_what_does_not_fit_is_not_judged() -> None:
    target = in_process()
    outcomes = conducted(target, rows(target, [A, A, A, B, B, C]), 4.2)
    judged = [outcome.case.index for outcome in outcomes if outcome.raised is None]
    assert judged == [0, 3, 5, 1]
    left = [outcome for outcome in outcomes if outcome.raised]
    assert {outcome.case.index for outcome in left} == {2, 4}
    assert {(type(outcome.raised), outcome.message) for outcome in left} == {
        (OutOfTime, "the time was used (--budget 4.2s)")
    }
    assert not any(outcome.attempt.transcript.entries for outcome in left)


@pytest.mark.parametrize("marks", [{}, {"alone": True}], ids=["beside others", "alone"])
@pytest.mark.parametrize("function", [takes_a_minute, waits_often, accuses_later])
def test_a_row_that_has_begun_does_not_overrun_the_time(function: Callable[..., None], marks: dict[str, bool]) -> None:
    target = in_process()
    cases = [dataclasses.replace(case, function=function) for case in rows(target, [A, B, C], **marks)]
    began = target.clock.now()
    outcomes = conducted(target, cases, 5.0)
    assert 5.0 <= target.clock.now() - began <= 5.0 + 2 * target.patience
    assert [type(outcome.raised) for outcome in outcomes] == [OutOfTime] * 3
    assert {status_of(outcome, None, enforce_should=False) for outcome in outcomes} == {"unjudged"}


def test_a_row_that_was_cut_off_counts_as_not_judged_although_octets_were_exchanged() -> None:
    target = in_process()
    (case,) = rows(target, [A])
    (outcome,) = conducted(target, [dataclasses.replace(case, function=takes_a_minute)], 5.0)
    assert outcome.attempt.transcript.entries
    assert status_of(outcome, None, enforce_should=False) == "unjudged"


def test_without_a_budget_every_row_is_judged_in_the_order_of_collection() -> None:
    target = in_process()
    outcomes = conducted(target, rows(target, [A, A, B]), None)
    assert [(outcome.case.index, outcome.raised) for outcome in outcomes] == [(0, None), (1, None), (2, None)]


def test_time_is_left_to_confirm_rows_that_met_silence() -> None:
    """One after the other where the target serves one connection at a time, else side by side and once more."""
    serial = in_process()
    parallel = dataclasses.replace(serial, jobs=8)
    budget = Budget(100.0, serial.clock)
    assert budget.reserve(2, 0, serial) == 0
    assert budget.reserve(2, 5, serial) == 5 * serial.patience
    assert budget.reserve(2, 5, parallel) == 2 * serial.patience
    assert budget.reserve(0, 0, serial) == 10, "the rows on the whole run come last, and need time as well"


def test_rows_on_the_whole_run_come_last() -> None:
    target = in_process()
    cases = [*rows(target, [A, B, B]), dataclasses.replace(rows(target, [C])[0], index=3, peers=("survival",))]
    batches = Budget(9.0, target.clock).batches(cases, target.protocol.alone)
    assert [[case.index for case in batch] for batch in batches] == [[0, 1], [2], [3]]


@pytest.mark.parametrize(("text", "seconds"), [("60s", 60), ("90", 90), ("2m", 120), ("0.5h", 1800)])
def test_a_duration_is_read(text: str, seconds: float) -> None:
    assert option_readers.duration("--budget", text) == seconds


@pytest.mark.parametrize("text", ["", "0", "-1s", "soon", "s", "25h", "nan"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(option_readers.BadOption, match=r"^--budget .*: a duration such as 60s or 5m"):
        option_readers.duration("--budget", text)


def test_a_run_of_more_than_five_minutes_is_announced() -> None:
    slow, fast = in_process(pace=0.5), in_process(pace=0.001)
    (line,) = pace_lines([*rows(slow, [A] * 4000), *rows(fast, [A] * 4000)], None)
    assert "a plain request takes 0.5 s, so 4000 rows take 34 minutes or more; --budget 5m" in line
    assert pace_lines(rows(slow, [A]), 60.0) == [
        "rows run for 60 s (--budget), in the order of their rank; what does not fit is not judged"
    ]
