"""A datagram may be lost: what that says of a target, and what it does not say."""

from __future__ import annotations

from functools import partial

from conformance.model import Verdict
from reference_impls.sansio import Peer
from reference_impls.services.echo import EchoOverUdp
from tests.kit.hunt import BAD
from tests.kit.judging import cases, judge_in_process, told
from tests.kit.measured import rows_for
from tests.kit.protocols import server
from tests.variants.udp.echo import HasRoomForOne

GIVEN = {"udp.service": "echo"}
ROWS = [row for row in rows_for(EchoOverUdp, cases("conformance/udp")) if not row.sockets]


def test_a_server_that_loses_what_comes_at_once_is_judged_by_every_row() -> None:
    outcomes = judge_in_process(partial(server, HasRoomForOne), "udp", ROWS, given=GIVEN)
    assert told(outcomes) == {}


class AnswersAThousandTimes(EchoOverUdp):
    """Sends each datagram back a thousand times."""

    def send(self, datagram: bytes, peer: Peer) -> None:
        for _ in range(1000):
            super().send(datagram, peer)


def test_a_thousand_answers_are_one_fault() -> None:
    outcomes = judge_in_process(partial(server, AnswersAThousandTimes), "udp", ROWS, given=GIVEN)
    bad = {one.case.requirement.id for one in outcomes.values() if one.verdict in BAD}
    assert bad == {"rfc862/udp/one-answer"}
    assert not [one for one in outcomes.values() if one.verdict is Verdict.INCONCLUSIVE]
