"""RFC 6891 section 6.1.4  Flags"""

from __future__ import annotations

import pytest

from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies
from conformance.dns.peer import Dns
from conformance.dns.rfc6891 import RFC6891
from conformance.dns.usual import asked_as_usual, usual
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC6891.section("6.1.4", "Flags")

Z = 0x3FFF  # without 0x4000, which was assigned later
BITS = [1 << number for number in range(14)]

FLAGS_IGNORED = section.implied(
    "flags-ignored",
    role=SERVER,
    text="Ignore flags of the OPT record that are not known.",
    hint="Look at the bit 0x8000 (DO) of the flags only.",
)


@verifies(FLAGS_IGNORED)
@pytest.mark.parametrize("flags", [*BITS, Z], ids=hex)
def test_an_unknown_flag_changes_nothing(dns: Dns, flags: int) -> None:
    answered, expected = asked_as_usual(dns, Edns(flags=flags))
    assert answered == expected


FLAGS_CLEAR = section.implied(
    "flags-clear",
    role=SERVER,
    text="Clear all flags of the OPT record that are not known, also those that are set in the query.",
    hint="Write 0x8000 or 0 into the flags of the reply's OPT record; do not copy them from the query.",
)


@verifies(FLAGS_CLEAR)
@pytest.mark.parametrize("flags", [*BITS, Z], ids=hex)
@pytest.mark.parametrize("version", [0, 1])
def test_an_unknown_flag_is_not_copied(dns: Dns, flags: int, version: int) -> None:
    usual(dns)
    reply = dns.ask(edns=Edns(version=version, flags=flags))
    assert reply
    assert not reply.opt or not reply.opt.ttl & Z


@verifies(FLAGS_CLEAR)
def test_no_reply_has_unknown_flags(replies: Replies) -> None:
    replies.each(_has_unknown_flags, where=lambda exchange: exchange.reply.opt)


def _has_unknown_flags(exchange: Exchange) -> str | None:
    opt = exchange.reply.opt
    return f"flags {opt.ttl & 0xFFFF:#06x} of the OPT record" if opt and opt.ttl & Z else None
