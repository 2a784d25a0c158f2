"""RFC 1035 section 3.1  Name space definitions"""

from __future__ import annotations

from conformance.dns.exchange import Exchange
from conformance.dns.lint.readable import is_readable
from conformance.dns.lint.replies import Replies
from conformance.dns.names import LONGEST_NAME, octets_of
from conformance.dns.rfc1035 import RFC1035
from conformance.dns.rfc1035.test_04_1_4_message_compression import names_in
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC1035.section("3.1", "Name space definitions")

NAME_LIMIT = section.implied(
    "names-of-255-octets",
    role=SERVER,
    text="Send no name of more than 255 octets, its lengths and the last zero counted, as it is when it is expanded.",
    hint="Check a name that you make of two others, as for a DNAME or a wildcard, before you send it.",
)


@verifies(NAME_LIMIT)
def test_no_name_in_a_reply_is_too_long(replies: Replies) -> None:
    replies.each(_has_a_long_name, where=is_readable)


def _has_a_long_name(exchange: Exchange) -> str | None:
    longest = max((len(octets_of(name.labels)) for name in names_in(exchange.reply)), default=0)
    return f"a name has {longest} octets" if longest > LONGEST_NAME else None
