"""A process that ends the launched targets of a run that is killed, and so cannot end them itself.

It reads from a pipe that only the run holds open. Each line says which process group the run has started (``+1234``) or
has ended (``-1234``). When the run is gone, however that came, the pipe ends, and the guardian ends the groups that are
left. This works on every system that has pipes; where there are no process groups, it ends a process and its children.

The guardian is a session of its own, so that what ends the group of the run does not end it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

from conformance.harness.net.clock import SYSTEM_CLOCK, Clock
from conformance.harness.targets.processes import end_group, is_group_alive

GRACE = 2.0  # seconds between the request to end and the end by force
ROOT = Path(__file__).resolve().parents[3]


class Guardian:
    """The run's end of the pipe. The process starts with ``start``; without it, the other methods do nothing."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start the process, once."""
        if self._process is None:
            # -P: a file of the user's folder may have the name of a module
            command = [sys.executable, "-P", "-m", __name__]
            path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": path},
                start_new_session=True,
            )

    def guard(self, pid: int) -> None:
        """Have the group that ``pid`` leads ended when the run is gone."""
        self._tell(f"+{pid}\n")

    def release(self, pid: int) -> None:
        """Forget a group that has ended: another process may get its number."""
        self._tell(f"-{pid}\n")

    def close(self) -> None:
        """End the process: no group is left."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def _tell(self, line: str) -> None:
        if self._process is None:
            return
        assert self._process.stdin is not None
        with self._lock, contextlib.suppress(BrokenPipeError):  # somebody killed the guardian: the run can do without
            self._process.stdin.write(line.encode("ascii"))
            self._process.stdin.flush()


def main(lines: Iterable[str] = sys.stdin, clock: Clock = SYSTEM_CLOCK) -> None:
    """Read until the run is gone, then end the groups that are left."""
    groups: set[int] = set()
    for line in lines:
        (groups.add if line[0] == "+" else groups.discard)(int(line[1:]))
    _end(groups, forcefully=False)
    until = clock.now() + GRACE
    while any(map(is_group_alive, groups)) and clock.now() < until:
        clock.sleep(0.02)
    _end(groups, forcefully=True)


def _end(groups: Iterable[int], *, forcefully: bool) -> None:
    for pid in groups:
        with contextlib.suppress(PermissionError):  # it runs as another user: end the others all the same
            end_group(pid, forcefully=forcefully)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Windows sends Ctrl-C to every process of the console
    main()
