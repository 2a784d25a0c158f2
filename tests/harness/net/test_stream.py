"""A stream to targets that read slowly, or only talk; what a stream cannot do over TLS."""

from __future__ import annotations

import contextlib
import socket
import time

import pytest

from conformance.harness.net import outgoing
from conformance.harness.net.bounds import RECEIVE
from conformance.harness.net.stream import FIN, RST, SILENCE
from conformance.harness.net.waiting import READ, WRITE
from conformance.model import NotApplicable
from tests.kit.servers import Server, listens_only, obeys, serving
from tests.kit.streams import stream_to


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


def echoes(sock: socket.socket, server: Server) -> None:
    """Send everything back, and read nothing while the client leaves that unread."""
    while octets := sock.recv(RECEIVE):
        sock.sendall(octets)


def test_octets_are_offered_until_the_target_takes_no_more() -> None:
    with serving(echoes) as server:
        stream, octets = stream_to(server), bytes(64 << 20)
        taken = stream.offer(octets, 0.05)
        assert 0 < taken < len(octets)
        left = taken
        while left > 0:
            left -= len(stream.receive(time.monotonic() + 5))
        assert left == 0
        stream.close()


def test_octets_are_not_offered_to_a_target_that_has_gone() -> None:
    with serving(lambda sock, server: None) as server:
        stream = stream_to(server)
        while not stream.let_read():
            continue
        assert stream.offer(bytes(64 << 20), 0.05) < 64 << 20
        stream.close()


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


@pytest.mark.parametrize(("ready", "told"), [(WRITE, RST), (READ | WRITE, FIN)])
def test_a_reset_that_the_sender_hears_of_first_is_no_fin(
    monkeypatch: pytest.MonkeyPatch, ready: int, told: str
) -> None:
    """Linux reports a reset once, to the sender here; a read that follows returns nothing, as after FIN.

    Where something could be read before, it may have been a FIN, and the read tells it.
    """

    def reset(octets: memoryview) -> int:
        raise ConnectionResetError

    with serving(lambda sock, server: None) as server:
        stream = stream_to(server)
        monkeypatch.setattr(outgoing, "wait_for", lambda *_: ready)
        monkeypatch.setattr(stream.outgoing, "_taken", reset)
        monkeypatch.setattr(stream.incoming, "read_ahead", lambda: False)
        stream.send(bytes(2 * RECEIVE))
        monkeypatch.undo()
        assert stream.receive(time.monotonic() + 5) == told
        stream.close()


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


def test_over_tls_nothing_is_half_closed_or_urgent() -> None:
    """Python's ssl module would hand out TLS records as if they were the answer."""
    with serving(obeys) as server, contextlib.closing(stream_to(server)) as stream:
        stream.tls = True
        for does in (stream.half_close, lambda: stream.send_urgent(b"!")):
            with pytest.raises(NotApplicable, match="over TLS"):
                does()
