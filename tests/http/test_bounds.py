"""What of an HTTP server never ends is read up to a bound, and accuses the server of nothing that it does not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.http.bounds import FIELDS
from conformance.http.reader import ResponseReader
from conformance.model import Endless
from tests.endless.http import ENDLESS, Content, InterimResponses
from tests.endless.judging import MEGABYTES, cost_of_judging, require_true_accusations, rows_of_each_kind
from tests.endless.senders import EndlessServer
from tests.kit.judging import cases_for

ONE_IN = 24  # requirements, by a row of which a server is judged
ONE_OF_EACH = pytest.mark.parametrize("server", ENDLESS, ids=lambda server: server.name)
IN_PROCESS = [server for server in ENDLESS if server.in_process]
EACH_IN_PROCESS = pytest.mark.parametrize("server", IN_PROCESS, ids=lambda server: server.name)
ENDED = (0, 1)  # exit status of a run that judged its target, and of nothing else


@EACH_IN_PROCESS
def test_what_never_ends_is_accused_of_what_it_does_alone(server: type[EndlessServer]) -> None:
    rows = rows_of_each_kind(server, ENDLESS.index(server), ONE_IN)
    require_true_accusations(server, rows)


@pytest.mark.thorough
@EACH_IN_PROCESS
def test_every_row_accuses_it_of_what_it_does_alone(server: type[EndlessServer]) -> None:
    require_true_accusations(server, [case for case in cases_for("http") if not case.sockets])


@pytest.mark.parametrize("server", [Content, InterimResponses], ids=lambda server: server.name)
def test_the_judge_takes_little_memory(server: type[EndlessServer], tmp_path: Path) -> None:
    cost = cost_of_judging(server, "conformance/http/rfc9112/test_09_3_persistence.py", tmp_path / "out")
    assert cost.status in ENDED, cost.text
    assert cost.megabytes < MEGABYTES


@pytest.mark.thorough
@ONE_OF_EACH
def test_a_whole_run_takes_little_memory(server: type[EndlessServer], tmp_path: Path) -> None:
    cost = cost_of_judging(server, "conformance/http", tmp_path / "out")
    assert cost.status in ENDED, cost.text
    assert cost.megabytes < MEGABYTES


HEAD = b"HTTP/1.1 200 OK\r\n"


def read(octets: bytes) -> None:
    reader = ResponseReader()
    reader.feed(octets)
    reader.next(b"GET / HTTP/1.1")


def test_a_head_may_have_many_field_lines_but_not_more() -> None:
    read(HEAD + b"X: y\r\n" * FIELDS + b"\r\n")
    with pytest.raises(Endless, match=f"more than {FIELDS} field lines"):
        read(HEAD + b"X: y\r\n" * (FIELDS + 1) + b"\r\n")


def test_a_value_of_very_many_spaces_takes_no_time() -> None:
    """A regular expression that looks for a fold after each of them would take minutes."""
    reader = ResponseReader()
    reader.feed(HEAD + b"X: a" + b" " * 200_000 + b"b\r\nY: c\r\n  d \r\n\t e\r\nContent-Length: 0\r\n\r\n")
    response = reader.next(b"GET / HTTP/1.1")
    assert response
    assert len(response.values("X")[0]) == 200_002
    assert response.values("Y") == [b"c d e"]


def test_a_fault_that_comes_again_and_again_is_kept_once() -> None:
    reader = ResponseReader()
    reader.feed(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1 \nc\n" * 100 + b"0\r\n\r\n")
    response = reader.next(b"GET / HTTP/1.1")
    assert response
    assert [fault.partition(":")[0] for fault in response.faults] == ["chunk-line-end", "chunk-size"]
