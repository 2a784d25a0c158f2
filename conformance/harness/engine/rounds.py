"""The rounds in which cases run, as data, and what a round found (docs/engine.md).

========= ================================= =============== =========================================== ===========
round     which cases                       patience        side by side                                silence means
========= ================================= =============== =========================================== ===========
FIRST     all but those marked ``alone``    quick           as many as the target serves                try again
CONFIRM   those that met silence            full            all of them, with plain requests beside     hold
CALM      those that silence would accuse   full, twice,    all of them, but few keep the target busy,  hold
                                            twice           with plain requests before, beside, after
ALONE     those marked ``alone``            as CALM         one, with plain requests before and after   hold
========= ================================= =============== =========================================== ===========

What is held after CALM is settled: silence accuses if plain requests were answered in time. If one was late, the next
of the calm rounds follows, with more patience. If one was late in the last of them as well, the case is inconclusive.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.target import Target
from conformance.model import Endless


class Patience(Enum):
    """How long each answer may take in a round."""

    QUICK = "quick"  # measured for the target
    FULL = "full"  # the option --patience
    TWICE = "twice"


class Silence(Enum):
    """What becomes of a case that met silence."""

    TRY_AGAIN = "try again"  # it runs again in the next round
    HOLD = "hold"  # its outcome is settled when it is known whether the target was late to plain requests


@dataclass(frozen=True)
class Round:
    """How cases run in one round. ``busy_share`` is the part of the usual number of cases that keep the target busy."""

    patience: Patience
    silence: Silence
    what: str  # the round in words, for the status line
    all_wait: bool  # as many cases as connections may wait side by side, not only as many as the target serves
    busy_share: float = 1.0
    heartbeat: bool = False  # plain requests are made beside the cases

    def seconds(self, target: Target) -> float:
        """How many seconds an answer may take."""
        return target.quick if self.patience is Patience.QUICK else TIMES[self.patience] * target.patience


TIMES = {Patience.FULL: 1, Patience.TWICE: 2}
TRIES = (Patience.FULL, Patience.TWICE, Patience.TWICE)
JUDGED, CONFIRMED = "rows are judged", "rows that met silence are confirmed"
LAST_LOOK, BY_THEMSELVES = "rows that silence would accuse are tried once more", "rows that run alone are judged"
FIRST = Round(Patience.QUICK, Silence.TRY_AGAIN, JUDGED, all_wait=False)
CONFIRM = Round(Patience.FULL, Silence.HOLD, CONFIRMED, all_wait=True, heartbeat=True)
CALM = tuple(
    Round(patience, Silence.HOLD, LAST_LOOK, all_wait=True, busy_share=1 / 4, heartbeat=True) for patience in TRIES
)
ALONE = tuple(Round(patience, Silence.HOLD, BY_THEMSELVES, all_wait=True) for patience in TRIES)


@dataclass
class Tally:
    """What a round has found so far; the conductor locks it where several threads write."""

    waiting: deque[Case] = field(default_factory=deque)  # not tried yet
    begun: int = 0
    doubtful: list[Case] = field(default_factory=list)  # met silence and are to be tried again
    held: list[Outcome] = field(default_factory=list)  # rest on silence, which accuses if plain requests were in time
    answered: set[Case] = field(default_factory=set)  # settled without meeting silence
    slow: set[Case] = field(default_factory=set)  # of these, those that took longer than the quick patience
    late: bool = False  # a plain request beside the cases was answered late

    @property
    def to_repeat(self) -> list[Case]:
        """The cases whose outcomes are held, in the order of collection."""
        return in_order(outcome.case for outcome in self.held)

    @property
    def endless(self) -> list[Outcome]:
        """The outcomes that are held because an answer did not end in time."""
        return [outcome for outcome in self.held if isinstance(outcome.raised, Endless)]


def in_order(cases: Iterable[Case]) -> list[Case]:
    """The cases in the order of collection."""
    return sorted(cases, key=lambda case: case.index)
