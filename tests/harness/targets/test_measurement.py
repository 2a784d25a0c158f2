"""What is found out about a target: how many connections it serves, and how many may wait, side by side."""

from __future__ import annotations

import socket
import threading

import pytest

from conformance.harness.targets.measurement import measure, measure_idle_capacity
from tests.kit.engine import target_at
from tests.kit.servers import Server, late_by, obeys, serving


@pytest.mark.parametrize(("workers", "most"), [(1, 1), (4, 4), (0, 64)])
def test_what_a_target_can_serve_is_measured(workers: int, most: int) -> None:
    with serving(obeys, workers=workers) as server:
        target = target_at(server, jobs=0)
        target = measure(target, None).target
    assert target.baseline_error == ""
    assert 1 <= target.jobs <= most
    assert target.server == "scripted"
    assert workers or target.jobs > 1


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
