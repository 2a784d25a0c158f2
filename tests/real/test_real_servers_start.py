"""Every server starts, serves the small application, and leaves no process and no file."""

from __future__ import annotations

import functools
import socket
import sys
from http.client import HTTPResponse
from pathlib import Path

import pytest

from tests.real.dns_servers import DNS_SERVERS
from tests.real.network import in_own_network
from tests.real.processes import DNS_QUERY, ServerDied, group_members, reserved_port
from tests.real.running import RealServer, RunningServer, running
from tests.real.servers import SERVERS
from tests.real.service_servers import SERVICE_SERVERS
from tests.real.websocket_servers import WEBSOCKET_SERVERS

PATIENCE = 10.0
ALL_OCTETS = bytes(range(256))
IDLE = RealServer("idle", ("{python}", "{apps}/app_socketserver.py", "{port}"), {})

HANDSHAKE = (  # RFC 6455 §1.3
    b"GET %b HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
ACCEPT = b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="

all_servers = pytest.mark.parametrize("server", SERVERS.values(), ids=SERVERS)


def exchange(server: RunningServer, method: str, path: str, content: bytes = b"", *lines: str) -> tuple[int, bytes]:
    """Send one request over a raw socket; return status and content of the answer."""
    host, port = server.url.removeprefix("http://").split(":")
    fields = [f"Host: {host}:{port}", "Connection: close", *([f"Content-Length: {len(content)}"] if content else [])]
    head = "\r\n".join([f"{method} {path} HTTP/1.1", *fields, *lines, "", ""])
    with socket.create_connection((host, int(port)), PATIENCE) as connection:
        connection.sendall(head.encode() + content)
        with HTTPResponse(connection, method=method) as answer:
            answer.begin()
            return answer.status, answer.read()


def assert_serves_the_application(server: RunningServer, profile: dict[str, str]) -> None:
    """Check every capability that a profile claims."""
    index = server.site.content("index.html") if server.site else b"hello\n"
    status, content = exchange(server, "GET", "/")
    assert status == 200
    assert content in (b"hello\n", index)
    if server.site:
        assert exchange(server, "GET", "/file.txt") == (200, server.site.content("file.txt"))
    assert exchange(server, "HEAD", "/") == (200, b"")
    assert exchange(server, "GET", "/missing")[0] == 404
    if "echo" in profile:
        assert exchange(server, "POST", profile["echo"], ALL_OCTETS) == (200, ALL_OCTETS)
    if "echo_headers" in profile:
        status, lines = exchange(server, "GET", profile["echo_headers"], b"", "X-A: sent by the test")
        assert (status, b"x-a: sent by the test" in lines.lower().splitlines()) == (200, True)
    if "put" in profile:
        new = profile["put"] + "new.txt"
        assert exchange(server, "PUT", new, ALL_OCTETS)[0] == 201
        assert exchange(server, "GET", new) == (200, ALL_OCTETS)
        assert exchange(server, "DELETE", new)[0] == 204


@all_servers
def test_it_serves_the_application_and_leaves_nothing_behind(server: RealServer) -> None:
    if missing := server.missing():
        pytest.skip(missing)
    with running(server) as up:
        assert group_members(up.pid)
        assert_serves_the_application(up, dict(server.profile))
    assert not group_members(up.pid)
    assert not up.log.parent.exists()


@pytest.mark.parametrize("server", WEBSOCKET_SERVERS.values(), ids=WEBSOCKET_SERVERS)
def test_it_takes_a_handshake_and_echoes_if_it_says_so(server: RealServer) -> None:
    if missing := server.missing():
        pytest.skip(missing)
    with running(server) as up:
        port = int(up.url.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection, connection.makefile("rb") as answer:
            connection.sendall(HANDSHAKE % (server.profile.get("ws.path", "/").encode(), port))
            head = b"".join(iter(answer.readline, b"\r\n"))
            assert ACCEPT in head, head
            if "ws.echo" not in server.profile:
                return
            connection.sendall(bytes.fromhex("818537fa213d7f9f4d5158"))  # RFC 6455 §5.7: Hello, masked
            assert answer.read(7) == b"\x81\x05Hello"


def start(server: RealServer) -> None:
    """Start a server of a service, send it a text, and stop it."""
    with running(server) as up:
        host, _, port = up.url.partition("://")[2].rpartition(":")
        kind = socket.SOCK_DGRAM if server.scheme == "udp" else socket.SOCK_STREAM
        with socket.socket(socket.AF_INET, kind) as sock:
            sock.settimeout(PATIENCE)
            sock.connect((host, int(port)))
            sock.send(b"Hello")
            service = server.profile[f"{server.scheme}.service"]
            if service != "discard":
                octets = sock.recv(4096)
                assert (octets == b"Hello") == (service == "echo"), octets
    assert not group_members(up.pid)


@pytest.mark.thorough
@pytest.mark.parametrize("server", SERVICE_SERVERS.values(), ids=SERVICE_SERVERS)
def test_it_offers_the_service_that_it_is_said_to_offer(server: RealServer) -> None:
    if missing := server.missing():
        pytest.skip(missing)
    alone = functools.partial(start, server)
    in_own_network(alone) if server.own_port else alone()


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name == "nsd" else pytest.mark.thorough) for name in DNS_SERVERS]
)
def test_it_answers_a_query_for_an_address(name: str) -> None:
    server = DNS_SERVERS[name]
    if missing := server.missing():
        pytest.skip(missing)
    with running(server) as up, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(PATIENCE)
        sock.connect(("127.0.0.1", int(up.url.rpartition(":")[2])))
        sock.send(DNS_QUERY)
        reply = sock.recv(4096)
    assert reply[:2] == DNS_QUERY[:2]
    assert socket.inet_aton("192.0.2.80") in reply
    assert not group_members(up.pid)


@pytest.mark.parametrize("error", [AssertionError, KeyboardInterrupt])
def test_it_is_stopped_also_when_the_block_fails(error: type[BaseException]) -> None:
    with pytest.raises(error), running(IDLE) as up:
        raise error
    assert not group_members(up.pid)
    assert not up.log.parent.exists()


def test_a_server_that_ends_is_reported_with_its_output() -> None:
    dying = RealServer("dying", ("{python}", "-c", "raise SystemExit('no licence')"), {})
    with pytest.raises(ServerDied, match="no licence"), running(dying):
        pass


def test_a_child_that_ignores_the_request_to_end_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "stubborn.py"
    script.write_text(
        "import os, signal, socket, sys\n"
        "listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))\n"
        "if os.fork() == 0:\n"
        "    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "    while True:\n"
        "        signal.pause()\n"
        "signal.pause()\n",
        encoding="utf-8",
    )
    with running(RealServer("stubborn", (sys.executable, str(script), "{port}"), {})) as up:
        pass
    assert not group_members(up.pid)


def test_a_reserved_port_goes_to_the_one_who_names_it() -> None:
    with reserved_port() as port:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), PATIENCE)
        with socket.create_server(("127.0.0.1", port)) as listener:
            assert listener.getsockname()[1] == port


def test_a_server_that_is_not_installed_says_so() -> None:
    absent = RealServer("absent", ("{program}",), {}, programs=("no-such-program",))
    assert not absent.available()
    assert absent.missing() == "absent: no program no-such-program on PATH"
    lacking = RealServer("lacking", ("{python}",), {}, distributions=("no-such-distribution",))
    assert lacking.missing() == "lacking: not installed in this Python: no-such-distribution"
