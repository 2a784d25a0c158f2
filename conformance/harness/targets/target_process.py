"""One process of a launched target, from its start to its end. A restart makes another one."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Sequence

from conformance.harness.targets.guardian import Guardian
from conformance.harness.targets.processes import end_group
from conformance.text import printable

GRACE = 2.0  # seconds between the request to end and the end by force
OUTPUT_LINES, OUTPUT_LINE = 20, 300  # how many lines of its output are kept, and how many characters of each


class TargetProcess:
    """A process that leads a group of its own, so that nothing of it is left running.

    It is started at once; raises ``OSError``. The ``guardian`` ends the group if the run is killed.
    """

    def __init__(self, command: Sequence[str], guardian: Guardian) -> None:
        self._popen = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._guardian, self.pid = guardian, self._popen.pid
        guardian.guard(self.pid)
        self._output = deque[str](maxlen=OUTPUT_LINES)
        self._reader = threading.Thread(target=self._read_output, daemon=True)
        self._reader.start()

    @property
    def is_running(self) -> bool:
        return self._popen.poll() is None

    def wait(self) -> None:
        """Return when the process has ended."""
        self._popen.wait()

    def end(self) -> None:
        """End the group: SIGTERM, two seconds of grace, SIGKILL."""
        end_group(self.pid, forcefully=False)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(GRACE)
        self.kill_group()
        self._popen.wait()

    def kill_group(self) -> None:
        """Kill what is left of the group: children may outlive the process."""
        end_group(self.pid, forcefully=True)
        self._guardian.release(self.pid)

    def last_words(self) -> str:
        """Return how the process ended, and the last line of its output."""
        how, lines = self.how_it_ended(), self.last_lines()
        return how + (f"; its output ends: {lines[-1]}" if lines else "")

    def how_it_ended(self) -> str:
        """Return how the process ended, in words; afterwards ``last_lines`` has all that it wrote."""
        code = self._popen.poll()
        if code is None:
            return "it is still running"
        self._reader.join(1)  # what it wrote last may still be in the pipe; a child of it may hold the pipe open
        return _exit_text(code)

    def last_lines(self) -> list[str]:
        """Return the last lines of the output, without empty ones."""
        return [line for line in self._output if line.strip()]

    def _read_output(self) -> None:
        """Keep the last lines of the output; a line without end is cut, so that memory stays bounded."""
        assert self._popen.stdout is not None
        with self._popen.stdout as pipe:
            while line := pipe.readline(65536):
                self._output.append(printable(line.decode("utf-8", "replace").rstrip())[:OUTPUT_LINE])


def _exit_text(code: int) -> str:
    if code >= 0:
        return f"exit status {code}"
    with contextlib.suppress(ValueError):
        return f"killed by {signal.Signals(-code).name}"
    return f"killed by signal {-code}"
