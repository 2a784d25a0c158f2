"""RFC 2181 section 4.1  UDP Source Address Selection"""

from __future__ import annotations

import contextlib

import pytest

from conformance.dns.peer import Dns
from conformance.dns.rfc2181 import RFC2181
from conformance.dns.rfc2181.test_04_2_port_number_selection import FROM_THE_PORT_ASKED
from conformance.harness.net.datagrams import Address
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, TargetGone, inconclusive_unless

section = RFC2181.section("4.1", "UDP Source Address Selection")

LOOPBACK = ("127.0.0.1", "127.0.0.2", "::1")

FROM_THE_ADDRESS_ASKED = section.implied(
    "reply-from-address-asked",
    role=SERVER,
    text="Send a reply from the address to which the query was sent.",
    hint="A socket bound to 0.0.0.0 or :: answers from an address that the system chooses. Bind a socket to each "
    "address, or set IP_PKTINFO (IPV6_RECVPKTINFO), use recvmsg(), and give the address back to sendmsg().",
)


@verifies(FROM_THE_ADDRESS_ASKED)
def test_each_address_answers_for_itself(dns: Dns) -> None:
    """Also other addresses, where the target's machine is this one, and a server answers there, which none has to."""
    inconclusive_unless(bool(dns.ask()), "the plain query was not answered")
    target, sources = dns.socket.target, dict[str, str]()
    for host in _others(dns):
        if source := _source_of_reply(dns, host):
            sources[str(Address(host, target.port))] = source
    sources[str(target)] = dns.source
    assert [asked for asked, source in sources.items() if _host(source) != _host(asked)] == []


@verifies(FROM_THE_ADDRESS_ASKED)
@pytest.mark.rests_on(FROM_THE_PORT_ASKED)
def test_a_connected_socket_is_answered(dns: Dns) -> None:
    """Its system drops what comes from any other address."""
    assert dns.another(connected=True).ask()


def _others(dns: Dns) -> list[str]:
    """Further addresses of the target's machine, if that is this machine."""
    own = dns.attempt.target.url.host
    is_loopback = own in ("localhost", "::1") or own.startswith("127.")
    return [host for host in LOOPBACK if host != own] if is_loopback else []


def _source_of_reply(dns: Dns, host: str) -> str:
    """Where the reply comes from that a plain query to another address gets within a short time; empty without one."""
    with contextlib.suppress(TargetGone):
        other = dns.another(host=host)
        if other.send(dns.query().octets) and other.arrives_within(dns.quiet_time):
            return other.source
    return ""


def _host(source: str) -> str:
    return source.rpartition(":")[0]
