"""What changes while a target is judged; everything that is known before the first case stands in ``Target``."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

from conformance.harness.case.case import Case
from conformance.harness.case.target import Target
from conformance.harness.engine.activity import Activity
from conformance.harness.engine.spacing import Spacing
from conformance.harness.net.bounds import KEPT_MESSAGES
from conformance.harness.net.time_limit import UNLIMITED


class RunState:
    """The state of one target's run in this process. Its methods may be called by any thread.

    ``lost_reason`` says that the target stopped answering for good, and why; it is empty otherwise. ``lost_output`` has
    the last lines that it wrote, until the first row that was not judged has taken them. ``mostly_silent``: most cases
    met silence, so no attempt waits twice. ``unresponsive``: a sample of them met silence again, so no attempt waits
    long. ``endless_reason`` says that most answers do not end, and is empty otherwise: no more cases are tried, except
    those that look at the whole run. ``idle_capacity`` is how many attempts may wait side by side, once that was
    measured for a mostly silent target, and 0 otherwise. ``casualties`` are the cases that ended or hung the target,
    and how. ``limit`` says when the time of the run is used. ``activity`` says what goes on, for a status line.
    ``spacing`` is the time between datagrams, where the target limits its rate.
    """

    def __init__(self, target: Target, received: Iterable[Any] = ()) -> None:
        self._lock = threading.Lock()
        self.lost_reason = self.endless_reason = ""
        self.mostly_silent = self.unresponsive = False
        self.max_busy, self._jobs = target.max_busy, target.jobs
        self.activity, self.spacing = Activity(target.clock), Spacing(target.clock)
        self.idle_capacity = 0
        self.limit = UNLIMITED
        self.lost_output: list[str] = []
        self.casualties: list[str] = []
        self.conformed: list[Case] = []  # cases that may run again in segments
        self._trim = target.protocol.trim_for_lint
        self._received, self._room, self._has_provoked = list[Any](), KEPT_MESSAGES, False
        self.keep(received)

    @property
    def received(self) -> list[Any]:
        """The messages that this process received so far, for the cases that look at all of them."""
        with self._lock:
            return list(self._received)

    def keep(self, messages: Iterable[Any]) -> None:
        """Keep messages that were received, as long as there is room for them."""
        for message in messages:
            size = self._trim(message)
            with self._lock:
                self._room -= size
                if self._room >= 0:
                    self._received.append(message)

    @property
    def notices(self) -> list[str]:
        """What the user should hear of the run, for the end of the summary."""
        return [self.spacing.notice] if self.spacing.notice else []

    def turn(self) -> None:
        """Wait until a case may send its next datagram: a target that limits its rate is given time."""
        self.spacing.turn()

    def keep_conforming(self, case: Case) -> None:
        """Keep a case that conformed."""
        with self._lock:
            self.conformed.append(case)

    def take_lost_output(self) -> list[str]:
        """Return what the target wrote before it was lost: once, so that one row shows it."""
        with self._lock:
            output, self.lost_output = self.lost_output, []
        return output

    def limit_busy(self, count: int) -> None:
        """Let at most ``count`` cases keep the target busy from now on."""
        with self._lock:
            self.max_busy = min(self.max_busy, count)

    def busy_limit(self, share: float) -> int:
        """Return how many attempts may keep the target busy at once; an attempt that waits gives its place to another.

        ``share`` is the part of the usual number that a round takes. Most attempts at a mostly silent target wait, so
        as many as it serves may be busy.
        """
        if self.mostly_silent:
            return self._jobs
        return min(self._jobs, max(2, int(self.max_busy * share)))

    def may_provoke(self) -> bool:
        """Whether the caller is the first to ask: the set of messages for all of lint is exchanged once."""
        with self._lock:
            first, self._has_provoked = not self._has_provoked, True
        return first

    def forget(self) -> None:
        """Drop what only cases need: the run is over, and reports take room."""
        with self._lock:
            self._received.clear()
            self.conformed.clear()
