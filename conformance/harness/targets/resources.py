"""What a target that we launched holds of the machine: descriptors and memory of its process group, from /proc."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.target import Footprint
from conformance.model import inconclusive, not_applicable

GRACE = 2.0  # seconds in which a target may let go of what it holds
PROC = Path("/proc")


def footprint(pid: int) -> Footprint:
    """Of the process group that ``pid`` leads, or of this process alone; raises ``OSError`` where that is hidden."""
    descriptors = memory = 0
    for process in _members(pid):
        try:
            descriptors += len(os.listdir(process / "fd"))
            memory += _memory((process / "status").read_text())
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
    return Footprint(descriptors, memory)


def _members(pid: int) -> list[Path]:
    members = [PROC / str(pid)]
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            group = int(stat.read_text(errors="replace").rpartition(")")[2].split()[2])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if group == pid and stat.parent not in members:
            members.append(stat.parent)
    return members


def _memory(status: str) -> int:
    """Octets that are resident and of its own: files that are mapped, and shared with others, do not count."""
    sizes = [line.split()[1] for line in status.splitlines() if line.startswith("RssAnon:")]
    return 1024 * sum(map(int, sizes))


@dataclass(frozen=True)
class Growth:
    """How much more the target holds: since the harness has begun to load it, and since the run began."""

    under_load: Footprint
    since_begin: Footprint


class Resources:
    """The peer of the cases on what a target holds; they run after all others."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt, self.target = attempt, attempt.target
        self.before = self.now()

    def now(self) -> Footprint:
        """What the target holds now; not applicable where we did not launch it, or may not look."""
        if self.target.pid is None:
            not_applicable("what it holds is only seen of a target that the harness starts", "--launch CMD")
        try:
            return footprint(self.target.pid())
        except OSError as error:
            not_applicable(f"what the target's processes hold is hidden: {error.strerror}")

    def load(self, exchange: Callable[[Attempt], None], count: int) -> None:
        """Have so many exchanges with the target, each by an attempt of its own that is closed afterwards."""
        self.attempt.transcript.note(" ", f"{count} connections, one after the other")
        for _ in range(count):
            attempt = Attempt(self.target, self.attempt.patience)
            try:
                exchange(attempt)
            finally:
                attempt.close()
            if attempt.silent:
                inconclusive("the target does not answer, so that it cannot be loaded")

    def growth(self, descriptors: int, memory: int) -> Growth:
        """How much more it holds than before, as soon as that is less than so much, or after some grace."""
        until = time.monotonic() + GRACE
        while True:
            now = self.now()
            grown = Growth(now - self.before, now - (self.target.footprint or self.before))
            few = grown.since_begin.descriptors < descriptors and grown.under_load.descriptors < descriptors
            if (few and grown.under_load.memory < memory) or time.monotonic() > until:
                break
            time.sleep(0.02)
        self.attempt.observed(f"grown by {grown.under_load}; since the run began by {grown.since_begin}")
        return grown

    def close(self) -> None:
        """Nothing is held open."""
