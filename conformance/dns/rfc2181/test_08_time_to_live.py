"""RFC 2181 section 8  Time to Live (TTL)"""

from __future__ import annotations

from conformance.dns.codes import OPT
from conformance.dns.exchange import Exchange
from conformance.dns.lint.readable import is_readable
from conformance.dns.lint.replies import Replies
from conformance.dns.message import Message, Record
from conformance.dns.names import text_of
from conformance.dns.rfc2181 import RFC2181
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC2181.section("8", "Time to Live (TTL)")

LARGEST = 0x7FFFFFFF  # seconds

TTL = section.implied(
    "ttl-without-sign",
    role=SERVER,
    text="Send no TTL above 2147483647: the highest of its 32 bits is zero.",
    hint="Refuse greater values when you load a zone, and never send a negative number of seconds that are left.",
)


@verifies(TTL)
def test_no_ttl_has_its_highest_bit_set(replies: Replies) -> None:
    replies.each(_has_a_great_ttl, where=lambda exchange: is_readable(exchange) and _records_in(exchange.reply))


def _records_in(reply: Message) -> list[Record]:
    """All records but OPT, which has other fields in this place."""
    return [record for record in reply.records if record.type != OPT]


def _has_a_great_ttl(exchange: Exchange) -> str | None:
    great = next((record for record in _records_in(exchange.reply) if record.ttl > LARGEST), None)
    return f"the TTL of {text_of(great.name.labels)} is {great.ttl}" if great else None
