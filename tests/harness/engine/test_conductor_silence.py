"""Silence: when it is tried again, when it accuses, and targets that are silent to most."""

from __future__ import annotations

import dataclasses
import socket
import threading

import pytest

from conformance.harness.case.case import Outcome
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.confirmation import QUICK_WAVES
from conformance.harness.engine.state import RunState
from conformance.harness.engine.survival import Survival
from conformance.harness.targets.lifecycle import ExternalTarget
from conformance.http.peer import Http
from conformance.model import Verdict
from tests.kit.engine import case, conduct, late_by, target_at, told, verdicts
from tests.kit.servers import ANSWER, Server, obeys, serving

MANY = 39  # cases that meet silence
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
    assert len(asked) == 3


@pytest.mark.parametrize("alone", [False, True])
def test_an_answer_at_the_last_try_is_an_answer(alone: bool) -> None:
    """The machine was busy at the tries before."""
    tries = [2 if alone else 3]

    def converse(sock: socket.socket, server: Server) -> None:
        if b"busy" in sock.recv(65536):
            tries[0] -= 1
            if tries[0]:
                sock.recv(65536)
                return
        sock.sendall(ANSWER % b"200 OK")

    with serving(converse) as server:
        target = target_at(server, patience=0.6)
        (outcome,) = conduct(target, [case(target, 0, told, do=b"busy", alone=alone)])
    assert tries == [0]
    assert outcome.verdict is Verdict.CONFORMS


@pytest.mark.parametrize(("seconds", "verdict"), [(0.0, Verdict.VIOLATES), (0.3, Verdict.INCONCLUSIVE)])
def test_a_case_that_runs_by_itself_is_tried_again_before_silence_accuses(seconds: float, verdict: Verdict) -> None:
    """In the debugger, for example. A plain request that is late makes the silence worthless."""
    with serving(late_by(seconds)) as server:
        target = target_at(server, patience=0.6)
        conductor = Conductor(target, [], print, ExternalTarget(target))
        outcome = conductor.one(case(target, 0, told, do=b"silence"))
    assert outcome.verdict is verdict


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
    assert outcome.message == "silence, but a plain request at the same time took 0.4 s or more"


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
    assert all("no whole answer to all of" in message for message in unjudged)


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


def answers_at_the_second_try(sock: socket.socket, server: Server, heard_before: threading.Event) -> None:
    """Obey, but be silent to the first request that says so and answer the same one at once when it comes again."""
    if b"second-try" not in sock.recv(65536, socket.MSG_PEEK):
        obeys(sock, server)
    elif heard_before.is_set():
        sock.sendall(ANSWER % b"200 OK")
    else:
        heard_before.set()
        server.ended.wait(10)


def test_a_mute_target_stays_mute_although_one_of_many_second_tries_is_answered() -> None:
    """Or every case would run once more with full patience, and those held twice more where the machine is busy."""
    state, asked, outcomes = conduct_with(b"second-try")
    assert state.unresponsive
    assert list(verdicts(outcomes).values()).count("violates") == MANY
    assert verdicts(outcomes)["0 told b'second-try'"] == "conforms"
    assert asked < 3 * MANY


def test_a_target_that_answers_one_of_many_late_is_not_mute() -> None:
    """Its other answers may be as late, and quick tries would accuse it of silence."""
    state, _, outcomes = conduct_with(b"late", patience=2.4)
    assert not state.unresponsive
    assert list(verdicts(outcomes).values()).count("violates") == MANY


def conduct_with(do: bytes, patience: float = 1.2) -> tuple[RunState, int, list[Outcome]]:
    """Conduct a case that says so, and many that meet silence; how many requests met silence."""
    heard_before = threading.Event()

    def converse(sock: socket.socket, server: Server) -> None:
        answers_at_the_second_try(sock, server, heard_before)

    with serving(converse) as server:
        target = target_at(server, jobs=8, patience=patience, quick=0.2)
        silent = [case(target, index, told, do=b"silence") for index in range(1, MANY + 1)]
        state = RunState(target)
        outcomes = conduct(target, [case(target, 0, told, do=do), *silent], state)
        return state, len([request for request in server.requests if b"silence" in request]), outcomes


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
