"""What is measured before the first case: whether the target answers, how fast, and how many at once."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from conformance.harness.case.attempt import MAX_CONNECTIONS, Attempt
from conformance.harness.case.run_view import OUTSIDE_RUN, RunView
from conformance.harness.case.target import LEAST_BUSY, Target
from conformance.harness.net.segmentation import Segments
from conformance.model import Inconclusive

T = TypeVar("T")
STEPS = (2, 4, 8, 16, 32, 64)  # connections at a time that are tried
STEP = 256  # idle connections that are opened at once: about half a usual backlog
TURN = 0.001  # seconds that a case keeps a processor of this machine busy
MANY_TIMES = 20  # an answer that takes so many times as long as the plain one is late at a first try
FLOOR = 0.25  # seconds: below this, a first try would mistake a busy machine for a silent target


@dataclass(frozen=True)
class Found:
    """A target with the facts that were found out, and the messages that were received meanwhile."""

    target: Target
    received: list[Any]


def baseline(
    target: Target, patience: float, segments: Segments | None = None, run: RunView = OUTSIDE_RUN
) -> tuple[str, float, Attempt]:
    """Run the baseline exchange once: what is wrong (or empty), how many seconds it took, its evidence."""
    attempt = Attempt(target, patience, segments=segments, run=run)
    started = target.clock.now()
    try:
        wrong = target.protocol.baseline(attempt)
    except Inconclusive as error:
        wrong = str(error)
    finally:
        attempt.close()
    return wrong, target.clock.now() - started, attempt


def answers(target: Target) -> bool:
    """The canary: whether the baseline exchange works on a fresh connection, with full patience."""
    return not baseline(target, target.patience)[0]


def recognize(target: Target) -> Found:
    """Add the capabilities on which the baseline exchange rests; raises ``TargetGone`` if there is nothing to judge."""
    found, received = _asked(target, target.protocol.recognize, target.patience)
    return Found(replace(target, capabilities={**found, **target.capabilities}), received)


def discover(target: Target) -> Found:
    """Add the capabilities that the protocol's harmless probes find."""
    found, received = _asked(target, target.protocol.discover, target.quick)
    return Found(replace(target, capabilities={**target.capabilities, **found}), received)


def measure_behaviour(target: Target) -> Found:
    """Add what the protocol measures for all cases, with full patience. Capabilities must be discovered before."""
    measured, received = _asked(target, target.protocol.measure, target.patience)
    server = target.server or measured.get("server", "")  # what it calls itself where a question of its own finds it
    return Found(replace(target, measured={**target.measured, **measured}, server=server), received)


def remark(target: Target) -> Found:
    """Add what the user should hear of the target; its capabilities must be discovered before."""
    remarks, received = _asked(target, target.protocol.remarks, target.quick)
    return Found(replace(target, remarks=remarks), received)


def _asked(target: Target, ask: Callable[[Callable[[], Attempt]], T], patience: float) -> tuple[T, list[Any]]:
    """Return what a function of the protocol finds out, and the messages that were received meanwhile."""
    attempts: list[Attempt] = []

    def fresh() -> Attempt:
        attempts.append(attempt := Attempt(target, patience))
        return attempt

    found = ask(fresh)
    return found, [message for attempt in attempts for message in attempt.received]


def measure(target: Target, jobs: int | None) -> Found:
    """Find out whether, how fast, and to how many at once the target answers; ``jobs`` overrides the last.

    More busy cases than hide the time that an exchange takes would only take turns on the processors of this machine.
    """
    wrong, seconds, attempt = baseline(target, target.patience)
    if wrong and attempt.silent:  # the machine may have been busy for a moment
        wrong, seconds, attempt = baseline(target, target.patience)
    if wrong and not target.measured and (signed := _with_sign_of_life(target)).target.measured:
        found = measure(signed.target, jobs)
        return Found(found.target, signed.received + found.received)
    if wrong:
        many = STEPS[-1] if attempt.silent else 1  # a target silent to one is silent to many: they wait together
        return Found(replace(target, baseline_error=wrong, jobs=jobs or many), attempt.received)
    target = replace(
        target,
        server=target.protocol.server_banner(attempt.received),
        max_busy=jobs or max(LEAST_BUSY, int(seconds / TURN)),
        quick=quick_patience(target.patience, seconds),
        pace=seconds / (jobs or 1),
    )
    return Found(replace(target, jobs=jobs) if jobs else _with_jobs(target), attempt.received)


def _with_sign_of_life(target: Target) -> Found:
    """Add the facts by which another baseline exchange may work, if the protocol finds any."""
    measured, received = _asked(target, target.protocol.sign_of_life, target.patience)
    return Found(replace(target, measured=measured), received)


def quick_patience(patience: float, seconds: float) -> float:
    """Return how many seconds an answer may take at a first try if the plain request took ``seconds``.

    At most half of the patience, or nothing would be gained by it; more only where the plain request needs more.
    """
    usual = max(FLOOR, min(MANY_TIMES * seconds, patience / 2))
    return min(patience, max(usual, 2 * seconds))


def _with_jobs(target: Target) -> Target:
    """Find out how many cases the target serves side by side, and how long the slowest answer then takes."""
    jobs = 1
    for count in STEPS:
        slowest = _slowest_of_burst(target, count) if _serves_beside_idle(target, count) else None
        if slowest is None or slowest > 4 * target.quick:
            break
        quick = max(target.quick, min(3 * slowest, target.patience / 2))
        target, jobs = replace(target, quick=quick, pace=slowest / count), count
    return replace(target, jobs=jobs)


def measure_idle_capacity(target: Target, wanted: int) -> int:
    """Return how many of ``wanted`` connections may wait side by side without delaying others; at least ``jobs``."""
    held = target.jobs
    if not target.protocol.transport.has_connections:
        return wanted
    with contextlib.closing(_Idle(target)) as idle:
        while 1 < held < wanted:
            more = min(2 * held, held + STEP, wanted)
            if not idle.leaves_room(more, target.patience):
                break
            held = more
    return min(held, wanted)


class _Idle:
    """Connections on which a request has begun and does not go on: a target may give each of them a thread.

    They must all open within one patience. Where the accept queue of the target is full, each takes a second, and the
    measurement would take as long as it is meant to save.
    """

    def __init__(self, target: Target) -> None:
        self.target, self.attempts, self.open = target, list[Attempt](), 0
        self.until = self.target.clock.now() + target.patience

    def leaves_room(self, count: int, patience: float) -> bool:
        """Whether a request is answered in time beside ``count`` of these connections.

        They are opened more slowly than cases open theirs: a target may hold more than it can accept in one moment.
        """
        try:
            while self.open < count:
                for _ in range(min(max(1, self.target.jobs // 2), count - self.open)):
                    self._one_more()
                if baseline(self.target, patience)[0]:
                    return False
            return not baseline(self.target, patience)[0]
        except Inconclusive:
            return False

    def _one_more(self) -> None:
        if self.target.clock.now() > self.until:
            raise Inconclusive("the target takes too long to accept connections")
        if self.open % MAX_CONNECTIONS == 0:
            self.attempts.append(Attempt(self.target, self.target.quick))
        protocol = self.target.protocol
        protocol.transport.hold_open(self.attempts[-1].connect(), protocol.idle_preamble)
        self.open += 1

    def close(self) -> None:
        """Close all of them."""
        for attempt in self.attempts:
            attempt.close()


def _serves_beside_idle(target: Target, count: int) -> bool:
    if not target.protocol.transport.has_connections:
        return True
    with contextlib.closing(_Idle(target)) as idle:
        return idle.leaves_room(count, target.quick)


def _slowest_of_burst(target: Target, count: int) -> float | None:
    """Make ``count`` plain requests in the same moment: the seconds of the slowest, ``None`` where one fails."""
    start = threading.Barrier(count)

    def one() -> tuple[str, float]:
        start.wait()
        wrong, seconds, _ = baseline(target, target.patience)
        return wrong, seconds

    with ThreadPoolExecutor(count) as pool:
        results = [future.result() for future in [pool.submit(one) for _ in range(count)]]
    return None if any(wrong for wrong, _ in results) else max(seconds for _, seconds in results)
