"""What the harness knows of how a target is reached; and that nothing else in the judge asks for the time or waits."""

from __future__ import annotations

import ast
import socket
import threading
from functools import partial
from pathlib import Path

import pytest

from conformance.harness.net import listening
from conformance.harness.net.clock import SYSTEM_CLOCK
from conformance.harness.net.transport import DATAGRAMS, STREAMS, free_port
from conformance.harness.net.url import Url
from tests.kit.servers import obeys, serving
from tests.kit.tree import ROOT

CLOCK = ROOT / "conformance" / "harness" / "net" / "clock.py"
MODULES = sorted((ROOT / "conformance").rglob("*.py"))


def test_a_socket_connected_to_itself_is_no_server() -> None:
    with serving(obeys) as server:
        assert STREAMS.is_listening("127.0.0.1", server.port)
    assert not STREAMS.is_listening("127.0.0.1", free_port())


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="the system does not show its sockets")
@pytest.mark.parametrize("bound", ["127.0.0.1", "0.0.0.0", "::ffff:127.0.0.1"])
def test_a_target_is_not_connected_to_only_to_see_whether_it_listens(bound: str) -> None:
    """A student's server may end when a client connects and goes away."""
    with socket.socket(socket.AF_INET6 if ":" in bound else socket.AF_INET) as listener:
        listener.bind((bound, 0))
        listener.listen()
        listener.setblocking(False)
        assert STREAMS.is_listening("127.0.0.1", listener.getsockname()[1])
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_where_the_system_does_not_show_its_sockets_a_connection_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "NET", Path("/nonexistent"))
    test_a_socket_connected_to_itself_is_no_server()


def test_a_port_that_a_process_has_for_udp_is_not_free(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", free_port()))  # not any that is free for UDP: a TCP connection may have its number
        first = [taken.getsockname()[1]]

        class OffersTheTakenPortFirst(socket.socket):
            def bind(self, address: tuple[str, int]) -> None:  # type: ignore[override]
                offer = self.type == socket.SOCK_STREAM and first
                super().bind((address[0], first.pop()) if offer else address)

        monkeypatch.setattr(socket, "socket", OffersTheTakenPortFirst)
        assert free_port() != taken.getsockname()[1]
        assert not first


def test_where_nothing_listens_cannot_be_reached() -> None:
    with pytest.raises(OSError, match="refused"):
        STREAMS.reach(Url("http", "127.0.0.1", free_port()), 1.0)


def test_tasks_run_side_by_side_and_give_their_results_in_order() -> None:
    met = threading.Barrier(3)

    def task(number: int) -> int:
        met.wait(10)
        return number

    assert SYSTEM_CLOCK.side_by_side([partial(task, number) for number in range(3)], 8) == [0, 1, 2]


@pytest.mark.parametrize("tasks", [[], [lambda: 1]])
def test_there_may_be_few_tasks(tasks: list[object]) -> None:
    assert len(SYSTEM_CLOCK.side_by_side(tasks, 0)) == len(tasks)  # type: ignore[arg-type]


@pytest.mark.parametrize("source", ["import time", "from time import sleep", "import datetime, time as t"])
def test_who_asks_for_the_time_is_found(source: str) -> None:
    assert imports_time(source)


def test_only_the_clock_asks_for_the_time_or_sleeps() -> None:
    assert [str(file) for file in MODULES if file != CLOCK and imports_time(file.read_text("utf-8"))] == []
    assert imports_time(CLOCK.read_text("utf-8"))


def imports_time(source: str) -> bool:
    """Whether a module imports ``time``, without which it can neither ask for the time nor sleep."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import) and any(alias.name == "time" for alias in node.names):
            return True
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            return True
    return False


def test_protocols_and_their_cases_start_no_threads() -> None:
    packages = [file for file in MODULES if file.relative_to(ROOT).parts[1] not in ("harness", "report")]
    starting = [file for file in packages if b"threading" in file.read_bytes() or b"futures" in file.read_bytes()]
    assert starting == []


@pytest.mark.parametrize("bound", ["127.0.0.1", "0.0.0.0"])
def test_a_port_for_datagrams_is_seen_with_and_without_tables(
    bound: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.bind((bound, 0))
        port = sock.getsockname()[1]
        assert DATAGRAMS.is_listening("127.0.0.1", port)
        monkeypatch.setattr(listening, "NET", tmp_path)  # as on systems that do not show their sockets
        assert DATAGRAMS.is_listening("127.0.0.1", port)
    assert not DATAGRAMS.is_listening("127.0.0.1", port)


def test_a_port_for_streams_is_none_for_datagrams() -> None:
    with serving(obeys) as server:
        assert not DATAGRAMS.is_listening("127.0.0.1", server.port)


def test_whether_anybody_receives_datagrams_shows_only_when_asked() -> None:
    assert not DATAGRAMS.reach(Url("udp", "127.0.0.1", 7), 1.0)
    with pytest.raises(OSError, match=r".+"):
        DATAGRAMS.reach(Url("udp", "host.invalid", 7), 1.0)
