"""RFC 1035 section 4.1.1  Header section format"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.dns.codes import TXT, A
from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import COUNTS_FIELD, FLAGS_FIELD, ID_FIELD, Replies, is_kept_whole
from conformance.dns.names import Labels
from conformance.dns.peer import Dns
from conformance.dns.reader import HEADER
from conformance.dns.rfc1035 import RFC1035
from conformance.dns.sample_names import missing, outside
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC1035.section("4.1.1", "Header section format")

ID_COPIED = section.implied(
    "id-copied",
    role=SERVER,
    text="Copy the identifier of a query into its reply.",
    hint="Begin the reply with the first two octets of the query, as they are.",
)


@verifies(ID_COPIED)
@pytest.mark.cause
@pytest.mark.parametrize("id_", [0, 1, 0x1234, 0x7FFF, 0x8000, 0xFFFF], ids=hex)
def test_the_identifier_is_copied(dns: Dns, id_: int) -> None:
    assert dns.ask(type=A, id=id_).id == id_


@verifies(ID_COPIED)
def test_no_reply_has_an_identifier_that_was_not_asked(replies: Replies) -> None:
    """Told where it is seen twice: one such reply may be a late one, to a socket that had the same port before."""
    strange = [exchange for exchange in replies.all if _is_over_udp(exchange) and _has_another_identifier(exchange)]
    replies.each(_has_another_identifier if len(strange) > 1 else _is_right, where=_is_over_udp, field=ID_FIELD)


def _is_over_udp(exchange: Exchange) -> bool:
    """Over UDP, and to a message that has a whole header."""
    return not exchange.reply.over_tcp and len(exchange.sent) >= HEADER


def _has_another_identifier(exchange: Exchange) -> str | None:
    sent, reply = int.from_bytes(exchange.sent[:2], "big"), exchange.reply
    is_right = reply.id == sent or exchange.is_late
    return None if is_right else f"identifier {reply.id} in the reply to {sent}; it was not asked from this socket"


def _is_right(exchange: Exchange) -> None:
    return None


QR_SET = section.implied(
    "qr-set",
    role=SERVER,
    text="Set QR in every response, those with an error too.",
    hint="Set the highest bit of the third octet of every reply: flags | 0x8000.",
)


@verifies(QR_SET)
def test_every_reply_has_qr_set(replies: Replies) -> None:
    replies.each(_has_no_qr, where=lambda exchange: len(exchange.sent) >= HEADER, field=FLAGS_FIELD)


def _has_no_qr(exchange: Exchange) -> str | None:
    return None if exchange.reply.qr else "QR is not set"


OPCODE_COPIED = section.implied(
    "opcode-copied",
    role=SERVER,
    text="Copy the opcode of a query into its reply, whether or not it is implemented.",
    hint="Take the opcode out of the query's flags, (flags >> 11) & 15, and put it into the reply's.",
    rests_on=(ID_COPIED,),
)


@verifies(OPCODE_COPIED)
@pytest.mark.parametrize("opcode", range(16))
def test_the_opcode_is_copied(dns: Dns, opcode: int) -> None:
    """That there is a reply at all is asked for elsewhere.

    Each row has a name of its own: forwarders answer all who wait for the same question by one reply.
    """
    replies = dns.tolerated(dns.query(f"opcode-{opcode}.example.test", TXT, opcode=opcode).octets)
    assert [reply.opcode for reply in replies] == [opcode] * len(replies)


RD_COPIED = section.implied(
    "rd-copied",
    role=SERVER,
    text="Copy RD of a query into its reply.",
    hint="Keep the bit 0x0100 of the query's flags; set it neither always nor never.",
)


@verifies(RD_COPIED)
@pytest.mark.parametrize("rd", [True, False], ids=["set", "clear"])
def test_rd_is_copied(dns: Dns, rd: bool) -> None:
    assert dns.ask(rd=rd).rd == rd


@verifies(RD_COPIED)
@pytest.mark.parametrize("find_name", [missing, outside], ids=["missing", "outside"])
def test_rd_is_copied_where_there_is_no_answer(dns: Dns, find_name: Callable[[Dns], Labels]) -> None:
    """Replies with another RCODE may be written by other code."""
    reply = dns.ask(find_name(dns), A, rd=True)
    if not reply:
        not_applicable("there is no reply, as there need not be one about a name that is in no zone of the target")
    assert reply.rd


COUNTS = section.implied(
    "counts-are-right",
    role=SERVER,
    text="Count in the header what each section of the message has, and send nothing behind the last record.",
    hint="Write the header last, when the records are known, and cut the buffer to what was written.",
)


@verifies(COUNTS)
def test_every_reply_has_what_its_header_counts(replies: Replies) -> None:
    replies.each(_is_not_what_it_counts, where=is_kept_whole, field=COUNTS_FIELD)


def _is_not_what_it_counts(exchange: Exchange) -> str | None:
    reply = exchange.reply
    if ends := next((fault for fault in reply.faults if fault.ends), None):
        return f"at octet {ends.at}: {ends.what}"
    return f"{len(reply.left_over)} octets behind the last record" if reply.left_over else None
