"""Each shell with datagrams over real sockets: whole datagrams, the address that was asked, deadlines, defects."""

from __future__ import annotations

import contextlib
import importlib
import math
import socket
import sys
import threading
from collections.abc import Iterator

import pytest

from reference_impls.sansio import Datagrams, Peer
from reference_impls.shells import Stop
from reference_impls.shells.udp import MANY, bound
from tests.reference.driving import SHELLS

PATIENT = 10.0  # seconds
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell which address was asked")


class Echo(Datagrams):
    """Sends everything back; fails at ``bug``, and later says ``late`` to whoever said ``wait``."""

    def receive(self, datagram: bytes, peer: Peer, now: float) -> None:
        if datagram == b"bug":
            raise RuntimeError("a bug in the core")
        if datagram == b"wait":
            self.waiting, self.deadline = peer, now + 0.01
        else:
            self.send(datagram, peer)

    def expire(self, now: float) -> None:
        assert now >= self.deadline
        self.send(b"late", self.waiting)
        self.deadline = math.inf


@contextlib.contextmanager
def running(shell: str, host: str = "127.0.0.1") -> Iterator[int]:
    """The port of an echo on a shell, in a thread that ends with the block."""
    sock = bound(host, 0)
    stop, port = Stop(), int(sock.getsockname()[1])
    serve = importlib.import_module(f"reference_impls.shells.{shell}").serve
    thread = threading.Thread(target=serve, args=(sock, Echo, stop), daemon=True)
    thread.start()
    try:
        yield port
    finally:
        stop.set()
        thread.join(PATIENT)
        stop.close()
    assert not thread.is_alive()


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@contextlib.contextmanager
def client(family: int = socket.AF_INET) -> Iterator[socket.socket]:
    with socket.socket(family, socket.SOCK_DGRAM) as sock:
        sock.settimeout(PATIENT)
        yield sock


@pytest.mark.parametrize("octets", [b"", b"a", bytes(60_000)], ids=len)
def test_datagrams_come_back_whole(shell: str, octets: bytes) -> None:
    with running(shell) as port, client() as sock:
        sock.sendto(octets, ("127.0.0.1", port))
        assert sock.recvfrom(65535) == (octets, ("127.0.0.1", port))


def test_more_datagrams_than_are_read_at_once_come_back(shell: str) -> None:
    with running(shell) as port, client() as sock:
        for number in range(MANY + 10):
            sock.sendto(b"%d" % number, ("127.0.0.1", port))
        assert {sock.recv(100) for _ in range(MANY + 10)} == {b"%d" % number for number in range(MANY + 10)}


@on_linux
@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "127.9.9.9"])
def test_a_socket_bound_to_all_addresses_answers_from_the_one_asked(shell: str, host: str) -> None:
    with running(shell, "0.0.0.0") as port, client() as sock:
        sock.sendto(b"who?", (host, port))
        assert sock.recvfrom(100) == (b"who?", (host, port))


def test_ipv6_is_served(shell: str) -> None:
    try:
        with running(shell, "::1") as port, client(socket.AF_INET6) as sock:
            sock.sendto(b"six", ("::1", port))
            octets, source = sock.recvfrom(100)
            assert (octets, source[:2]) == (b"six", ("::1", port))
    except OSError as error:
        pytest.skip(f"this machine has no IPv6: {error}")


def test_a_core_is_called_at_its_deadline(shell: str) -> None:
    with running(shell) as port, client() as sock:
        for _ in range(2):  # a new deadline is kept as well
            sock.sendto(b"wait", ("127.0.0.1", port))
            assert sock.recv(100) == b"late"


def test_a_defect_of_the_core_costs_one_datagram(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    with running(shell) as port, client() as sock:
        sock.sendto(b"bug", ("127.0.0.1", port))
        sock.sendto(b"next", ("127.0.0.1", port))
        assert sock.recv(100) == b"next"
    assert "a bug in the core" in capsys.readouterr().err


def test_a_client_that_is_gone_does_not_stop_the_shell(shell: str) -> None:
    with running(shell) as port:
        for _ in range(3):
            with client() as gone:
                gone.sendto(b"wait", ("127.0.0.1", port))
        with client() as sock:
            sock.sendto(b"still there?", ("127.0.0.1", port))
            assert sock.recv(100) == b"still there?"
