"""A launched target as every process of a run sees it: through the state file that its launcher keeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from conformance.harness.case.target import Target
from conformance.harness.targets.measurement import answers
from conformance.harness.targets.processes import end_group, has_ended

START_SECONDS = 15.0  # how long a target may take until it accepts connections
RESTARTS = 30
NEWS_SECONDS = 3.0  # how long after a failed canary the process may still be about to end


@dataclass
class State:
    """The process: its id, how often it died, how it died last, whether it accepts connections, and is given up.

    ``output`` has the last lines that it wrote before it died.
    """

    pid: int = 0
    deaths: int = 0
    words: str = ""
    output: list[str] = field(default_factory=list)
    ready: bool = False
    over: bool = False


def launched_pid(state_file: Path) -> int:
    """The id of the process group of a launched target, in its present generation."""
    return _read(state_file).pid


def _read(state_file: Path) -> State:
    return State(**json.loads(state_file.read_text(encoding="utf-8")))


class LaunchedTarget:
    """The life of a launched target, as any process sees it through the state file."""

    def __init__(self, target: Target, state_file: Path) -> None:
        self.target, self.state_file = target, state_file

    def state(self) -> State:
        """What the launcher last wrote."""
        return _read(self.state_file)

    @property
    def deaths(self) -> int:
        """How often the process ended."""
        return self.state().deaths

    @property
    def reviving(self) -> str:
        """Which restart of how many follows: a process that is still ready hangs, and has to be ended first."""
        state = self.state()
        return f"restarting ({state.deaths + state.ready} of {RESTARTS})"

    def died_since(self, deaths: int) -> bool:
        """Whether the process ended since it had ended ``deaths`` times.

        The launcher may notice it a moment later; a machine may be so busy that the moment is long.
        """
        begun, pid = self.target.clock.now(), launched_pid(self.state_file)
        while self.deaths == deaths and self._may_be_noticed(pid, self.target.clock.now() - begun):
            self.target.clock.sleep(0.005)
        return self.deaths != deaths

    def _may_be_noticed(self, pid: int, seconds: float) -> bool:
        """Whether the launcher may still notice that a process ended, so many seconds after the target was found dead.

        The process may end a moment after it is found dead, too.
        """
        return seconds < NEWS_SECONDS or (seconds < START_SECONDS and has_ended(pid))

    def last_words(self) -> str:
        """How it ended last, and the last line of its output."""
        return self.state().words or "it no longer answers, though its process runs"

    def last_output(self) -> list[str]:
        """The last lines that it wrote before it ended last."""
        return self.state().output

    def revive(self, stopped: Callable[[], bool]) -> bool:
        """Wait for the restart; a process that runs but does not answer is killed, so that it is restarted."""
        until = self.target.clock.now() + START_SECONDS + 2 * self.target.patience
        killed = 0
        while self.target.clock.now() < until and not stopped():
            state = self.state()
            if state.ready and answers(self.target):
                return True
            if state.over:
                return False
            if state.ready and killed != state.pid and self.state().pid == state.pid:
                killed = state.pid
                end_group(killed, forcefully=True)
            self.target.clock.sleep(0.02)
        return False
