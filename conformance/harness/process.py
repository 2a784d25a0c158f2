"""The garbage collector, kept from looking again and again through what lives to the end of a run."""

from __future__ import annotations

import contextlib
import gc
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
