"""What a WebSocket server is accused of for when it answers, or for which of several pings: by no row too many."""

from __future__ import annotations

from collections import Counter
from zlib import crc32

import pytest

from conformance.harness.case.case import Outcome
from conformance.model import Verdict
from conformance.websocket.rfc6455.test_05_5_2_ping import ANSWER_A_PING
from reference_impls.websocket.server import WebSocketServer
from tests.kit.hunt import HARMLESS, dead
from tests.kit.judging import cases_for, judge_kind, share, told
from tests.mutants.websocket.rfc6455.s05_5_2 import AnswersTheFirstPing
from tests.variants.variant import InSingleOctets
from tests.variants.websocket.frames import AnswersTheLastPing, Unknown
from tests.variants.websocket.slow import Drips, ThinksFirst


class ThinksLong(ThinksFirst, Unknown):
    """Waits 0.3 s before each echo, and says nothing of itself, so that the echo must be found."""

    seconds = 0.3


class SingleOctets(InSingleOctets, WebSocketServer):
    """Sends nothing but single octets."""

    def to_send(self) -> bytes:
        self.sent = 0
        return super().to_send()


def judged(core: type[WebSocketServer], one_in: int = 1) -> dict[str, Outcome]:
    """Judge a server by one row in so many."""
    rows = share(cases_for("websocket"), crc32(core.__name__.encode()), one_in)
    return judge_kind(core, [row for row in rows if not row.sockets])


SLOW = pytest.mark.parametrize("core", [ThinksFirst, Drips, SingleOctets])


@SLOW
def test_a_slow_target_conforms(core: type[WebSocketServer]) -> None:
    assert told(judged(core, 4)) == {}


@pytest.mark.thorough
@SLOW
def test_a_slow_target_conforms_by_every_row(core: type[WebSocketServer]) -> None:
    assert told(judged(core)) == {}


def test_a_target_that_answers_the_last_ping_only_is_not_accused() -> None:
    assert {outcome.verdict for outcome in judged(AnswersTheLastPing).values()} <= {*HARMLESS}


def test_an_answer_that_takes_too_long_is_inconclusive_and_never_silence() -> None:
    outcomes = judged(ThinksLong)
    assert not dead(outcomes), told(outcomes)
    unclear = [outcome for outcome in outcomes.values() if outcome.verdict is Verdict.INCONCLUSIVE]
    assert 0 < len(unclear) < 20
    assert {outcome.message for outcome in unclear} == {
        "the target was still sending after 20 s, and its answer had not ended"
    }


def test_an_echo_is_found_although_it_thinks() -> None:
    outcomes = judged(ThinksLong).values()
    missing = Counter(outcome.message for outcome in outcomes if outcome.verdict is Verdict.NOT_APPLICABLE)
    assert not [reason for reason in missing if "ws.echo" in reason]


def test_a_target_that_answers_the_first_of_two_pings_is_accused_by_one_row() -> None:
    outcomes = judged(AnswersTheFirstPing)
    accusing = {name for name, outcome in outcomes.items() if outcome.verdict not in HARMLESS}
    assert [outcomes[name].case.requirement for name in accusing] == [ANSWER_A_PING]
