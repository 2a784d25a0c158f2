"""A first program that answers one address to everything is told what it does wrong once."""

from __future__ import annotations

from conformance.dns.rfc1035.test_03_1_name_space_definitions import NAME_LIMIT
from conformance.dns.rfc1035.test_03_2_1_format import RDLENGTH
from conformance.dns.rfc1035.test_04_1_4_message_compression import POINTERS
from conformance.dns.rfc2181.test_08_time_to_live import TTL
from conformance.dns.robustness.test_malformed_messages import CUT_MESSAGES
from conformance.dns.robustness.test_names_in_queries import LOOPS
from conformance.model import Verdict
from reference_impls.sansio import Datagrams, Peer
from tests.kit.judging import judge_in_process, rows_of

GIVEN = {"dns.profile": "minimal", "dns.name": "localhost"}
HEADER = 12
ADDRESS = b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\xc0\0\2\1"


class AnswersOneAddress(Datagrams):
    """Finds the end of the name, and looks at nothing else."""

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        if len(datagram) <= HEADER or datagram[2] & 0x80:
            return
        end = datagram.find(b"\0", HEADER) + 5
        head = datagram[:2] + bytes([0x84 | datagram[2] & 1, 0]) + b"\0\1\0\1\0\0\0\0"
        self.send(head + datagram[HEADER:end] + ADDRESS, peer)


def test_its_answers_to_malformed_messages_are_told_once() -> None:
    rows = [row for one in (CUT_MESSAGES, LOOPS, POINTERS, NAME_LIMIT, RDLENGTH, TTL) for row in rows_of(one)]
    outcomes = judge_in_process(lambda today: AnswersOneAddress, "dns", rows, given=GIVEN)
    accused = {one.case.requirement.id for one in outcomes.values() if one.verdict is Verdict.VIOLATES}
    assert accused == {CUT_MESSAGES.id}
    of_loops = {one.verdict for one in outcomes.values() if one.case.requirement is LOOPS}
    assert of_loops == {Verdict.NOT_APPLICABLE}
