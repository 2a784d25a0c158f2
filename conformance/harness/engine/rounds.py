"""The rounds in which cases run, as data, and what a round found (docs/engine.md).

========= ================================= ========= =========================================== ==============
round     which cases                       patience  side by side                                silence means
========= ================================= ========= =========================================== ==============
FIRST     all but those marked ``alone``    quick     as many as the target serves                try again
CONFIRM   those that met silence            full      all of them, with plain requests beside     hold
CALM      those that silence would accuse,  twice     all of them, but few keep the target busy   accuse
          if plain requests were late
ALONE     those marked ``alone``            full      one                                         accuse
========= ================================= ========= =========================================== ==============
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.target import Target


class Patience(Enum):
    """How long each answer may take in a round."""

    QUICK = "quick"  # measured for the target
    FULL = "full"  # the option --patience
    TWICE = "twice"


class Silence(Enum):
    """What becomes of a case that met silence."""

    TRY_AGAIN = "try again"  # it runs again in the next round
    HOLD = "hold"  # its outcome is settled when it is known whether the target was late to plain requests
    ACCUSE = "accuse"  # its outcome is settled


@dataclass(frozen=True)
class Round:
    """How cases run in one round. ``busy_share`` is the part of the usual number of cases that keep the target busy."""

    patience: Patience
    silence: Silence
    all_wait: bool  # as many cases as connections may wait side by side, not only as many as the target serves
    busy_share: float = 1.0
    heartbeat: bool = False  # plain requests are made beside the cases

    def seconds(self, target: Target) -> float:
        """How many seconds an answer may take."""
        factors = {Patience.QUICK: target.quick, Patience.FULL: target.patience, Patience.TWICE: 2 * target.patience}
        return factors[self.patience]


FIRST = Round(Patience.QUICK, Silence.TRY_AGAIN, all_wait=False)
CONFIRM = Round(Patience.FULL, Silence.HOLD, all_wait=True, heartbeat=True)
CALM = Round(Patience.TWICE, Silence.ACCUSE, all_wait=True, busy_share=1 / 4)
ALONE = Round(Patience.FULL, Silence.ACCUSE, all_wait=True)


@dataclass
class Tally:
    """What a round has found so far; the conductor locks it where several threads write."""

    waiting: deque[Case] = field(default_factory=deque)  # not tried yet
    begun: int = 0
    doubtful: list[Case] = field(default_factory=list)  # met silence and are to be tried again
    held: list[Outcome] = field(default_factory=list)  # are accused by silence, if the target was in time otherwise
    answered: set[Case] = field(default_factory=set)  # settled without meeting silence
    slow: set[Case] = field(default_factory=set)  # of them, those that took longer than a quick try may
    late: bool = False  # a plain request beside the cases was answered late


def in_order(cases: Iterable[Case]) -> list[Case]:
    """The cases in the order of collection."""
    return sorted(cases, key=lambda case: case.index)
