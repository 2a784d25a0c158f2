"""What is found out about a target: how many connections it serves, and how many may wait, side by side."""

from __future__ import annotations

import socket
import threading

import pytest

from conformance.harness.targets.measurement import measure, measure_idle_capacity, quick_patience
from tests.kit.engine import late_by, target_at
from tests.kit.servers import Server, obeys, serving


@pytest.mark.parametrize(("workers", "most"), [(1, 1), (4, 4), (0, 64)])
def test_what_a_target_can_serve_is_measured(workers: int, most: int) -> None:
    with serving(obeys, workers=workers) as server:
        target = target_at(server, jobs=0)
        target = measure(target, None).target
    assert target.baseline_error == ""
    assert 1 <= target.jobs <= most
    assert target.server == "scripted"
    assert workers or target.jobs > 1


def test_a_target_that_is_silent_only_once_is_not_silent() -> None:
    heard = threading.Event()

    def converse(sock: socket.socket, server: Server) -> None:
        if not heard.is_set():
            heard.set()
            server.ended.wait(10)
        obeys(sock, server)

    with serving(converse) as server:
        target = measure(target_at(server, patience=0.5), 1).target
    assert target.baseline_error == ""


@pytest.mark.parametrize(
    ("seconds", "quick"),
    [(0.001, 0.25), (0.02, 0.4), (0.05, 1.0), (0.1, 1.0), (0.5, 1.0), (0.6, 1.2), (1.0, 2.0), (1.9, 2.0)],
)
def test_a_first_try_is_given_half_of_the_patience_at_most(seconds: float, quick: float) -> None:
    """More only where the plain request takes so long that most first tries would be in vain."""
    assert quick_patience(2.0, seconds) == pytest.approx(quick)


def test_a_first_try_is_no_longer_than_the_patience() -> None:
    assert quick_patience(0.2, 0.001) == 0.2
    assert quick_patience(0.3, 0.001) == 0.25  # half of it, and a busy machine would seem to be a silent target


def test_where_many_at_once_are_slow_a_first_try_is_still_shorter_than_the_patience() -> None:
    """Or there would be no quick round on a busy machine, and a silent target would cost a patience for each case."""
    processor = threading.Lock()

    def busy(sock: socket.socket, server: Server) -> None:
        sock.recv(1, socket.MSG_PEEK)
        with processor:
            server.ended.wait(0.01)
        obeys(sock, server)

    with serving(busy) as server:
        target = measure(target_at(server, jobs=0, patience=0.7), None).target
    assert target.jobs > 1
    assert target.quick == 0.35


def test_requests_that_have_begun_may_take_all_threads_of_a_pool() -> None:
    """Connections that say nothing take none: beside those, the pool would seem to be without end."""
    pool = threading.BoundedSemaphore(4)

    def pooled(sock: socket.socket, server: Server) -> None:
        sock.recv(1, socket.MSG_PEEK)
        with pool:
            obeys(sock, server)

    with serving(pooled) as server:
        target = target_at(server, jobs=0)
        target = measure(target, None).target
    assert target.baseline_error == ""
    assert target.jobs < 4


def test_to_find_out_how_many_may_wait_takes_a_patience_at_most() -> None:
    """Under load a server with a short queue let the judge wait for a second for each of four thousand connections."""
    with serving(late_by(0.05)) as server:
        held = measure_idle_capacity(target_at(server), 1000)
        accepted = server.accepted
    assert 4 <= held < 200
    assert accepted < 200
