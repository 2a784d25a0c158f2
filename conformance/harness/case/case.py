"""A case bound to a target, and how one run of it ended."""

from __future__ import annotations

import contextlib
import functools
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from conformance.harness.case.attempt import MAX_CONNECTIONS, Attempt
from conformance.harness.case.properties import USUAL, Search, Tried, examples_of, judge
from conformance.harness.case.run_view import OUTSIDE_RUN, RunView
from conformance.harness.case.slots import Slots
from conformance.harness.case.spec import Peer
from conformance.harness.case.target import Target
from conformance.harness.net.segmentation import Segments
from conformance.model import Inconclusive, NotApplicable, Requirement, Verdict, not_applicable
from conformance.text import first_line

FAULT = "a fault of this tool, please report"


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
    sockets: bool = False  # needs what only a target on a socket, in a process, has
    search: Search = USUAL  # where it is a property
    max_connections: int = MAX_CONNECTIONS  # that one attempt may open
    is_cause: bool = False  # of its requirement, this row tells whether what rests on that can be judged
    rests_on: tuple[Requirement, ...] = ()  # what this row needs beside what its requirement rests on
    reported: bool = True  # false: it is judged only because others rest on it

    @functools.cached_property
    def causes(self) -> tuple[Requirement, ...]:
        """What its requirement rests on, and what the row itself rests on, with the causes of these."""
        of_row = (cause for one in self.rests_on for cause in (one, *one.causes))
        found = dict.fromkeys((*self.requirement.causes, *of_row))
        return tuple(cause for cause in found if cause is not self.requirement)

    def run(
        self,
        patience: float,
        slots: Slots | None = None,
        segments: Segments | None = None,
        run: RunView = OUTSIDE_RUN,
    ) -> Outcome:
        """Run once, with ``patience`` seconds for each answer; a property, once for each example."""
        once = partial(self._once, patience, slots, segments, run)
        clock = self.target.clock
        began, started = clock.today(), clock.now()
        is_property = examples_of(self.function)
        attempt, raised = judge(self.function, once, self.search, clock) if is_property else once(self.function)
        attempt.transcript.trouble(traceback_of(raised))
        return Outcome(self, attempt, raised, began, clock.now() - started)

    def fails_with(self, drawn: Mapping[str, object], patience: float, run: RunView = OUTSIDE_RUN) -> bool:
        """Whether a property fails with this one example, given by name."""
        _, raised = self._once(patience, None, None, run, partial(self.function, **drawn))
        return isinstance(raised, AssertionError)

    def fault(self, raised: BaseException) -> Outcome:
        """The outcome where the harness failed by itself before it had one."""
        attempt = Attempt(self.target, self.target.patience)
        attempt.transcript.trouble(traceback_of(raised))
        return Outcome(self, attempt, raised, self.target.clock.today(), 0.0)

    def _once(
        self,
        patience: float,
        slots: Slots | None,
        segments: Segments | None,
        run: RunView,
        function: Callable[..., None],
    ) -> Tried:
        if slots:
            slots.take()
        name = f"{self.requirement.id} {self.row}"
        attempt = Attempt(self.target, patience, slots, segments, name, run, self.max_connections)
        raised = self._attempt(attempt, function)
        raised = run.limit.over(self.target.clock.now()) or raised  # that it waited no longer is not the target's fault
        if slots and slots.count == 1:
            slots.give_back()
        return attempt, raised

    def _attempt(self, attempt: Attempt, function: Callable[..., None]) -> BaseException | None:
        made: dict[str, Peer] = {}
        try:
            with contextlib.ExitStack() as stack:  # closes everything, also where one of them cannot be closed
                stack.callback(attempt.close)
                for name, value in self.requirement.section.document.needs.items():
                    attempt.require_value(name, value)
                if reason := self.target.protocol.inapplicable(self):
                    not_applicable(reason)
                for name in self.peers:
                    made[name] = self.target.protocol.peers[name](attempt)
                    stack.callback(made[name].close)
                function(**self.values, **made)
        except KeyboardInterrupt:
            raise
        except BaseException as raised:  # pytest's own outcomes are no Exceptions; a thread must not die of one
            return raised
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

    def ended_by(self, raised: BaseException, blame: str = "") -> Outcome:
        """The same attempt with another end: what the harness found out after it."""
        return Outcome(self.case, self.attempt, raised, self.started, self.seconds, blame)

    def free(self) -> None:
        """Free the messages, and the local variables in the traceback of the exception: these may be megabytes."""
        self.attempt.received.clear()
        raised = self.raised
        while raised is not None:
            traceback.clear_frames(raised.__traceback__)
            raised = raised.__context__

    @property
    def values(self) -> dict[str, object]:
        """What the case was run with: the values of its row, and the example of a property."""
        return {**self.case.values, **self.attempt.drawn}

    @property
    def message(self) -> str:
        """One line: what was seen, or why nothing can be said."""
        if self.raised is None:
            return ""
        if self.verdict is Verdict.FAULT:
            return first_line(f"{FAULT}: {type(self.raised).__name__}: {self.raised}")
        if not isinstance(self.raised, AssertionError):
            return first_line(str(self.raised) or type(self.raised).__name__)
        return first_line(self.explanation or self.attempt.actual)

    @property
    def explanation(self) -> str:
        """The words that the failing assert itself gives, if any."""
        text = str(self.raised)
        return "" if text.startswith("assert ") else text.partition("\nassert ")[0]


def verdict_of(raised: BaseException | None, requirement: Requirement) -> Verdict:
    """Return the verdict: what ended the case and the level of its requirement decide it; see docs/verdicts.md."""
    if raised is None:
        return Verdict.CONFORMS
    if isinstance(raised, NotApplicable):
        return Verdict.NOT_APPLICABLE
    if isinstance(raised, Inconclusive):
        return Verdict.INCONCLUSIVE
    if not isinstance(raised, AssertionError):
        return Verdict.FAULT
    return Verdict.VIOLATES if requirement.level.absolute else Verdict.DEVIATES


def traceback_of(raised: BaseException | None) -> list[str]:
    """The lines of the traceback of an exception that says nothing of the target; none of any other."""
    if raised is None or isinstance(raised, AssertionError | NotApplicable | Inconclusive):
        return []
    return "".join(traceback.format_exception(raised)).splitlines()
