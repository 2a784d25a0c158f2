"""RFC 768  Fields"""

from __future__ import annotations

from conformance.harness.net.datagrams import Datagram
from conformance.harness.runner.plugin import verifies
from conformance.model import SENDER
from conformance.udp.exchanges import differences, text
from conformance.udp.peer import DatagramPeer
from conformance.udp.rfc768 import RFC768
from conformance.udp.rfc862.test_udp_based_echo_service import DATA_COMES_BACK, ONE_ANSWER

section = RFC768.section("fields", "Fields")

TO_THE_SOURCE_PORT = section.implied(
    "reply-to-source-port",
    role=SENDER,
    text="Send a reply to the port from which the request came.",
    hint="Send to host and port that recvfrom() returned; a client may have several sockets, each with another port.",
    rests_on=(ONE_ANSWER,),
)


@verifies(TO_THE_SOURCE_PORT)
def test_two_ports_of_one_address_get_their_replies(datagrams: DatagramPeer) -> None:
    beside = datagrams.another(own_host=datagrams.socket.address.host)
    earlier: list[bytes] = []
    for client in (datagrams, beside, datagrams):
        earlier.append(text(datagrams))
        client.send(earlier[-1])
        assert differences(client, earlier[-1:], earlier[:1]) == []  # a network may double the first answer


FROM_THE_PORT_ASKED = section.implied(
    "reply-from-port-asked",
    role=SENDER,
    text="Send a reply from the port to which the request was sent.",
    hint="Answer on the socket that received the request: a new socket has another port, and clients drop the reply.",
    rests_on=(DATA_COMES_BACK,),
)


@verifies(FROM_THE_PORT_ASKED)
def test_the_reply_comes_from_the_port_asked(datagrams: DatagramPeer) -> None:
    answer = datagrams.answer_to(text(datagrams))
    assert isinstance(answer, Datagram)
    assert answer.source.port == datagrams.socket.target.port


LENGTH_OF_EACH = section.implied(
    "length-of-each-datagram",
    role=SENDER,
    text="Keep datagrams apart: each has a length of its own.",
    hint="Do not collect datagrams in a buffer, and do not split them: one recvfrom(), one sendto().",
    rests_on=(ONE_ANSWER,),
)


@verifies(LENGTH_OF_EACH)
def test_three_datagrams_at_once_stay_three(datagrams: DatagramPeer) -> None:
    sent = [text(datagrams, count) for count in (200, 1, 30)]
    for data in sent:
        datagrams.send(data)
    assert differences(datagrams, sent) == []
