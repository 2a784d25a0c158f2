"""Targets that send without end, so slowly that every answer takes all the time that it may take."""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.reading import Reading
from conformance.harness.engine.confirmation import SAMPLE
from conformance.harness.engine.state import RunState
from conformance.harness.net.bounds import PATIENCES
from conformance.model import Verdict
from tests.kit.engine import case, conduct, target_at, told
from tests.kit.servers import obeys, serving


def test_a_drip_is_no_silence_and_is_tried_again() -> None:
    with serving(obeys) as server:
        target = target_at(server, patience=0.2, quick=0.05)
        (outcome,) = conduct(target, [case(target, 0, told, do=b"drip")])
        asked = [request for request in server.requests if b"drip" in request]
    assert outcome.verdict is Verdict.INCONCLUSIVE
    assert outcome.message.startswith("the target was still sending after ")  # 2 s, or 4 s on a busy machine
    assert outcome.seconds >= PATIENCES * 0.2
    assert len(asked) == 2


def test_a_target_that_drips_is_judged_by_a_sample_like_a_mute_one() -> None:
    """All of 150 cases wait side by side, and no more than a sample of them for all the time that they may."""
    with serving(obeys) as server:
        target = target_at(server, jobs=8, patience=0.6, quick=0.05)
        state = RunState(target)
        outcomes = conduct(target, [case(target, index, told, do=b"drip") for index in range(150)], state)
    assert state.endless_reason
    assert {outcome.verdict for outcome in outcomes} == {Verdict.INCONCLUSIVE}
    waited = [outcome for outcome in outcomes if outcome.seconds >= PATIENCES * 0.6]
    assert len(waited) <= 2 * SAMPLE


def test_octets_that_come_one_by_one_free_the_slot_of_their_attempt() -> None:
    """The attempt mostly waits: another one may keep the target busy meanwhile."""
    with serving(obeys) as server:
        target, freed = target_at(server, patience=0.2), list[bool]()
        attempt = Attempt(target, target.quick)
        attempt.release_slot = lambda: freed.append(True)  # type: ignore[method-assign]
        stream = attempt.connect()
        stream.send(b"GET / HTTP/1.1\r\nHost: a\r\nX-Do: drip\r\n\r\n")
        reading = Reading(attempt, stream)
        while not freed:
            assert reading.next(1000)
        attempt.close()
