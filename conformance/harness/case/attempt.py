"""One run of one case against one target: its connections, its evidence, its patience."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from conformance.harness.case.properties import USUAL, Search, Tried, examples_of, judge
from conformance.harness.case.slots import Slots
from conformance.harness.case.target import Target
from conformance.harness.net.segmentation import Segments
from conformance.harness.net.stream import Stream
from conformance.harness.net.transcript import Transcript
from conformance.model import Requirement, Verdict, not_applicable, verdict_of
from conformance.text import first_line

MAX_CONNECTIONS = 64
SYN_AGAIN = 0.9  # seconds: a SYN that found the queue full is sent again after 1 s


class Peer(Protocol):
    """The harness's end of a conversation, made for one attempt."""

    def close(self) -> None: ...


class Attempt:
    """What one run of a case did and saw. ``patience`` is how many seconds an answer may take, ``name`` its case's."""

    def __init__(
        self,
        target: Target,
        patience: float,
        slots: Slots | None = None,
        segments: Segments | None = None,
        name: str = "",
    ) -> None:
        self.target, self._patience, self.segments = target, patience, segments or target.segments
        self._name, self._made = name, 0
        self.transcript = Transcript()
        self.streams: list[Stream] = []  # until it is closed
        self.connections = 0  # made
        self.received: list[Any] = []  # the protocol's messages, for the linter
        self.actual = "nothing was received"
        self.drawn: dict[str, object] = {}  # the example of a property that was tried
        self.silent = False  # rests on silence: to be confirmed with full patience
        self.suspect = False  # a canary should look after the target
        self._slots = self._all_slots = slots if slots and slots.count > 1 else None

    @property
    def patience(self) -> float:
        """Seconds that an answer may take; less where most of the run met silence, and this attempt did so too."""
        hopeless = self.target.unresponsive or (self.target.mostly_silent and self.silent)
        return min(self.target.quick, self._patience) if hopeless else self._patience

    def connect(self, window: int = 0) -> Stream:
        """A fresh connection to the target, with a receive buffer of so many octets; raises ``TargetGone``."""
        if self.connections >= MAX_CONNECTIONS:
            raise RuntimeError(f"a case opened more than {MAX_CONNECTIONS} connections")
        number = self.connections + 1
        began = time.monotonic()
        try:
            stream = Stream(self.target.url, self.transcript, self.patience, number, self.target.tls, window)
        finally:
            if time.monotonic() - began > SYN_AGAIN:
                self._crowded()
        self.connections = number
        stream.segments = self.segments
        stream.quick, stream.on_wait = (
            self.target.quick / 8,
            self.release_slot,
        )  # an eighth: silent that long, it is idle
        self.streams.append(stream)
        return stream

    def _crowded(self) -> None:
        """The target had no room for a connection: it is shorter to take turns than to wait for another SYN.

        Where most connections wait in silence, they do so at once: turns would take longer.
        """
        if self._all_slots and not self.target.mostly_silent:
            self._all_slots.shrink()
            self.target.max_busy = min(self.target.max_busy, self._all_slots.count)

    def require_capability(self, name: str) -> str:
        """The value of a capability; ends the case as not applicable where the target lacks it."""
        if (value := self.target.capabilities.get(name)) is None:
            not_applicable(f"needs {name}", self.target.protocol.option_for(name))
        return value

    def octets(self, count: int) -> bytes:
        """So many octets that nobody can expect, the same in every run: a verdict must not hang on chance."""
        self._made += 1
        return hashlib.shake_128(f"{self._name} {self._made}".encode()).digest(count)

    def release_slot(self) -> None:
        """A long wait begins: another attempt may use the target meanwhile."""
        if self._slots:
            self._slots.give_back()
            self._slots = None

    def observed(self, what: str, *, silent: bool = False, suspect: bool = False) -> None:
        """Keep what the target did last: failure texts call it the actual behaviour."""
        self.actual = what
        self.silent |= silent
        self.suspect |= suspect or silent

    def pause(self, seconds: float) -> None:
        """Let the target read what it has: octets sent together may be read together."""
        self.transcript.note(" ", f"paused {seconds} s", 1)
        time.sleep(seconds)

    def close(self) -> None:
        for stream in self.streams:
            stream.close()
        self.streams.clear()  # evidence is kept to the end of the run, connections need not be
        self.release_slot()


@dataclass(frozen=True, eq=False)
class Case:
    """A row: a test function with its arguments, bound to one requirement and one target."""

    name: str
    index: int
    function: Callable[..., None]
    values: Mapping[str, Any]
    peers: tuple[str, ...]
    requirement: Requirement
    target: Target
    alone: bool = False  # runs by itself, after all others
    baseline: bool = False  # judged even where the baseline exchange fails
    row: str = ""  # the parametrize id, without the name of the target
    heavy: bool = False  # runs only with --thorough
    search: Search = USUAL  # where it is a property

    def run(self, patience: float, slots: Slots | None = None, segments: Segments | None = None) -> Outcome:
        """Run once, with ``patience`` seconds for each answer; a property, once for each example."""
        once = partial(self._once, patience, slots, segments)
        began, started = time.time(), time.monotonic()
        attempt, raised = judge(self.function, once, self.search) if examples_of(self.function) else once(self.function)
        return Outcome(self, attempt, raised, began, time.monotonic() - started)

    def _once(
        self, patience: float, slots: Slots | None, segments: Segments | None, function: Callable[..., None]
    ) -> Tried:
        if slots:
            slots.take()
        attempt = Attempt(self.target, patience, slots, segments, f"{self.requirement.id} {self.row}")
        raised = self._attempt(attempt, function)
        if slots and slots.count == 1:
            slots.give_back()
        return attempt, raised

    def _attempt(self, attempt: Attempt, function: Callable[..., None]) -> BaseException | None:
        made: dict[str, Peer] = {}
        try:
            for name in self.peers:
                made[name] = self.target.protocol.peers[name](attempt)
            function(**self.values, **made)
        except KeyboardInterrupt:
            raise
        except BaseException as raised:  # pytest's own outcomes are no Exceptions; a thread must not die of one
            return raised
        finally:
            for peer in made.values():
                peer.close()
            attempt.close()
        return None


@dataclass(eq=False)
class Outcome:
    """How an attempt ended. ``seconds`` is its duration, ``started`` the time of day it began."""

    case: Case
    attempt: Attempt
    raised: BaseException | None
    started: float
    seconds: float
    blame: str = ""
    verdict: Verdict = field(init=False)

    def __post_init__(self) -> None:
        self.verdict = verdict_of(self.raised, self.case.requirement)

    @property
    def values(self) -> dict[str, object]:
        """What the case was run with: the values of its row, and the example of a property."""
        return {**self.case.values, **self.attempt.drawn}

    @property
    def message(self) -> str:
        """One line: what was seen, or why nothing can be said."""
        if self.raised is None:
            return ""
        if not isinstance(self.raised, AssertionError):
            text = str(self.raised) or type(self.raised).__name__
            return first_line(
                text if self.verdict is not Verdict.INCONCLUSIVE or _ours(self.raised) else named(self.raised)
            )
        return first_line(self.explanation or self.attempt.actual)

    @property
    def explanation(self) -> str:
        """The words that the failing assert itself gives, if any."""
        text = str(self.raised)
        return "" if text.startswith("assert ") else text.partition("\nassert ")[0]


def _ours(raised: BaseException) -> bool:
    return type(raised).__module__.startswith("conformance.")


def named(raised: BaseException) -> str:
    return f"{type(raised).__name__}: {raised}"
