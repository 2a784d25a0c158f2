"""Peers that cut what they send, and know what was read of it; targets that read slowly; what a target holds."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import socket
import time

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Case
from conformance.harness.case.target import Target
from conformance.harness.engine.segment_runs import Segmented
from conformance.harness.engine.state import RunState
from conformance.harness.net.incoming import RECEIVE, SILENCE
from conformance.harness.net.peer_receive_queue import PeerReceiveQueue
from conformance.harness.net.segmentation import CUT, Segments, read_segments
from conformance.harness.net.stream import Stream
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.url import Url
from conformance.harness.net.waiting import READ
from conformance.harness.targets.resources import Resources, footprint
from conformance.http.peer import Http
from conformance.model import Inconclusive, NotApplicable
from tests.kit.engine import PLAIN, case, conduct, plain, target_at
from tests.kit.servers import ANSWER, Server, listens_only, obeys, serving

OCTETS = bytes(range(64)) * 100


def stream_to(server: Server, patience: float = 1.0, window: int = 0) -> Stream:
    return Stream(Url("http", "127.0.0.1", server.port), Transcript(), patience, 1, None, window)


@pytest.mark.parametrize(("size", "first"), [(1, 1), (8, 3), (8, 8), (CUT, 1), (7, 1)])
@pytest.mark.parametrize("sent", [0, 1, 5, CUT - 3, CUT + 1])
def test_what_is_cut_is_whole_and_cut_where_it_should_be(size: int, first: int, sent: int) -> None:
    parts = list(Segments(size, first).cut(OCTETS, sent))
    ends = {sent + sum(map(len, parts[: count + 1])) for count in range(len(parts) - 1)}
    assert b"".join(parts) == OCTETS
    assert {at for at in range(sent + 1, CUT) if at >= first and (at - first) % size == 0} <= ends
    assert len(ends) <= 1 + (CUT - min(sent, CUT)) // size + 1


def test_eight_runs_cut_everywhere() -> None:
    cuts = set[int]()
    for first in range(1, 9):
        parts = [len(part) for part in Segments(8, first).cut(bytes(200), 0)]
        cuts |= {sum(parts[:count]) for count in range(1, len(parts))}
    assert cuts == set(range(1, 200))


@pytest.mark.parametrize("text", ["1", "8", "3,8", str(CUT)])
def test_segments_are_written_as_they_are_read(text: str) -> None:
    assert str(read_segments(text)) == text


@pytest.mark.parametrize("text", ["", "0", "-1", "x", "1,", ",1", "1,2,3", "1.5", str(CUT + 1), "9" * 50, "\u0663"])
def test_bad_segments_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="numbers of octets from 1"):
        read_segments(text)


@pytest.mark.parametrize("segments", [Segments(1, 1), Segments(8, 3)])
def test_each_read_of_the_target_gets_one_segment(segments: Segments, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "conformance.harness.net.outgoing.MOMENT", 10.0
    )  # this target reads, however busy the machine is
    reads = list[bytes]()

    def keeps(sock: socket.socket, server: Server) -> None:
        while octets := sock.recv(65536):
            reads.append(octets)

    with serving(keeps) as server:
        stream = stream_to(server)
        stream.segments = segments
        stream.send(OCTETS[:50])
        stream.close()
    assert reads == list(segments.cut(OCTETS[:50], 0))


def test_a_target_that_does_not_read_gets_one_moment() -> None:
    with serving(lambda sock, server: server.ended.wait(10) and None) as server:
        stream = stream_to(server)
        stream.segments, began = Segments(1, 1), time.monotonic()
        stream.send(OCTETS[:500])
        assert time.monotonic() - began < 1
        stream.close()


def test_an_answer_ends_what_is_sent_in_segments() -> None:
    def refuses(sock: socket.socket, server: Server) -> None:
        sock.recv(3)
        sock.sendall(ANSWER % b"400 Bad")

    with serving(refuses) as server:
        stream = stream_to(server)
        stream.segments = Segments(3, 3)
        stream.send(PLAIN)
        heard = stream.receive(time.monotonic() + 1)
        stream.close()
    assert isinstance(heard, bytes)
    assert heard.startswith(b"HTTP/1.1 400 Bad")


def test_what_a_target_has_not_read_is_known() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()) as ours:
        unread, (theirs, _) = PeerReceiveQueue(ours), listener.accept()
        if unread.octets() is None:
            pytest.skip("this kernel does not tell")
        ours.sendall(b"hello")
        counts = [unread.octets(), len(theirs.recv(2)), unread.octets(), len(theirs.recv(9)), unread.octets()]
        theirs.close()
        unread.close()
    assert counts == [5, 2, 3, 3, 0]


def test_of_a_connection_that_has_ended_nothing_is_known() -> None:
    ours = socket.socket()
    unread = PeerReceiveQueue(ours)
    assert unread.octets() is None
    unread.close()
    ours.close()


def sips(sock: socket.socket, server: Server) -> None:
    """Read one octet at a time, and slowly."""
    while sock.recv(1) and not server.ended.wait(0.001):
        continue


@pytest.mark.parametrize("converse", [sips, lambda sock, server: server.ended.wait(20) and None], ids=["sips", "deaf"])
def test_a_target_that_reads_too_slowly_is_given_up(converse: object) -> None:
    with serving(converse) as server:  # type: ignore[arg-type]
        stream, began = stream_to(server, patience=0.05), time.monotonic()
        stream.send(bytes(1 << 24))
        assert time.monotonic() - began < 0.05 * (1 + (1 << 24) / (256 * 1024)) + 1
        stream.close()
    assert "the target stopped reading, or reads too slowly" in [entry.note for entry in stream.transcript.entries]


def test_of_a_target_that_only_talks_no_more_is_read_than_can_be_held(monkeypatch: pytest.MonkeyPatch) -> None:
    def talks(sock: socket.socket, server: Server) -> None:
        with contextlib.suppress(OSError):  # the judge has hung up
            while True:
                sock.sendall(bytes(RECEIVE))

    monkeypatch.setattr("conformance.harness.net.incoming.AHEAD", 4 * RECEIVE)
    with serving(talks) as server:
        stream = stream_to(server, patience=0.1)
        stream.send(bytes(1 << 24))
        stream.close()
    assert 4 * RECEIVE <= len(stream.incoming.pending) < 5 * RECEIVE
    assert "the target stopped reading, or reads too slowly" in [entry.note for entry in stream.transcript.entries]


def test_octets_that_were_promised_and_are_not_there_are_no_reset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conformance.harness.net.incoming.wait_for", lambda *_: READ)
    with serving(listens_only) as server:
        stream = stream_to(server)
        assert stream.receive(time.monotonic() + 0.01) == SILENCE
        stream.close()


def test_a_narrow_window_takes_little_at_a_time() -> None:
    def pours(sock: socket.socket, server: Server) -> None:
        sock.settimeout(0.2)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        with contextlib.suppress(TimeoutError):
            while True:
                sent[0] += sock.send(bytes(65536))

    sent = [0]
    with serving(pours) as server:
        stream = stream_to(server, window=4096)
        server.ended.wait(0.5)
        stream.close()
    assert 0 < sent[0] < 100_000


# cases that are run again


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


# what a target holds


def test_a_footprint_is_what_a_process_holds() -> None:
    before = footprint(os.getpid())
    files, memory = [os.dup(0) for _ in range(50)], bytearray(b"x") * (32 << 20)
    grown = footprint(os.getpid()) - before
    for file in files:
        os.close(file)
    assert 50 <= grown.descriptors < 100
    assert len(memory) <= grown.memory + (4 << 20) < 2 * len(memory)


def test_what_was_not_launched_cannot_be_looked_at() -> None:
    with serving(obeys) as server, pytest.raises(NotApplicable, match="--launch CMD"):
        Resources(Attempt(target_at(server), 1.0))


def test_a_silent_target_is_not_loaded() -> None:
    def load(attempt: Attempt) -> None:
        Http(attempt).answer(PLAIN)

    with serving(listens_only) as server:
        target = dataclasses.replace(target_at(server, patience=0.1), pid=os.getpid)
        with pytest.raises(Inconclusive, match="cannot be loaded"):
            Resources(Attempt(target, 0.1)).load(load, 100)
        assert server.accepted == 1


def test_over_tls_nothing_is_half_closed_or_urgent() -> None:
    """Python's ssl module would hand out TLS records as if they were the answer."""
    with serving(obeys) as server, contextlib.closing(stream_to(server)) as stream:
        stream.tls = True
        for does in (stream.half_close, lambda: stream.send_urgent(b"!")):
            with pytest.raises(NotApplicable, match="over TLS"):
                does()
