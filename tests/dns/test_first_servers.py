"""First programs, such as one that answers one address to everything, are told what they do wrong once."""

from __future__ import annotations

from conformance.dns.rfc1035.test_03_1_name_space_definitions import NAME_LIMIT
from conformance.dns.rfc1035.test_03_2_1_format import RDLENGTH
from conformance.dns.rfc1035.test_04_1_1_header_section_format import OPCODE_COPIED
from conformance.dns.rfc1035.test_04_1_4_message_compression import POINTERS
from conformance.dns.rfc2181.test_08_time_to_live import TTL
from conformance.dns.rfc8906.test_03_1_4_unknown_dns_opcodes import NOT_IMPLEMENTED
from conformance.dns.robustness.test_malformed_messages import CUT_MESSAGES
from conformance.dns.robustness.test_names_in_queries import LOOPS
from conformance.model import Verdict
from reference_impls.sansio import Datagrams, Peer
from tests.kit.hunt import HARMLESS
from tests.kit.judging import cases_for, judge_in_process, rows_of

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


class AnswersFormerr(AnswersOneAddress):
    """Says of everything that it is malformed."""

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        if len(datagram) > HEADER and not datagram[2] & 0x80:
            self.send(datagram[:2] + bytes([0x80 | datagram[2] & 0x79, 1]) + bytes(8), peer)


HEADERS = ("rfc1035/4.1.1/", "rfc2136/", "rfc3425/", "rfc4035/", "rfc8906/")


def accused(server: type[Datagrams], sections: tuple[str, ...]) -> set[str]:
    """The requirements of some sections that a server does not meet; those on all replies of a run are left out."""
    rows = [row for row in cases_for("dns") if row.requirement.id.startswith(sections)]
    rows = [row for row in rows if "test_every_reply" not in row.name]
    outcomes = judge_in_process(lambda today: server, "dns", rows, given=GIVEN)
    return {one.case.requirement.id for one in outcomes.values() if one.verdict not in HARMLESS}


def test_that_it_does_not_look_at_the_opcode_is_told_once() -> None:
    assert accused(AnswersOneAddress, HEADERS) == {OPCODE_COPIED.id}


def test_that_every_opcode_is_malformed_is_told_once() -> None:
    assert accused(AnswersFormerr, HEADERS) == {NOT_IMPLEMENTED.id}


def test_its_answers_to_malformed_messages_are_told_once() -> None:
    rows = [row for one in (CUT_MESSAGES, LOOPS, POINTERS, NAME_LIMIT, RDLENGTH, TTL) for row in rows_of(one)]
    outcomes = judge_in_process(lambda today: AnswersOneAddress, "dns", rows, given=GIVEN)
    accused = {one.case.requirement.id for one in outcomes.values() if one.verdict is Verdict.VIOLATES}
    assert accused == {CUT_MESSAGES.id}
    of_loops = {one.verdict for one in outcomes.values() if one.case.requirement is LOOPS}
    assert of_loops == {Verdict.NOT_APPLICABLE}
