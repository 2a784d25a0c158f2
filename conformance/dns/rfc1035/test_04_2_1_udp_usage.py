"""RFC 1035 section 4.2.1  UDP usage"""

from __future__ import annotations

from conformance.dns.codes import MX, NOERROR, NS, TXT
from conformance.dns.exchange import Exchange
from conformance.dns.facts import plainest
from conformance.dns.lint.replies import Replies, query_of
from conformance.dns.message import Message
from conformance.dns.peer import Dns
from conformance.dns.rfc1035 import RFC1035
from conformance.dns.shown import described
from conformance.dns.wire import Query
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC1035.section("4.2.1", "UDP usage")

MOST = 512  # octets

SIZE_WITHOUT_EDNS = section.implied(
    "size-without-edns",
    role=SERVER,
    text="Send no message of more than 512 octets by UDP to a client that does not say by EDNS that it takes more.",
    hint="Leave records out until the reply has 512 octets, and set TC.",
)


@verifies(SIZE_WITHOUT_EDNS)
def test_no_reply_without_edns_is_too_long(replies: Replies) -> None:
    replies.each(_is_too_long, where=_is_sent_by_udp_without_edns)


def _is_sent_by_udp_without_edns(exchange: Exchange) -> bool:
    return not exchange.reply.over_tcp and not query_of(exchange).opt and exchange.is_own


def _is_too_long(exchange: Exchange) -> str | None:
    length = len(exchange.reply.octets)
    return f"{length} octets by UDP, without EDNS" if length > MOST else None


CUT_IS_MARKED = section.implied(
    "cut-is-marked",
    role=SERVER,
    text="Set TC in a reply by UDP whose answer is not whole because it would be too long.",
    hint="Set TC (0x0200) where you leave out records that the question asks for: the client then asks over TCP.",
    rests_on=(SIZE_WITHOUT_EDNS,),
)
DNSKEY = 48  # the type whose answers are the longest in signed zones (RFC 4034 section 2)
TYPES = (TXT, DNSKEY, NS, MX)  # few servers choose which of these they send, as some do with addresses


@verifies(CUT_IS_MARKED)
def test_an_answer_that_is_cut_is_marked(dns: Dns) -> None:
    """The whole answer is what comes over TCP."""
    name, _ = plainest(dns.attempt.target)
    queries = [dns.query(name, kind) for kind in TYPES]
    pairs = [(reply, _over_tcp(dns, query)) for query, reply in zip(queries, dns.flight(queries), strict=True)]
    pairs = [(cut, whole) for cut, whole in pairs if _is_a_part(cut, whole)]
    if not pairs:
        not_applicable(f"no answer of more than {MOST} octets is known that is cut by UDP")
    for cut, _ in pairs:
        dns.attempt.observed(described(cut))
        assert cut.tc


def _over_tcp(dns: Dns, query: Query) -> Message:
    stream = dns.stream()
    reply = stream.put(query)
    stream.hang_up()
    return reply


def _is_a_part(cut: Message, whole: Message) -> bool:
    """Whether an answer over TCP has all records of the one by UDP, and more, and is too long for UDP."""
    parts, records = ({record.key for record in reply.answers} for reply in (cut, whole))
    is_answer = cut.rcode == whole.rcode == NOERROR and not whole.tc and cut.is_whole and whole.is_whole
    return is_answer and bool(cut) and len(whole.octets) > MOST and parts < records
