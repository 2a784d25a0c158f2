"""What a launched target holds of the machine: the descriptors and the memory of its processes."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.target import Footprint
from conformance.harness.targets.processes import members
from conformance.model import inconclusive, not_applicable

if TYPE_CHECKING:
    import psutil

GRACE = 2.0  # seconds in which a target may let go of what it holds


def footprint(pid: int) -> Footprint:
    """What the process group that ``pid`` leads holds, or this process and its children where there are no groups.

    Memory is what is resident and belongs to the process alone: on Linux without mapped files and shared memory;
    elsewhere psutil tells the resident memory as a whole. Raises ``OSError`` where the system hides it.
    """
    import psutil

    try:
        leader = psutil.Process(pid)
        descriptors, memory = _held(leader)
        for member in members(leader):
            with contextlib.suppress(psutil.NoSuchProcess):  # it has just ended
                more_descriptors, more_memory = _held(member)
                descriptors, memory = descriptors + more_descriptors, memory + more_memory
    except psutil.Error as error:
        raise OSError(errno.EACCES, str(error)) from error
    return Footprint(descriptors, memory)


def _held(process: psutil.Process) -> tuple[int, int]:
    """Open descriptors (handles on Windows), and octets of memory."""
    with process.oneshot():
        memory = process.memory_info()
        descriptors = process.num_fds() if hasattr(process, "num_fds") else process.num_handles()
        return descriptors, memory.rss - getattr(memory, "shared", 0)


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
            attempt = Attempt(self.target, self.attempt.patience, run=self.attempt.run)
            try:
                exchange(attempt)
            finally:
                attempt.close()
            if attempt.silent:
                inconclusive("the target does not answer, so that it cannot be loaded")

    def growth(self, descriptors: int, memory: int) -> Growth:
        """How much more it holds than before, as soon as that is less than so much, or after some grace."""
        until = self.target.clock.now() + GRACE
        while True:
            now = self.now()
            grown = Growth(now - self.before, now - (self.target.footprint or self.before))
            few = grown.since_begin.descriptors < descriptors and grown.under_load.descriptors < descriptors
            if (few and grown.under_load.memory < memory) or self.target.clock.now() > until:
                break
            self.attempt.check_time()
            self.target.clock.sleep(0.02)
        self.attempt.observed(f"grown by {grown.under_load}; since the run began by {grown.since_begin}")
        return grown

    def close(self) -> None:
        """Nothing is held open."""
