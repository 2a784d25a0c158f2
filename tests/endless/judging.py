"""Judges servers whose answers never end: what are they accused of, and what does judging them cost?"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from conformance.harness.case.case import Case, Outcome
from conformance.model import Endless
from tests.endless.senders import EndlessServer
from tests.kit.hunt import BAD
from tests.kit.judging import cases_for, judge_in_process, one_of_each, share
from tests.kit.tree import ROOT
from tests.liars import liar_core, lying
from tests.liars.liar import AnyLiar

MEGABYTES = 400  # of memory that a run may have resident
PATIENCE = "1"  # seconds
SECONDS = 1800.0  # a run that takes longer hangs
LOOK = 0.05  # seconds between two looks at the memory of a run


def rows_of_each_kind(server: type[EndlessServer], number: int, one_in: int) -> list[Case]:
    """A row of one requirement in ``one_in``; ``number`` tells which. Rows that need sockets are left out."""
    rows = [case for case in cases_for(server.protocol) if not case.sockets]
    return share(one_of_each(rows, number), number, one_in)


def require_true_accusations(server: type[EndlessServer], rows: Sequence[Case]) -> None:
    """Judge the server in this process: rows end by ``Endless``, and accuse it only of what it says that it breaks."""
    outcomes = judge_in_process(
        lambda today: liar_core(server, today=today), server.protocol, rows, given=server.given, broken=server.breaks
    )
    if server.breaks is None:
        return
    accusing = [one for one in outcomes.values() if one.verdict in BAD and not asks_for_a_head(one)]
    accused = {one.case.requirement.id: one.message for one in accusing}
    assert accused.keys() <= server.breaks, accused
    assert any(isinstance(outcome.raised, Endless) for outcome in outcomes.values())


def asks_for_a_head(outcome: Outcome) -> bool:
    """Whether a request was sent whose answer ends with its head: such an answer is whole, and may be wrong."""
    sent = [entry.octets for entry in outcome.attempt.transcript.entries if entry.mark == ">"]
    return any(octets.startswith((b"HEAD ", b"CONNECT ")) for octets in sent)


@dataclass(frozen=True)
class Cost:
    """What a run of the judge took: ``megabytes`` is what it had resident at the most."""

    status: int
    megabytes: float
    text: str


def cost_of_judging(server: type[AnyLiar], rows: str, out: Path) -> Cost:
    """Judge a server over sockets, by the rows of a file or a folder, in a process of its own."""
    with lying(server) as url, (out.parent / "output.txt").open("w+b") as output:
        target = str(url).rstrip("/")  # not every protocol has paths
        command = [sys.executable, "-m", "pytest", rows, f"--target={target}", f"--patience={PATIENCE}", f"--out={out}"]
        options = ["-q", "-p", "no:cacheprovider", *(f"--cap={name}={value}" for name, value in server.given.items())]
        process = psutil.Popen([*command, *options], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
        octets = most_resident(process, time.monotonic() + SECONDS)
        output.seek(0)
        return Cost(process.returncode, octets / 1024 / 1024, output.read().decode())


def most_resident(process: psutil.Popen, until: float) -> int:
    """Wait for the end of a process; return the octets that it had resident at the most.

    The system's own figure at the end of a process would include what this process had when it forked.
    """
    most = 0
    while process.poll() is None:
        with contextlib.suppress(psutil.NoSuchProcess, psutil.TimeoutExpired):
            most = max(most, process.memory_info().rss)
            process.wait(LOOK)
        if time.monotonic() > until:
            process.kill()
    return most
