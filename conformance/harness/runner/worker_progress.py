"""What the workers of pytest-xdist do at this moment: they tell it to the controller, for its status line.

It travels beside the reports, on a channel of its own between the same two processes.
"""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping
from functools import partial
from typing import Any

import pytest

from conformance.harness.engine.ahead import Ahead
from conformance.harness.engine.rounds import JUDGED
from conformance.harness.engine.state import RunState

PAUSE = 1.0  # seconds between two reports of a worker
CHANNEL = "conformance-progress"  # the name of the channel in what the controller sends to a worker

Doing = tuple[str, int, float]
"""What goes on, how many rows are left of it, and since how many seconds; see ``Activity``."""
Told = tuple[int, int, list[Doing]]
"""How many rows a worker has judged, how many it has to judge, and what it does for each of its targets."""


class WorkersProgress:
    """What the controller knows of its workers; as text, one line for the status line."""

    def __init__(self) -> None:
        self._told: dict[str, Told] = {}

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """pytest-xdist: send a worker that is about to start a channel, and listen to it."""
        channel = node.gateway.newchannel()
        channel.setcallback(partial(self.take, node.gateway.id))
        node.workerinput[CHANNEL] = channel

    def take(self, worker: str, told: Told) -> None:
        """Take what a worker told last; the thread of its connection calls this."""
        self._told[worker] = told

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self) -> Generator[None, object, object]:
        """Forget the workers when they have ended."""
        try:
            return (yield)
        finally:
            self._told.clear()

    def __str__(self) -> str:
        """One line, such as ``800 of 4,163 rows judged; rows that run alone are judged: 3 left, 8 s``; or empty."""
        told = list(self._told.values())
        if not told:
            return ""
        judged, rows = sum(one[0] for one in told), sum(one[1] for one in told)
        return "; ".join([f"{judged:,} of {rows:,} rows judged", *_together(doing for one in told for doing in one[2])])


def _together(doings: Iterable[Doing]) -> list[str]:
    """What several workers do besides judging, each thing once, with the rows that are left on all of them."""
    left, since = Counter[str](), dict[str, float]()
    for text, rows, seconds in (doing for doing in doings if doing[0] != JUDGED):
        left[text] += rows
        since[text] = max(since.get(text, 0.0), seconds)
    return [f"{text}: {f'{left[text]} left, ' if left[text] else ''}{since[text]:.0f} s" for text in since]


class ProgressTeller:
    """Registered in a worker: tells every second what ``describe`` says, in a thread.

    At the end it tells once more how many rows are judged, and that nothing goes on.
    """

    def __init__(self, worker: Mapping[str, Any], describe: Callable[[], Told]) -> None:
        self._channel, self._describe, self._ended = worker[CHANNEL], describe, threading.Event()
        self._thread = threading.Thread(target=self._tell, name="progress", daemon=True)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self) -> Generator[None, object, object]:
        """Tell while the items take their outcomes."""
        self._thread.start()
        try:
            return (yield)
        finally:
            self._ended.set()
            self._thread.join()

    def _tell(self) -> None:
        with contextlib.suppress(OSError):  # the controller is gone, and so is whoever would read it
            while not self._ended.wait(PAUSE):
                self._channel.send(self._describe())
            judged, rows, _ = self._describe()
            self._channel.send((judged, rows, []))


def told(ahead: Ahead, states: Iterable[RunState]) -> Told:
    """What a worker tells: how far it is, and what it does for each of its targets."""
    doing = [state.activity.now() for state in states]
    return *ahead.progress(), [one for one in doing if one[0]]
