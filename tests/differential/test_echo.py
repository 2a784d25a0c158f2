"""The reference clients of the echo, against servers that others have written: what they say comes back."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from reference_impls.sansio import Peer
from reference_impls.services.datagram_clients import EchoClientOverUdp
from reference_impls.services.stream_clients import EchoClientOverTcp
from reference_impls.shells.threads import converse, exchange
from tests.real.running import RunningServer, running
from tests.real.service_servers import SERVICE_SERVERS

TEXTS = (b"Hello", bytes(range(256)))
LONG = bytes(range(256)) * 1000


def names(scheme: str) -> list[str]:
    return [f"socketserver-echo-{scheme}", f"socat-echo-{scheme}"]


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[RunningServer]:
    """The real server of that name."""
    found = SERVICE_SERVERS[request.param]
    if missing := found.missing():
        pytest.skip(missing)
    with running(found) as up:
        yield up


def place(server: RunningServer) -> tuple[str, int]:
    return "127.0.0.1", int(server.url.rpartition(":")[2])


@pytest.mark.parametrize("server", names("tcp"), indirect=True)
def test_a_real_server_sends_back_what_the_client_over_tcp_sends(server: RunningServer) -> None:
    for text in (*TEXTS, LONG):
        client = EchoClientOverTcp(text)
        converse(socket.create_connection(place(server)), client)
        assert (client.answer == text, client.error, client.closing) == (True, "", True)


@pytest.mark.parametrize("server", names("udp"), indirect=True)
def test_a_real_server_sends_back_what_the_client_over_udp_sends(server: RunningServer) -> None:
    for text in TEXTS:
        client = EchoClientOverUdp(Peer(*place(server)), text)
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sock.connect(place(server))
        exchange(sock, client)
        assert (client.answer == text, client.error) == (True, "")
