"""Samples of the rows, mutants, liars and variants, for the laws that do not use all of them. A seed chooses them.

The seed follows from the sources, so that it changes with them and a failure can be repeated. It is printed when the
tests begin; ``LAWS_SEED`` gives another one.
"""

from __future__ import annotations

import functools
import os
import random
from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

from tests.kit.tree import ROOT

T = TypeVar("T")
VARIABLE = "LAWS_SEED"
SOURCES = ("conformance", "reference_impls", "tests")


@functools.cache
def seed() -> int:
    """The seed of all samples."""
    if given := os.environ.get(VARIABLE):
        return int(given)
    files = sorted(path for folder in SOURCES for path in (ROOT / folder).rglob("*.py"))
    return functools.reduce(lambda value, path: crc32(path.read_bytes(), value), files, 0)


def sample(things: Sequence[T], count: int, purpose: str) -> list[T]:
    """So many of the things, or all if there are fewer, in their order; others for each purpose."""
    chosen = random.Random(f"{seed()} {purpose}").sample(range(len(things)), min(count, len(things)))
    return [things[index] for index in sorted(chosen)]


def told() -> str:
    """The line that tells how to choose the same samples again."""
    return f"samples of the laws: {VARIABLE}={seed()}"
