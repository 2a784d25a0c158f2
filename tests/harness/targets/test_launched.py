"""When a launched target counts as dead: as its launcher says, which on a busy machine looks late."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conformance.harness.net.transport import StreamSockets
from conformance.harness.targets.launched import NEWS_SECONDS, START_SECONDS, LaunchedTarget, State
from tests.kit.measured import NOWHERE
from tests.kit.virtual_clock import VirtualClock

LATE = NEWS_SECONDS + 2


class Launcher(VirtualClock):
    """A clock at which somebody looks: ``notices`` is called as soon as ``LATE`` seconds have passed."""

    def __init__(self, notices: Callable[[], None]) -> None:
        super().__init__()
        self.begun, self.notices = self.now(), notices

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        if self.now() - self.begun >= LATE:
            self.notices()


def write(file: Path, state: State) -> None:
    file.write_text(json.dumps(dataclasses.asdict(state)), encoding="utf-8")


def launched(pid: int, tmp_path: Path, *, notices: bool) -> LaunchedTarget:
    """A target with this process, of which the launcher notices late, or never, that it died."""
    state = State(pid=pid, ready=True)
    file = tmp_path / "life.json"
    write(file, state)
    later = dataclasses.replace(state, deaths=1 if notices else 0)
    clock = Launcher(lambda: write(file, later))
    protocol = dataclasses.replace(NOWHERE["http"].protocol, transport=StreamSockets(clock))
    return LaunchedTarget(dataclasses.replace(NOWHERE["http"], protocol=protocol), file)


@pytest.fixture
def ended() -> int:
    """The id of a process that has ended, which its parent may look at."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_death_counts_that_is_noticed_late(ended: int, tmp_path: Path) -> None:
    assert launched(ended, tmp_path, notices=True).died_since(0)


@pytest.mark.parametrize(("alive", "seconds"), [(True, NEWS_SECONDS), (False, START_SECONDS)])
def test_what_nobody_notices_is_not_waited_for_without_end(
    ended: int, tmp_path: Path, alive: bool, seconds: float
) -> None:
    target = launched(os.getpid() if alive else ended, tmp_path, notices=False)
    assert not target.died_since(0)
    assert seconds <= target.target.clock.now() < seconds + 1
