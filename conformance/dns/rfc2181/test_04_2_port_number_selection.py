"""RFC 2181 section 4.2  Port Number Selection"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.dns.codes import A
from conformance.dns.names import Labels
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.rfc2181 import RFC2181
from conformance.dns.sample_names import missing, outside
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, inconclusive_unless, not_applicable

section = RFC2181.section("4.2", "Port Number Selection")

TO_THE_PORT = section.implied(
    "reply-to-port-of-query",
    role=SERVER,
    text="Send a reply to the port that the query came from.",
    hint="Give the address and port that recvfrom() returned with this query to sendto(), and keep none for later.",
    rests_on=(ID_COPIED,),
)


@verifies(TO_THE_PORT)
@pytest.mark.parametrize("count", [2, 5])
def test_each_port_gets_its_own_reply(dns: Dns, count: int) -> None:
    """All clients ask before the first of them reads."""
    clients = [(dns.another(), dns.query()) for _ in range(count)]
    for client, query in clients:
        client.send(query.octets)
    for client, query in clients:
        assert client.receive().id == query.id


FROM_THE_PORT_ASKED = section.should(
    "reply-from-port-asked",
    role=SERVER,
    text="Send a reply from the port to which the query was sent.",
    hint="Answer by the socket that received the query, not by a new one: clients drop what another port sends.",
    rests_on=(TO_THE_PORT,),
)


@verifies(FROM_THE_PORT_ASKED)
@pytest.mark.cause
def test_the_reply_comes_from_the_port_that_was_asked(dns: Dns) -> None:
    inconclusive_unless(bool(dns.ask()), "the plain query was not answered")
    assert _comes_from_the_port_asked(dns)


@verifies(FROM_THE_PORT_ASKED)
@pytest.mark.parametrize("find_name", [missing, outside], ids=["missing", "outside"])
def test_a_reply_without_an_answer_comes_from_that_port(dns: Dns, find_name: Callable[[Dns], Labels]) -> None:
    """Errors may be sent by other code."""
    if not dns.ask(find_name(dns), A):
        not_applicable("the query is not answered")
    assert _comes_from_the_port_asked(dns)


def _comes_from_the_port_asked(dns: Dns) -> bool:
    """Whether the last datagram came from the port that was asked."""
    dns.attempt.observed(f"the reply came from {dns.source}")
    return dns.source.rpartition(":")[2] == str(dns.socket.target.port)
