"""Services where nobody is, or that say nothing: one clear line, no traceback, exit status 6."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from conformance.harness.net.transport import free_port
from tests.kit.judging import ROOT
from tests.kit.tree import BOUND, Ran, user_environment

PATIENCE = 0.25


@contextlib.contextmanager
def silent() -> Iterator[int]:
    """A port of which nobody reads the datagrams."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        yield sock.getsockname()[1]


def judged(out: Path, scheme: str, port: int, option: str) -> Ran:
    words = [f"conformance/{scheme}", f"--target={scheme}://127.0.0.1:{port}", f"--patience={PATIENCE}"]
    command = [sys.executable, "-m", "pytest", "-p", "no:anyio", f"--out={out}", *words, *([option] if option else [])]
    environment = user_environment() | {"COLUMNS": "120", "TERM": "dumb"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=BOUND, check=False
    )
    return Ran(done.returncode, done.stdout + done.stderr, out)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[int, Ran]]]:
    """Runs, two at a time: the port and what came of it, by what the port does."""
    nobody, out = free_port(), tmp_path_factory.mktemp("runs")
    with silent() as quiet, ThreadPoolExecutor(2) as pool:
        asked = {
            "refuses datagrams": ("udp", nobody, ""),
            "refuses connections": ("tcp", nobody, ""),
            "refuses discard": ("udp", nobody, "--cap=udp.service=discard"),
            "refuses queries": ("dns", nobody, ""),
            "is silent to queries": ("dns", quiet, ""),
            "is silent": ("udp", quiet, ""),
            "is silent, named": ("udp", quiet, "--cap=udp.service=echo"),
            "discards": ("udp", quiet, "--cap=udp.service=discard"),
        }
        made = {name: (words[1], pool.submit(judged, out / name, *words)) for name, words in asked.items()}
        yield {name: (port, run.result()) for name, (port, run) in made.items()}


COMPLAINTS = {
    "refuses queries": "--target dns://{0}/: nobody receives datagrams at {0} (ICMP: port unreachable)",
    "is silent to queries": "--target dns://{0}/: no answer to 4 queries within 0.5 s",
    "refuses datagrams": "--target udp://{0}: nobody receives datagrams at {0} (ICMP: port unreachable)",
    "refuses connections": "--target tcp://{0}: cannot connect: Connection refused",
    "refuses discard": "--target udp://{0}: nobody receives datagrams at {0} (ICMP: port unreachable)",
    "is silent": "no answer to 4 datagrams within 0.5 s; if silence is right: --cap udp.service=discard",
    "is silent, named": "no answer to 4 datagrams within 0.5 s; if silence is right: --cap udp.service=discard",
}


@pytest.mark.parametrize("what", COMPLAINTS)
def test_the_user_is_told_in_one_line(what: str, runs: dict[str, tuple[int, Ran]]) -> None:
    port, ran = runs[what]
    complaint = COMPLAINTS[what].format(f"127.0.0.1:{port}")
    assert len([line for line in ran.text.splitlines() if complaint in line]) == 1, ran.text
    assert ran.status == 6
    assert "Traceback" not in ran.text
    assert not (ran.out / "results.jsonl").exists()


def test_where_silence_is_right_the_service_is_judged(runs: dict[str, tuple[int, Ran]]) -> None:
    _, ran = runs["discards"]
    assert ran.status == 0, ran.text
    assert {row["verdict"] for row in ran.rows} <= {"conforms", "not-applicable"}
