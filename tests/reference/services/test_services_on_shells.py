"""The small services on each shell, over sockets: both transports, on one port too, and turns between connections."""

from __future__ import annotations

import contextlib
import functools
import importlib
import random
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from reference_impls.commands.listening import bound_together
from reference_impls.sansio import Connection, Peer, Wait
from reference_impls.services import CLIENTS_OVER_TCP, CLIENTS_OVER_UDP, OVER_TCP, OVER_UDP
from reference_impls.services.service import Site
from reference_impls.shells.threads import converse, exchange
from tests.reference.driving import NOW, SHELLS, connect, running

COMMAND = [sys.executable, "-m", "reference_impls"]
PATIENCE = 10

on_each_shell = pytest.mark.parametrize("shell", SHELLS)


@contextlib.contextmanager
def serving(shell: str, service: str) -> Iterator[int]:
    """A service over both transports, on one port."""
    site = Site(random.Random(0).randbytes)
    stream, datagrams = bound_together("127.0.0.1", 0, ["tcp", "udp"])
    over_tcp = functools.partial(OVER_TCP[service], site, lambda: NOW)
    over_udp = functools.partial(OVER_UDP[service], site, lambda: NOW)
    with running(shell, over_tcp, stream) as port, running(shell, over_udp, datagrams):
        yield port


def asked_over_tcp(service: str, port: int) -> tuple[bytes, str]:
    core = CLIENTS_OVER_TCP[service](b"Hello")
    converse(connect(port), core)
    return core.answer, core.error


def asked_over_udp(service: str, port: int) -> tuple[bytes, str]:
    core = CLIENTS_OVER_UDP[service](Peer("127.0.0.1", port), b"Hello")
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.connect(("127.0.0.1", port))
    exchange(sock, core)
    return core.answer, core.error


@on_each_shell
@pytest.mark.parametrize("service", OVER_TCP)
def test_a_client_is_served_over_both_transports_on_one_port(shell: str, service: str) -> None:
    with serving(shell, service) as port:
        over_tcp, over_udp = asked_over_tcp(service, port), asked_over_udp(service, port)
    assert (over_tcp[1], over_udp[1]) == ("", "")
    if service == "chargen":  # of a random length over UDP
        assert len(over_tcp[0]) == 740
    else:
        assert over_tcp[0] == over_udp[0]


class Endless(Connection):
    """Sends octet by octet, so that whoever reads them is faster."""

    def run(self) -> Wait:
        yield

    def to_send(self) -> bytes:
        return b"x"


def read_away(sock: socket.socket) -> threading.Thread:
    """Read in the background whatever arrives."""
    thread = threading.Thread(target=functools.partial(_read_away, sock), daemon=True)
    thread.start()
    return thread


def _read_away(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while sock.recv(65536):
            pass


@on_each_shell
def test_a_connection_that_sends_without_end_lets_others_have_their_turn(
    shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shell != "threads":
        monkeypatch.setattr(importlib.import_module(f"reference_impls.shells.{shell}"), "TURN", 100)
    with running(shell, Endless) as port, connect(port) as first:
        thread = read_away(first)
        with connect(port) as second:
            assert second.recv(1) == b"x"
        first.shutdown(socket.SHUT_RDWR)
        thread.join(PATIENCE)
    assert not thread.is_alive()


@on_each_shell
def test_chargen_throws_away_what_arrives_while_it_sends(shell: str) -> None:
    """Much more than the buffers of the systems hold; its end ends the characters too."""
    with serving(shell, "chargen") as port, connect(port) as sock:
        thread = read_away(sock)
        sock.sendall(bytes(16 * 1024 * 1024))
        sock.shutdown(socket.SHUT_WR)
        thread.join(PATIENCE)
        assert not thread.is_alive()


@on_each_shell
def test_an_echo_of_which_nothing_is_read_stops_reading(shell: str) -> None:
    """Else its memory would grow with every octet."""
    with serving(shell, "echo") as port, connect(port) as sock:
        sock.settimeout(0.2)
        with pytest.raises(TimeoutError):
            sock.sendall(bytes(64 * 1024 * 1024))


@on_each_shell
def test_the_command_serves_both_transports_and_ends_without_a_word(shell: str) -> None:
    words = [*COMMAND, "echo", "--transport", "both", "--shell", shell]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        urls = [process.stdout.readline().strip() for _ in range(2)]
        port = int(urls[0].rpartition(":")[2])
        assert urls == [f"tcp://127.0.0.1:{port}", f"udp://127.0.0.1:{port}"]
        assert (asked_over_tcp("echo", port), asked_over_udp("echo", port)) == ((b"Hello", ""), (b"Hello", ""))
        process.send_signal(signal.SIGTERM)
        assert (*process.communicate(timeout=PATIENCE), process.returncode) == ("", "", 0)
    finally:
        process.kill()
        process.communicate()


def run(*words: str) -> tuple[int, str, str]:
    done = subprocess.run([*COMMAND, *words], capture_output=True, text=True, timeout=30, check=False)
    return done.returncode, done.stdout, done.stderr


def test_the_commands_of_clients() -> None:
    with serving("threads", "time") as port, serving("threads", "echo") as echo:
        assert run("time-client", f"udp://127.0.0.1:{port}") == (0, "2025-06-15 15:06:40 UTC\n", "")
        assert run("time-client", f"127.0.0.1:{port}") == (0, "2025-06-15 15:06:40 UTC\n", "")
        assert run("echo-client", f"127.0.0.1:{echo}", "--transport", "udp", "--text", "a b") == (0, "a b\n", "")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["udp://127.0.0.1:1"], "Connection refused"),
        (["tcp://127.0.0.1:1"], "Connection refused"),
        (["http://127.0.0.1:1"], "not tcp://host:port, udp://host:port or host:port"),
        (["udp://127.0.0.1:1", "--transport", "tcp"], "--transport tcp does not fit udp://127.0.0.1:1"),
    ],
)
def test_a_client_complains_in_one_line(words: list[str], complaint: str) -> None:
    status, said, error = run("echo-client", *words)
    assert (status, said, error.count("\n")) == (1, "", 1)
    assert complaint in error
