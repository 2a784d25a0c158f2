"""RFC 8085 section 5  Programming Guidelines"""

from __future__ import annotations

from conformance.harness.net.datagrams import Datagram
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, inconclusive_unless
from conformance.udp.exchanges import other_loopback_addresses, reachable, text
from conformance.udp.peer import DatagramPeer
from conformance.udp.rfc768.test_fields import FROM_THE_PORT_ASKED
from conformance.udp.rfc8085 import RFC8085

section = RFC8085.section("5", "Programming Guidelines")

FROM_THE_ADDRESS_ASKED = section.should(
    "reply-from-address-asked",
    role=SERVER,
    text="Send a response from the address to which the request was sent.",
    hint="A socket bound to 0.0.0.0 or :: answers from an address that the system chooses. Bind a socket to each "
    "address, or set IP_PKTINFO (IPV6_RECVPKTINFO), use recvmsg(), and give the address back to sendmsg().",
    rests_on=(FROM_THE_PORT_ASKED,),
)


@verifies(FROM_THE_ADDRESS_ASKED)
def test_each_address_answers_for_itself(datagrams: DatagramPeer) -> None:
    own = datagrams.answer_to(text(datagrams))
    inconclusive_unless(isinstance(own, Datagram), "the target's own address did not answer")
    answers = {host: reachable(datagrams, host) for host in other_loopback_addresses(datagrams)}
    answers[datagrams.socket.target.host] = own if isinstance(own, Datagram) else None
    assert [host for host, answer in answers.items() if answer and answer.source.host != host] == []


@verifies(FROM_THE_ADDRESS_ASKED)
def test_a_connected_socket_is_answered(datagrams: DatagramPeer) -> None:
    """Its system drops what comes from any other address."""
    data = text(datagrams)
    assert datagrams.another(connected=True).ask(data) == data
