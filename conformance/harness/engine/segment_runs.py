"""Runs cases again that conformed, with everything they send cut into segments."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Case
from conformance.harness.engine.state import RunState
from conformance.harness.net.segmentation import Segments
from conformance.harness.targets.measurement import baseline
from conformance.model import Verdict

SIZE = 8  # octets: so many runs, each with its own first segment, cut everywhere
EVERYWHERE = (*(Segments(SIZE, first) for first in range(1, SIZE + 1)), Segments(1, 1))
ENOUGH, SHOWN = 8, 3  # runs that look wrong, after which no more are begun; and those that are told of


@dataclass(frozen=True)
class Again:
    """One more run: of a case, or without one of the baseline exchange."""

    segments: Segments
    case: Case | None = None


class Segmented:
    """The peer of the cases on segments; they run after all others.

    Only requirements without exception are asked for again: beyond them a target may answer as it likes, each time.
    """

    def __init__(self, attempt: Attempt) -> None:
        self.attempt, self.target = attempt, attempt.target
        self._evidence, self._found = attempt, 0

    def differing(self, sample: int) -> list[str]:
        """What is not as it was when sent whole, after at most ``sample`` runs (0: all of them)."""
        runs = list(self._runs(sample))
        with ThreadPoolExecutor(max(1, min(self.target.jobs, len(runs)))) as pool:
            bad = [run for run, wrong in zip(runs, pool.map(self._looks_wrong, runs), strict=True) if wrong]
        found = [text for run in bad[:ENOUGH] if (text := self._confirmed(run))][:SHOWN]
        self.attempt.observed(
            "; ".join(found) or f"{len(runs)} runs in segments ended as they did in one", suspect=True
        )
        return found

    def _runs(self, sample: int) -> Iterator[Again]:
        yield from (Again(segments) for segments in EVERYWHERE)
        cases = [case for case in self._conformed() if case.requirement.level.absolute and not case.heavy]
        cases.sort(key=lambda case: case.index)
        if not sample:
            yield from (Again(segments, case) for case in cases for segments in EVERYWHERE)
        for number, case in enumerate(cases[:: 1 + len(cases) // sample] if sample else ()):
            yield Again(EVERYWHERE[number % len(EVERYWHERE)], case)

    def _conformed(self) -> list[Case]:
        """The cases that conformed in the run that this attempt belongs to."""
        return self.attempt.run.conformed if isinstance(self.attempt.run, RunState) else []

    def _looks_wrong(self, run: Again) -> bool:
        wrong = self._found < ENOUGH and bool(self._wrong(run))
        self._found += wrong
        return wrong

    def _wrong(self, run: Again, whole: bool = False) -> str:
        """What is wrong when a case, or the baseline, runs in segments, or whole once more."""
        segments = None if whole else run.segments
        if run.case is None:
            wrong, _, attempt = baseline(self.target, self.target.patience, segments, self.attempt.run)
        else:
            outcome = run.case.run(self.target.patience, segments=segments, run=self.attempt.run)
            attempt, bad = outcome.attempt, outcome.verdict in (Verdict.VIOLATES, Verdict.DEVIATES)
            wrong = outcome.message if bad else ""
        if wrong:
            self._evidence = attempt
        return wrong

    def _confirmed(self, run: Again) -> str:
        """What is wrong, if it is so once more with nothing beside it, and is not so without segments."""
        if self._wrong(run, whole=True) or not (wrong := self._wrong(run)):
            return ""
        self.attempt.transcript.take(self._evidence.transcript)
        name = run.case.name.rpartition("/")[2] if run.case else "the baseline exchange"
        return f"{name} with --segments {run.segments}: {wrong}"

    def close(self) -> None:
        """Nothing is held open."""
