"""Robustness 3  Large and many: clients that do not go on with their handshakes."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.model import not_applicable
from conformance.websocket.handshake import REQUEST, Handshake
from conformance.websocket.robustness.test_3_large_and_many import OTHERS


@verifies(OTHERS)
@pytest.mark.alone
@pytest.mark.parametrize("count", [0, 20], ids=["before the handshake", "within the handshake"])
def test_a_client_that_does_not_shake_hands_blocks_nobody(handshake: Handshake, count: int) -> None:
    """A target that is busy with one handshake at a time may well serve several connections after it."""
    require_two_side_by_side(handshake)
    idle = Handshake(handshake.attempt)
    idle.open()
    if count:
        idle.stream.send(idle.fill(REQUEST)[:count])
    assert Handshake(handshake.attempt).opens()


def require_two_side_by_side(handshake: Handshake) -> None:
    """End the case as not applicable where a second handshake is not answered while a first connection is open."""
    if not (handshake.opens() and Handshake(handshake.attempt).opens()):
        not_applicable("the target serves one connection at a time")
