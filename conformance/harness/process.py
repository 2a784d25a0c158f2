"""Every effect on the whole process; it is undone when it is no longer needed."""

from __future__ import annotations

import contextlib
import gc
import resource
from collections.abc import Iterator

SELDOM = (20_000, 20, 20)  # new objects, then collections of younger ones: little of what a case leaves is in cycles


@contextlib.contextmanager
def seldom_collected() -> Iterator[None]:
    """Hide from the collector what there is, and have it look less often; at the end, all is as it was."""
    before = gc.get_threshold()
    hide_from_gc()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
        gc.collect()


def hide_from_gc() -> None:
    """Keep what lives by now out of the collections to come."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


THREADS = 3000  # at the most, however many cases wait


def thread_limit() -> int:
    """Each thread may hold a few connections; leave room for pytest's own files."""
    files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * THREADS + 200
    if files < wanted:
        files = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
    return max(8, min(THREADS, (files - 200) // 2))
