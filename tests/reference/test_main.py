"""The commands, as subprocesses."""

from __future__ import annotations

import contextlib
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reference_impls.sansio import Connection, Wait
from tests.reference.driving import SHELLS, connect, read_all, running

COMMAND = [sys.executable, "-m", "reference_impls"]


@contextlib.contextmanager
def launched(*words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen([*COMMAND, "http", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        yield process, process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


def fetch(url: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, "http-client", url], capture_output=True, text=True, timeout=10, check=False)


@pytest.mark.parametrize("shell", SHELLS)
def test_it_says_where_it_listens_and_ends_without_a_word(shell: str) -> None:
    with launched("--shell", shell) as (process, line):
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\n", line)
        assert found
        with connect(int(found[1])) as sock:
            sock.sendall(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            assert sock.recv(9) == b"HTTP/1.1 "
            process.send_signal(signal.SIGINT if shell == "loop" else signal.SIGTERM)
            assert process.communicate(timeout=10) == ("", "")
            assert process.returncode == 0


def test_the_client_prints_the_content_of_a_file_under_root(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("from a file\n")
    with launched("--root", str(tmp_path)) as (_, line):
        url = line.strip()
        answer = fetch(url + "a.txt")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "from a file\n", "")


@pytest.mark.parametrize("url", ["gopher://h/", "http://127.0.0.1:1/"])
def test_the_client_complains_in_one_line(url: str) -> None:
    answer = fetch(url)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.count("\n") == 1


class Truncating(Connection):
    """A server that promises more than it sends."""

    def run(self) -> Wait:
        yield from self.read_until(b"\r\n\r\n", 1000)
        self.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell")


def test_the_client_does_not_take_a_part_for_the_whole() -> None:
    with running("threads", Truncating) as port:
        answer = fetch(f"http://127.0.0.1:{port}/")
    assert (answer.returncode, answer.stdout, answer.stderr) == (1, "", "reference_impls: incomplete response\n")


def test_a_date_is_read_from_the_clock() -> None:
    with launched() as (_, line), connect(int(line.rsplit(":")[-1].strip("/\n"))) as sock:
        sock.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert re.search(rb"\r\nDate: \w{3}, \d\d \w{3} 20\d\d \d\d:\d\d:\d\d GMT\r\n", read_all(sock))


def test_a_signal_is_seen_by_whoever_waits_even_if_no_handler_runs() -> None:
    """It may come right before the system call that waits: the interpreter would run a handler after that call."""
    ask = "stop = Stop(); stop.upon(15); os.kill(os.getpid(), 15); print(bool(select.select([stop], [], [], 0)[0]))"
    program = f"import os, select; from reference_impls.shells import Stop; {ask}"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)
    assert (ran.stdout, ran.stderr) == ("True\n", "")
