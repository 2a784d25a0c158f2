"""Silence: when it is tried again, when it accuses, and targets that are silent to most."""

from __future__ import annotations

import dataclasses
import threading

from conformance.harness.engine.conductor import QUICK_WAVES
from conformance.harness.engine.state import RunState
from conformance.harness.engine.survival import Survival
from conformance.http.peer import Http
from conformance.model import Verdict
from tests.kit.engine import case, conduct, target_at, told, verdicts
from tests.kit.servers import late_by, obeys, serving

TWICE = 2  # patiences: what silence would accuse, where plain requests were late, runs once more with these


def test_a_late_answer_is_no_silence() -> None:
    """The first try ends before the answer; the confirmation, with full patience, hears it."""
    with serving(obeys) as server:
        target = target_at(server)
        (outcome,) = conduct(target, [case(target, 0, told, do=b"late")])
        asked = [request for request in server.requests if b"late" in request]
    assert outcome.verdict is Verdict.CONFORMS
    assert len(asked) == 2


def test_silence_is_confirmed_with_full_patience() -> None:
    with serving(obeys) as server:
        target = target_at(server, patience=0.6)
        (outcome,) = conduct(target, [case(target, 0, told, do=b"silence")])
        asked = [request for request in server.requests if b"silence" in request]
    assert (outcome.verdict, outcome.message) == (Verdict.VIOLATES, "silence")
    assert outcome.attempt.patience == 0.6
    assert len(asked) == 2


def test_where_plain_requests_are_late_silence_accuses_after_more() -> None:
    """Not so late that silence would tell nothing, but late enough to doubt it."""
    with serving(late_by(0.3)) as server:
        target = target_at(server, patience=1.0)
        cases = [case(target, index, told, do=b"silence") for index in range(2)]
        outcomes = conduct(target, cases)
    assert {outcome.verdict for outcome in outcomes} == {Verdict.VIOLATES}
    assert {outcome.attempt.patience for outcome in outcomes} == {TWICE * 1.0}


def test_a_target_that_is_slow_to_most_is_doubted_like_any_other() -> None:
    """At a first try it is silent to all; what it then answers late shows that it is not mute."""
    with serving(late_by(0.3)) as server:
        target = target_at(server, patience=1.0)
        plainly = [case(target, index) for index in range(20)]
        outcomes = conduct(target, [*plainly, *(case(target, index, told, do=b"silence") for index in (20, 21))])
    accused = [outcome for outcome in outcomes if outcome.verdict is not Verdict.CONFORMS]
    assert {outcome.verdict for outcome in accused} == {Verdict.VIOLATES}
    assert [outcome.attempt.patience for outcome in accused] == [TWICE * 1.0] * 2


def test_silence_accuses_nobody_where_plain_requests_are_late_too() -> None:
    with serving(late_by(0.5)) as server:
        target = target_at(server, patience=0.8, quick=0.2)
        (outcome,) = conduct(target, [case(target, 0, told, do=b"silence")])
    assert outcome.verdict is Verdict.INCONCLUSIVE
    assert outcome.message.startswith("silence, but a plain request beside it took 0.5 s")


def test_a_mute_target_costs_no_patience_for_each_case() -> None:
    """It holds two connections: a sample is confirmed, some are tried quickly, and of a great rest nothing is said."""
    with serving(obeys, workers=2) as server:
        target = target_at(server, jobs=2, patience=0.6, quick=0.2)
        state = RunState(target)
        outcomes = conduct(target, [case(target, index, told, do=b"silence") for index in range(100)], state)
    found = list(verdicts(outcomes).values())
    assert len(found) == 100
    assert state.unresponsive
    assert QUICK_WAVES * 2 <= found.count("violates") <= QUICK_WAVES * 2 + 6
    unjudged = [outcome.message for outcome in outcomes if outcome.verdict is Verdict.INCONCLUSIVE]
    assert all("silent to all of" in message for message in unjudged)


def test_who_is_mute_cannot_be_disturbed() -> None:
    """What would run alone runs side by side, but not what looks at the whole."""
    inside, most, beside = set[int](), list[int](), list[int]()

    def crowded(http: Http) -> None:
        inside.add(threading.get_ident())
        most.append(len(inside))
        try:
            told(http, b"silence")
        finally:
            inside.discard(threading.get_ident())

    def looks(survival: Survival) -> None:
        beside.append(len(inside))

    with serving(obeys, workers=2) as server:
        target = target_at(server, jobs=2, patience=0.6, quick=0.2)
        cases = [case(target, index, told, do=b"silence") for index in range(40)]
        alone = [case(target, index, crowded, alone=True) for index in range(40, 44)]
        alone.insert(1, dataclasses.replace(case(target, 44, looks, alone=True), peers=("survival",)))
        state = RunState(target)
        conduct(target, [*cases, *alone], state)
    assert state.unresponsive
    assert max(most) > 1
    assert beside == [0]


def test_a_target_that_is_silent_only_at_first_is_not_mute() -> None:
    with serving(obeys, workers=2) as server:
        target = target_at(server, jobs=2, patience=0.8, quick=0.2)
        state = RunState(target)
        outcomes = conduct(target, [case(target, index, told, do=b"late") for index in range(20)], state)
    assert set(verdicts(outcomes).values()) == {"conforms"}
    assert not state.unresponsive


def test_a_mute_target_stays_mute_although_one_of_many_second_tries_is_answered() -> None:
    """Or every case would run once more with full patience, and those held twice more where the machine is busy."""
    with serving(obeys) as server:
        target = target_at(server, jobs=8, patience=1.2, quick=0.2)
        silent = [case(target, index, told, do=b"silence") for index in range(1, 40)]
        state = RunState(target)
        outcomes = conduct(target, [case(target, 0, told, do=b"late"), *silent], state)
        asked = [request for request in server.requests if b"silence" in request]
    assert state.unresponsive
    assert list(verdicts(outcomes).values()).count("violates") == len(silent)
    assert verdicts(outcomes)["0 told b'late'"] == "conforms"
    assert len(asked) < 2 * len(silent)


def test_a_target_is_not_mute_that_is_silent_to_those_cases_only_that_run_first() -> None:
    """The sample has others as well: these must not be accused by a quick try."""
    with serving(obeys) as server:
        target = target_at(server, jobs=8, patience=1.0, quick=0.2)
        silent = [case(target, index, told, do=b"silence") for index in range(24)]
        late = [case(target, index, told, do=b"late") for index in range(24, 200)]
        state = RunState(target)
        outcomes = conduct(target, [*silent, *late], state)
    assert not state.unresponsive
    assert {name for name, verdict in verdicts(outcomes).items() if verdict != "conforms"} == {it.name for it in silent}


def test_a_plain_request_beside_quick_tries_has_full_patience() -> None:
    """Or a target that is late for a moment would be taken for dead, and all in flight would be tried one by one."""
    with serving(late_by(0.4)) as server:
        target = target_at(server, patience=1.0, quick=0.1)
        state = RunState(target)
        state.unresponsive = True
        outcomes = conduct(target, [case(target, index, told, do=b"silence") for index in range(4)], state)
    assert {outcome.verdict for outcome in outcomes} == {Verdict.VIOLATES}
    assert state.lost_reason == ""
    assert state.casualties == []
