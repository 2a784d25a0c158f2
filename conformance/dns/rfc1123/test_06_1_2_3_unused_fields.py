"""RFC 1123 section 6.1.2.3  Unused Fields"""

from __future__ import annotations

import pytest

from conformance.dns.codes import Z
from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import FLAGS_FIELD, Replies
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.rfc1123 import RFC1123
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC1123.section("6.1.2.3", "Unused Fields")

Z_IS_ZERO = section.must(
    "z-is-zero",
    role=SERVER,
    text="Leave Z clear in every reply, to a query in which it is set too.",
    hint="Do not copy the query's flags: keep opcode and RD of them, (flags & 0x7900), and set your own.",
    rests_on=(ID_COPIED,),
)


@verifies(Z_IS_ZERO)
@pytest.mark.parametrize("rd", [True, False], ids=["with-rd", "without-rd"])
def test_z_of_a_query_is_not_copied(dns: Dns, rd: bool) -> None:
    """That such a query is answered is asked for elsewhere."""
    assert not any(reply.z for reply in dns.tolerated(dns.query(flags=Z, rd=rd).octets))


@verifies(Z_IS_ZERO)
def test_no_reply_has_z_set(replies: Replies) -> None:
    replies.each(_has_z, field=FLAGS_FIELD)


def _has_z(exchange: Exchange) -> str | None:
    return "Z is set" if exchange.reply.z else None
