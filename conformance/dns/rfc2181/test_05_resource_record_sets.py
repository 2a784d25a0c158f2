"""RFC 2181 section 5  Resource Record Sets"""

from __future__ import annotations

from collections import Counter

from conformance.dns.codes import AXFR, IXFR, OPT
from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies, query_of
from conformance.dns.names import text_of
from conformance.dns.rfc2181 import RFC2181
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC2181.section("5", "Resource Record Sets")

NO_DUPLICATES = section.should(
    "no-duplicates",
    role=SERVER,
    text="Send no record twice in a section: one whose name, class, type and data are those of another.",
    hint="Keep the records of a name and type in a set, and add no record to a section that has it already.",
)


@verifies(NO_DUPLICATES)
def test_no_section_has_a_record_twice(replies: Replies) -> None:
    replies.each(_has_a_record_twice, where=lambda one: len(one.reply.records) > 1 and not _is_transfer(one))


def _is_transfer(exchange: Exchange) -> bool:
    """The SOA record is the first and the last of a zone (RFC 5936 section 2.2)."""
    return any(one.type in (AXFR, IXFR) for one in query_of(exchange).questions)


def _has_a_record_twice(exchange: Exchange) -> str | None:
    records = [record for record in exchange.reply.records if record.type != OPT and exchange.is_own]
    counts = Counter((one.section, *one.key) for one in records)
    twice = next((key for key, count in counts.items() if count > 1), None)
    return f"a record of {text_of(twice[1])} is there {counts[twice]} times" if twice else None
