"""The cores of the clients of the small services, driven without sockets."""

from __future__ import annotations

import random

import pytest

from reference_impls.http.syntax import Malformed
from reference_impls.sansio import Datagrams, Peer
from reference_impls.services import CLIENTS_OVER_TCP, CLIENTS_OVER_UDP, OVER_TCP, OVER_UDP
from reference_impls.services.address import Address
from reference_impls.services.datagram_clients import DatagramClient, DiscardClientOverUdp, EchoClientOverUdp
from reference_impls.services.service import Site
from reference_impls.services.stream_clients import LONGEST, EchoClientOverTcp, QuoteClientOverTcp, TimeClientOverTcp
from tests.reference.driving import NOW, SPLITS, Split, drain, feed, whole

SERVER, OTHER = Peer("192.0.2.1", 7), Peer("192.0.2.2", 7)
ANSWERS = {
    "echo": b"Hello",
    "discard": b"",
    "chargen": bytes(range(0x20, 0x68)) + b"\r\n",
    "qotd": b"Be conservative",
    "daytime": b"Sunday, June 15, 2025 15:06:40-UTC\r\n",
    "time": b"2025-06-15 15:06:40 UTC\n",
}


def site() -> Site:
    return Site(random.Random(0).randbytes)


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("service", OVER_TCP)
def test_a_client_over_tcp_understands_the_server(service: str, split: Split) -> None:
    client, server = CLIENTS_OVER_TCP[service](b"Hello"), OVER_TCP[service](site(), lambda: NOW)
    server.receive(drain(client))
    said = server.to_send() if service == "chargen" else drain(server)  # characters come without end
    for octets in split(said):
        client.receive(octets)
    drain(client)
    if not client.closing:
        client.receive(b"")
    assert (client.closing, client.error) == (True, "")
    assert client.shown().startswith(ANSWERS[service])


def exchanged(client: DatagramClient, server: Datagrams) -> None:
    """Let the server answer the first request."""
    client.expire(0)
    for datagram, _ in client.to_send():
        server.receive(datagram, Peer("192.0.2.9", 5000), 0)
    for datagram, _ in server.to_send():
        client.receive(datagram, SERVER, 0)


@pytest.mark.parametrize("service", OVER_UDP)
def test_a_client_over_udp_understands_the_server(service: str) -> None:
    client = CLIENTS_OVER_UDP[service](SERVER, b"Hello")
    exchanged(client, OVER_UDP[service](site(), lambda: NOW))
    assert (client.closing, client.error) == (True, "")
    assert client.shown().startswith(ANSWERS[service])


def test_a_long_text_is_sent_and_read_in_pieces() -> None:
    text, server = bytes(range(256)) * 200, OVER_TCP["echo"](site(), lambda: NOW)
    client = EchoClientOverTcp(text)
    while octets := drain(client):
        assert len(octets) <= 16 * 1024
        client.receive(feed(server, octets))
    assert (client.answer, client.error, client.closing) == (text, "", True)


@pytest.mark.parametrize(
    ("client", "octets", "error"),
    [
        (EchoClientOverTcp(b"Hello"), b"hello", "other octets came back"),
        (EchoClientOverTcp(b"Hello"), b"Hell", "the connection ended early"),
        (TimeClientOverTcp(), b"12345", "a time has 4 octets, not 5"),
        (QuoteClientOverTcp(), b"x" * (LONGEST + 1), f"the message does not end within {LONGEST} octets"),
    ],
)
def test_what_is_wrong_over_tcp_is_said(
    client: EchoClientOverTcp | TimeClientOverTcp | QuoteClientOverTcp, octets: bytes, error: str
) -> None:
    feed(client, octets, whole)
    client.receive(b"")
    assert (client.error, client.closing) == (error, True)


def test_a_silent_server_over_tcp_is_given_up() -> None:
    client = EchoClientOverTcp(b"Hello")
    drain(client)
    client.expire()
    assert (client.error, client.closing) == ("no answer within 30 s", True)


def test_a_request_that_is_lost_is_sent_again_with_longer_waits() -> None:
    client, times = EchoClientOverUdp(SERVER, b"Hello"), []
    now = 100.0
    while not client.closing:
        client.expire(now)
        times += [now for datagram, peer in client.to_send() if (datagram, peer) == (b"Hello", SERVER)]
        now = client.deadline
    assert (times, client.error) == ([100, 101, 103], "no right answer to 3 datagrams")


@pytest.mark.parametrize(
    ("datagram", "peer"), [(b"hello", SERVER), (b"Hello", OTHER), (b"Hello", Peer(SERVER.host, 8))]
)
def test_only_the_answer_of_the_server_counts(datagram: bytes, peer: Peer) -> None:
    client = EchoClientOverUdp(SERVER, b"Hello")
    client.expire(0)
    client.receive(datagram, peer, 0)
    assert not client.closing
    client.receive(b"Hello", SERVER, 0)
    assert client.closing


def test_what_is_discarded_is_sent_once() -> None:
    client = DiscardClientOverUdp(SERVER, b"Hello")
    client.expire(0)
    assert (client.to_send(), client.closing) == ([(b"Hello", SERVER)], True)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("tcp://127.0.0.1:7000", Address("tcp", "127.0.0.1", 7000)),
        ("UDP://h:7000", Address("udp", "h", 7000)),
        ("[::1]:7000", Address("", "::1", 7000)),
        ("h", Address("", "h", 7)),
    ],
)
def test_an_address_is_a_url_or_host_and_port(text: str, address: Address) -> None:
    assert Address.parse(text, 7) == address


@pytest.mark.parametrize("text", ["", "http://h:1", "h:x", "h:0", "h:65536", "::1:7", "tcp://h:7/"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(Malformed):
        Address.parse(text, 7)
