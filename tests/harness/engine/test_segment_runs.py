"""Cases that are run again with everything they send cut into segments."""

from __future__ import annotations

import socket

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Case
from conformance.harness.case.target import Target
from conformance.harness.engine.segment_runs import Segmented
from conformance.harness.engine.state import RunState
from conformance.http.peer import Http
from tests.kit.engine import case, conduct, plain, target_at
from tests.kit.servers import ANSWER, Server, obeys, serving


def takes_reads(sock: socket.socket, server: Server) -> None:
    """Take what one read returns for a whole request."""
    while octets := sock.recv(65536):
        good = octets.startswith(b"GET ") and octets.endswith(b"\r\n\r\n")
        sock.sendall(ANSWER % (b"200 OK" if good else b"400 Bad Request"))


def segmented(target: Target, *cases: Case) -> Segmented:
    """The peer that runs cases again in segments, after a run of these cases."""
    state = RunState(target)
    conduct(target, cases, state)
    return Segmented(Attempt(target, target.patience, run=state))


@pytest.mark.parametrize("sample", [0, 1, 4])
def test_a_target_that_takes_reads_for_requests_is_found_out(sample: int) -> None:
    with serving(takes_reads) as server:
        target = target_at(server)
        peer = segmented(target, *(case(target, index) for index in range(3)))
        differing = peer.differing(sample)
    assert [text.partition(" with ")[0] for text in differing] == ["the baseline exchange"] * 3
    assert "--segments 1,8: a plain GET / is answered 400" in differing[0]
    assert any(entry.note == "in segments: 1,8" for entry in peer.attempt.transcript.entries)


def test_a_case_that_fails_in_segments_is_named() -> None:
    def on_guard(http: Http) -> None:
        assert not http.stream.segments or http.stream.segments.size != 1

    with serving(obeys) as server:
        target = target_at(server)
        differing = segmented(target, case(target, 0), case(target, 1, on_guard)).differing(0)
    assert [text.partition(":")[0] for text in differing] == ["1 on_guard with --segments 1"]


def test_what_fails_without_segments_too_accuses_nobody() -> None:
    runs = [0]

    def once(http: Http) -> None:
        runs[0] += 1
        assert runs[0] == 1

    with serving(obeys) as server:
        target = target_at(server)
        assert segmented(target, case(target, 0, once)).differing(0) == []


def test_a_property_that_fails_with_the_same_example_without_segments_accuses_nobody() -> None:
    def finds_another_example_in_segments(http: Http, value: str = "good") -> None:
        if http.stream.segments:
            value = "bad"
            http.attempt.drawn["value"] = value
        assert value == "good"

    with serving(obeys) as server:
        target = target_at(server)
        assert segmented(target, case(target, 0, finds_another_example_in_segments)).differing(0) == []


def test_only_what_conformed_aloud_is_run_again() -> None:
    def waits(http: Http) -> None:
        http.receive()

    def fails(http: Http) -> None:
        raise AssertionError

    with serving(obeys) as server:
        target = target_at(server)
        state, lonely = RunState(target), case(target, 3, alone=True)
        conduct(target, [case(target, 0), case(target, 1, waits), case(target, 2, fails), lonely], state)
    assert [case.name for case in state.conformed] == ["0 plain"]
    assert state.conformed[0].function is plain
