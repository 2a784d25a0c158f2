"""What silence says of a target: pure functions of counts and outcomes (docs/engine.md)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

T = TypeVar("T")

LATE_SHARE = 1 / 4  # an answer is late if it takes this share of the patience or more
FEW_SHARE = 1 / 16  # a silent target answers at most this share of the second tries; a slow one answers more
HALF = 1 / 2  # a target that answers more than this share of the cases not tried before is not silent


def is_mostly_silent(silent: int, begun: int, jobs: int) -> bool:
    """Whether far more cases met silence than a conforming target would leave without an answer.

    ``silent`` of the ``begun`` cases met silence, with ``jobs`` cases in flight: more than half of all, and more than
    twice as many as can meet silence in the same moment.
    """
    return silent > 2 * jobs and 2 * silent > begun


def is_unresponsive(
    retried: Collection[T], untried: Collection[T], answered: Collection[T], slow: Collection[T] = ()
) -> bool:
    """Whether a sample of cases met silence with full patience (``answered`` may have others as well).

    ``retried`` met silence before. A slow target answers most of them. A silent one may answer a few: a server that
    does not read on after an incomplete message answers if the pieces happen to arrive together. ``untried`` are cases
    of all kinds. Where the target answers most of these, it is silent to the kind of cases that ran first, not to all.
    If one answer was ``slow``, a quick try would have missed it, so silence to quick tries would prove nothing.
    """
    again = len(set(retried).intersection(answered))
    others = len(set(untried).intersection(answered))
    return not slow and again <= len(retried) * FEW_SHARE and others <= len(untried) * HALF


def is_endless(endless: int, unanswered: int) -> bool:
    """Whether more than a few of the cases without a whole answer got one that did not end (``endless``).

    Such a target may pause for long between two octets, so silence to a quick try would prove nothing.
    """
    return endless > unanswered * FEW_SHARE


def sample(cases: Sequence[T], size: int) -> list[T]:
    """At most ``size`` of the cases, evenly spread."""
    step = max(1, -(-len(cases) // size))  # rounded up
    return list(cases[::step])
