"""How servers send without end: as fast as they can, or one octet after the other."""

from __future__ import annotations

import contextlib
from typing import ClassVar

from reference_impls.sansio import TimedOut, Wait
from tests.liars.liar import Liar

PIECE = 16 * 1024  # octets that are made at a time


class EndlessServer(Liar):
    """Sends ``first``, and then ``again`` for ever."""

    first = b""
    again = b""
    breaks: ClassVar[frozenset[str] | None] = frozenset()
    """The ids of the requirements that it violates; ``None``: what it sends is no answer, so any may be violated."""

    in_process: ClassVar[bool] = True
    """Whether it can be judged under a virtual clock, which steps from one octet to the next."""

    def lie(self, octets: bytes) -> Wait:
        self.send(self.first)
        piece = self.again * max(1, PIECE // len(self.again))
        while True:
            self.send(piece)
            yield from self.flush()


class Dripping(EndlessServer):
    """Sends ``first``, and then ``again`` for ever, ``size`` octets every ``pause`` seconds."""

    pause = 0.05
    size = 1

    def lie(self, octets: bytes) -> Wait:
        self.patience = self.pause
        self.send(self.first)
        while True:
            for at in range(0, len(self.again), self.size):
                self.send(self.again[at : at + self.size])
                with contextlib.suppress(TimedOut):
                    yield from self.read_some()
