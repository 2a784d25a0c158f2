"""How long a silent server is waited for, on a clock that costs nothing."""

from __future__ import annotations

import dataclasses

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.target import Target
from conformance.harness.engine.state import RunState
from conformance.harness.net.url import Url
from conformance.websocket.frames import RATE
from conformance.websocket.handshake import Conversation
from conformance.websocket.lint.provoke import provoke
from conformance.websocket.peer import WebSocket
from conformance.websocket.protocol import PROTOCOL
from conformance.websocket.wire import BINARY
from tests.kit.in_process import InProcess
from tests.kit.virtual_clock import VirtualClock
from tests.liars import liar_core
from tests.liars.websocket import Ignores

CONVERSATIONS = 8  # that provoke has


@pytest.fixture
def target() -> Target:
    """Shakes hands, and reacts to no frame."""
    transport = InProcess(liar_core(Ignores), VirtualClock())
    protocol = dataclasses.replace(PROTOCOL, transport=transport)
    return Target(Url("ws", "127.0.0.1", 1), protocol, patience=2.0, quick=0.25)


@pytest.mark.parametrize(("mostly_silent", "seconds"), [(False, 2.0 + 4.0), (True, 2.0)])
def test_many_octets_are_given_more_time_where_the_target_answers(
    target: Target, mostly_silent: bool, seconds: float
) -> None:
    state = RunState(target)
    state.mostly_silent = mostly_silent
    websocket = WebSocket(Attempt(target, target.patience, run=state))
    began = target.clock.now()
    websocket.send(BINARY, bytes(4 * RATE))
    websocket.receive()
    assert target.clock.now() - began == pytest.approx(seconds, abs=0.1)


def test_what_is_not_even_answered_by_a_close_is_not_waited_for_again(target: Target) -> None:
    """Twice the quick patience for each conversation: for the answer to its frames, and for that to the Close."""
    state = RunState(target)
    state.mostly_silent = True
    provoke(target, state)
    assert sum(isinstance(received, Conversation) for received in state.received) == CONVERSATIONS
    assert target.clock.now() == pytest.approx(CONVERSATIONS * 2 * target.quick, abs=0.1)
