"""What is found out about a target before the first case: does it answer, how fast, how many at once."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from conformance.harness.attempt import MAX_CONNECTIONS, Attempt
from conformance.harness.outcome import Inconclusive
from conformance.harness.target import Target

STEPS = (2, 4, 8, 16, 32, 64)  # connections at a time that are tried
FLOOR = 0.25  # seconds: below this, a first try would mistake a busy machine for a silent target


def baseline(target: Target, patience: float) -> tuple[str, float, Attempt]:
    """Run the baseline exchange once: what is wrong (or empty), how many seconds it took, its evidence."""
    attempt = Attempt(target, patience)
    started = time.monotonic()
    try:
        wrong = target.protocol.baseline(attempt)
    except Inconclusive as error:
        wrong = str(error)
    finally:
        attempt.close()
    return wrong, time.monotonic() - started, attempt


def answers(target: Target) -> bool:
    """The canary: whether the baseline exchange works on a fresh connection, with full patience."""
    return not baseline(target, target.patience)[0]


def measure(target: Target, jobs: int | None) -> None:
    """Fill in ``unfit``, ``quick``, ``jobs`` and ``server``. ``jobs`` overrides what would be measured."""
    wrong, seconds, attempt = baseline(target, target.patience)
    target.heard.extend(attempt.heard)
    if wrong:
        target.unfit = wrong
        return
    target.server = target.protocol.name_server(attempt.heard)
    target.quick = min(target.patience, max(FLOOR, 20 * seconds))
    target.jobs = jobs or _concurrency(target)


def _concurrency(target: Target) -> int:
    served = 1
    for count in STEPS:
        if not (_serves_beside_idle(target, count, target.quick) and _serves_burst(target, count)):
            break
        served = count
    return served


def holds(target: Target, wanted: int) -> int:
    """How many of ``wanted`` connections may wait side by side and delay no other; ``jobs`` at the least."""
    held = target.jobs
    while 1 < held < wanted and _serves_beside_idle(target, min(2 * held, wanted), target.patience):
        held = min(2 * held, wanted)
    return min(held, wanted)


def _serves_beside_idle(target: Target, count: int, patience: float) -> bool:
    """Whether a request is answered in time while ``count - 1`` connections are open and say nothing."""
    idle = [Attempt(target, target.quick) for _ in range(0, count, MAX_CONNECTIONS)]
    try:
        for number in range(count - 1):
            idle[number // MAX_CONNECTIONS].connect()
        return not baseline(target, patience)[0]
    except Inconclusive:
        return False
    finally:
        for attempt in idle:
            attempt.close()


def _serves_burst(target: Target, count: int) -> bool:
    """Whether ``count`` requests made in the same moment are all answered, none of them late."""
    start = threading.Barrier(count)

    def one() -> tuple[str, float]:
        start.wait()
        wrong, seconds, _ = baseline(target, target.patience)
        return wrong, seconds

    with ThreadPoolExecutor(count) as pool:
        results = [future.result() for future in [pool.submit(one) for _ in range(count)]]
    slowest = max(seconds for _, seconds in results)
    if any(wrong for wrong, _ in results) or slowest > 4 * target.quick:
        return False
    target.quick = min(target.patience, max(target.quick, 3 * slowest))
    return True
