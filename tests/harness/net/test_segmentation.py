"""Where octets are cut into segments, and what a target gets of them."""

from __future__ import annotations

import socket
import time

import pytest

from conformance.harness.net.segmentation import CUT, Segments, read_segments
from tests.kit.engine import PLAIN
from tests.kit.servers import ANSWER, Server, serving
from tests.kit.streams import stream_to

OCTETS = bytes(range(64)) * 100


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
