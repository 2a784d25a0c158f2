"""Servers that limit their rate: the run slows down, says so, and comes to the verdicts of one without a limit."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from conformance.dns.exchange import Exchange
from conformance.dns.message import Message
from conformance.dns.peer import Dns
from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Case, Outcome
from conformance.harness.engine.canary import Canary
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.rate_limit import RateLimit
from conformance.harness.engine.spacing import GAPS
from conformance.harness.engine.state import RunState
from conformance.harness.engine.trials import Trials
from conformance.harness.targets.lifecycle import ExternalTarget, NullLock
from conformance.model import Verdict
from reference_impls.sansio import Connection, Datagrams, Peer
from tests.dns.scripted import reply_to, target_of
from tests.dns.test_recognition import reference
from tests.kit.judging import cases_for, told, with_causes
from tests.kit.measured import measured
from tests.kit.scripted_datagrams import Scripted
from tests.kit.virtual_clock import VirtualClock
from tests.mutants.dns.rfc6891.s06_1_3 import IgnoresTheVersion

NONE, OPT = b"\0\0", b"\0\0\x29\x04\xd0\0\0\0\0\0\0"
QUESTION_END = 12 + 14 + 4  # octets of header and question, for the name example.test


class Limits(Datagrams):
    """Sends so many replies in a second and remembers for some seconds what was too much, as BIND does.

    Of the others, every ``slip``-th is cut to nothing; 0: none.
    """

    def __init__(self, core: Datagrams, rate: float, slip: int, window: float = 15.0) -> None:
        super().__init__()
        self.core, self.rate, self.slip, self.window = core, rate, slip, window
        self.balance, self.at, self.cut, self.dropped = rate, 0.0, 0, 0

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        self.core.receive(datagram, peer, now)
        self.balance = min(self.rate, self.balance + self.rate * (now - self.at))
        self.at = now
        for reply, to in self.core.to_send():
            self.balance = max(-self.window * self.rate, self.balance - 1)
            if self.balance >= 0:
                self.send(reply, to)
            else:
                self.dropped += 1
                if self.slip and self.dropped % self.slip == 0:
                    self.send(cut(datagram), to)

    def connection(self) -> Connection | None:
        return self.core.connection()


def cut(query: bytes) -> bytes:
    """TC, and no records but OPT where the query has one."""
    opt = OPT if query[10:12] != NONE else b""
    flags = bytes([0x82 | query[2] & 0x79, query[3] & 0x10])
    counts = query[4:6] + NONE + NONE + (b"\0\1" if opt else NONE)
    return query[:2] + flags + counts + query[12:QUESTION_END] + opt


def judged(core: Datagrams, rows: list[Case]) -> tuple[dict[str, Outcome], RunState]:
    """The outcomes of a whole run, one row at a time, and its state."""
    clock = VirtualClock()
    target, received = measured(target_of(core, clock, zone="example.test", profile="authoritative"), jobs=1)
    state, outcomes = RunState(target, received), dict[str, Outcome]()
    state.idle_capacity = 2  # one row at a time, as the clock does not wait for threads
    bound = [dataclasses.replace(row, target=target) for row in with_causes(rows)]

    def settle(outcome: Outcome) -> None:
        outcomes[outcome.case.name] = outcome

    Conductor(target, bound, settle, ExternalTarget(target), state=state).run()
    return outcomes, state


ROWS = [row for row in cases_for("dns") if "rfc6891" in row.name]


@pytest.fixture(scope="module")
def usual() -> dict[str, str]:
    """The verdicts without a limit, of a server that violates something."""
    outcomes, state = judged(reference(IgnoresTheVersion), ROWS)
    assert any(outcome.verdict is Verdict.VIOLATES for outcome in outcomes.values())
    assert not state.notices
    return told(outcomes)


@pytest.mark.parametrize(("rate", "slip"), [(20, 1), (20, 2), (60, 1)])
def test_where_replies_are_cut_the_run_says_so_and_the_verdicts_are_the_usual(
    rate: int, slip: int, usual: dict[str, str]
) -> None:
    outcomes, state = judged(Limits(reference(IgnoresTheVersion), rate, slip), ROWS)
    assert told(outcomes) == usual
    assert ["the target limits its rate" in notice for notice in state.notices] == [True]
    assert not state.casualties


@pytest.mark.parametrize("rate", [20, 200])
def test_where_replies_are_dropped_the_verdicts_are_the_usual(rate: int, usual: dict[str, str]) -> None:
    """One row at a time, every plain request beside them is answered at the second try."""
    outcomes, state = judged(Limits(reference(IgnoresTheVersion), rate, slip=0), ROWS)
    assert told(outcomes) == usual
    assert not state.casualties


def test_a_server_that_always_cuts_does_not_limit_its_rate() -> None:
    """It wants all queries over TCP, which is legal."""
    clock = VirtualClock()
    target, _ = measured(target_of(Scripted(lambda number, octets: [cut(octets)]), clock), jobs=1)
    state = RunState(target)
    assert Canary(target, state.spacing).is_alive(clock.now())
    assert not state.notices


def trials_at(answers: Callable[[int], bool], clock: VirtualClock, received: int = 0) -> Trials:
    """Trials of a server that answers the datagrams whose number, from 1 on, is such a one."""
    core = Scripted(lambda number, octets: [reply_to(octets)] if answers(number) else [])
    target = target_of(core, clock, name="example.test")
    state = RunState(target, [Exchange(b"", Message(b"x"), is_plain=True)] * received)
    return Trials(target, state, ExternalTarget(target), NullLock(), lambda: False)


def test_a_plain_request_that_is_answered_only_alone_shows_a_limit_the_second_time() -> None:
    """The first time, this machine may have been busy."""
    trials = trials_at(lambda number: True, VirtualClock())
    rows = [dataclasses.replace(row, target=trials.target) for row in ROWS[:2]]
    for seen in (False, True):
        trials.recover(rows, lambda outcome: None)
        assert bool(trials.state.notices) is seen


@pytest.mark.parametrize(("received", "is_given_up"), [(0, True), (100, False)])
def test_what_answered_much_is_waited_for(received: int, is_given_up: bool) -> None:
    """BIND may drop everything for 15 seconds; a server that was always silent costs two patiences."""
    clock = VirtualClock()
    trials = trials_at(lambda number: clock.now() > 15, clock, received)
    trials.ensure_alive("")
    assert bool(trials.state.lost_reason) is is_given_up
    assert bool(trials.state.notices) is not is_given_up


def test_datagrams_are_spaced_and_plain_requests_beside_them_are_not() -> None:
    clock = VirtualClock()
    core = Scripted(lambda number, octets: [reply_to(octets)])
    target = target_of(core, clock, name="example.test")
    state = RunState(target)
    for gap in (*GAPS[1:], GAPS[-1]):
        state.spacing.exceeded()
        state.spacing.exceeded()  # by another thread, before the target was left alone
        assert state.spacing.gap == gap
        RateLimit(target, state, lambda: False).leave_alone()
    assert state.spacing.side_by_side(100, 2.0) == 1
    dns, began = Dns(Attempt(target, 2.0, run=state)), clock.now()
    dns.flight([dns.query() for _ in range(5)])
    assert clock.now() - began == pytest.approx(4 * GAPS[-1])
    began = clock.now()
    assert Canary(target, state.spacing).is_alive(began)
    assert clock.now() == began
