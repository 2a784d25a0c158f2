"""RFC 7871 section 7.2.1  Authoritative Nameserver"""

from __future__ import annotations

import pytest

from conformance.dns.codes import ECS, FORMERR, REFUSED
from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies, query_of
from conformance.dns.peer import Dns
from conformance.dns.rfc6891.test_06_1_2_wire_format import NOT_ECHOED
from conformance.dns.rfc7871 import RFC7871
from conformance.dns.usual import ANYWHERE, require_option, usual
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7871.section("7.2.1", "Authoritative Nameserver")

NETWORKS = {
    "0.0.0.0/0": "0001 0000",
    "::/0": "0002 0000",
    "192.0.0.0/8": "0001 0800 c0",
    "192.0.0.0/20": "0001 1400 c00000",
    "192.0.2.0/24": "0001 1800 c00002",
    "192.0.2.1/32": "0001 2000 c0000201",
    "2001:db8::/32": "0002 2000 20010db8",
    "2001:db8:1::/48": "0002 3000 20010db80001",
    "2001:db8:1::/56": "0002 3800 20010db8000100",
    "2001:db8::1/128": "0002 8000 20010db8000000000000000000000001",
}

MATCHES = section.must(
    "matches-the-query",
    role=SERVER,
    text="Send the family, source prefix and address of the query back, or no ECS option at all.",
    hint="Copy the option of the query, and set only its fourth octet, the scope.",
)


@verifies(MATCHES)
@pytest.mark.parametrize("octets", NETWORKS.values(), ids=NETWORKS)
def test_a_network_is_sent_back_as_it_came(dns: Dns, octets: str) -> None:
    """A resolver may refuse to pass a network on (section 7.1.1)."""
    expected, sent = usual(dns).rcode, bytes.fromhex(octets)
    reply = dns.ask(edns=Edns(options=[(ECS, sent)]))
    received = dict(reply.options).get(ECS, sent)
    assert reply.rcode in (expected, REFUSED)
    assert (received[:3], received[4:]) == (sent[:3], sent[4:])


BAD_FAMILY = section.must(
    "bad-format",
    role=SERVER,
    text="Answer FORMERR to an ECS option that is wrongly formatted, as by an unknown family.",
    hint="Accept the families 1 (IPv4, up to 32 bits) and 2 (IPv6, up to 128) only.",
    rests_on=(NOT_ECHOED,),
)

MALFORMED = {
    "family 3": "0003 0800 c0",
    "family 99": "0063 1800 c00002",
    "family 65535": "ffff 1800 c00002",
    "33 bits of IPv4": "0001 2100 c000020100",
    "129 bits of IPv6": "0002 8100 20010db800000000000000000000000100",
    "three octets": "0001 00",
    "one octet": "00",
}


@verifies(BAD_FAMILY)
@pytest.mark.parametrize("octets", MALFORMED.values(), ids=MALFORMED)
def test_a_network_of_no_known_form_is_refused(dns: Dns, octets: str) -> None:
    require_option(dns, ECS, ANYWHERE, "ECS")
    assert dns.ask(edns=Edns(options=[(ECS, bytes.fromhex(octets))])).rcode == FORMERR


UNASKED = section.must_not(
    "ecs-unasked",
    role=SERVER,
    text="Send an ECS option to a client that sends none.",
    hint="Add the option with code 8 only if the query's OPT record has one.",
)


@verifies(UNASKED)
def test_no_reply_has_ecs_unasked(replies: Replies) -> None:
    replies.each(_has_ecs, where=lambda exchange: exchange.reply.opt and ECS not in dict(query_of(exchange).options))


def _has_ecs(exchange: Exchange) -> str | None:
    return "ECS, and the query had none" if ECS in dict(exchange.reply.options) else None
