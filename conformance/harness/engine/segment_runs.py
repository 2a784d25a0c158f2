"""Runs cases that conformed once more, with everything that they send cut into segments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Case
from conformance.harness.engine.state import RunState
from conformance.harness.net.segmentation import Segments
from conformance.harness.targets.measurement import baseline
from conformance.model import Verdict

SIZE = 8  # octets of a segment; eight runs with first segments of 1 to 8 octets together cut between any two octets
EVERYWHERE = (*(Segments(SIZE, first) for first in range(1, SIZE + 1)), Segments(1, 1))
ENOUGH = 8  # no more runs begin after so many that look wrong
SHOWN = 3  # runs that are reported


@dataclass(frozen=True)
class SegmentRun:
    """One more run of a case, or of the baseline exchange where ``case`` is ``None``."""

    segments: Segments
    case: Case | None = None


class Segmented:
    """The peer of the cases on segments; they run after all others.

    Only cases of absolute requirements run again: a SHOULD may be met in one run and not in the next.
    """

    def __init__(self, attempt: Attempt) -> None:
        self.attempt, self.target = attempt, attempt.target
        self._evidence, self._found = attempt, 0

    def differing(self, sample: int) -> list[str]:
        """Return what differs from the runs without segments, after at most ``sample`` runs (0: all)."""
        runs = list(self._runs(sample))
        tasks = [partial(self._looks_wrong, run) for run in runs]
        wrong = self.target.clock.side_by_side(tasks, self.target.jobs)
        bad = [run for run, looks_wrong in zip(runs, wrong, strict=True) if looks_wrong]
        found = [text for run in bad[:ENOUGH] if (text := self._confirmed(run))][:SHOWN]
        self.attempt.observed(
            "; ".join(found) or f"{len(runs)} runs in segments ended as they did in one", suspect=True
        )
        return found

    def _runs(self, sample: int) -> Iterator[SegmentRun]:
        yield from (SegmentRun(segments) for segments in EVERYWHERE)
        cases = [case for case in self._conformed() if case.requirement.level.absolute and not case.heavy]
        cases.sort(key=lambda case: case.index)
        if not sample:
            yield from (SegmentRun(segments, case) for case in cases for segments in EVERYWHERE)
        for number, case in enumerate(cases[:: 1 + len(cases) // sample] if sample else ()):
            yield SegmentRun(EVERYWHERE[number % len(EVERYWHERE)], case)

    def _conformed(self) -> list[Case]:
        """The cases that conformed in the run that this attempt belongs to."""
        return self.attempt.run.conformed if isinstance(self.attempt.run, RunState) else []

    def _looks_wrong(self, run: SegmentRun) -> bool:
        wrong = self._found < ENOUGH and bool(self._wrong(run))
        self._found += wrong
        return wrong

    def _wrong(self, run: SegmentRun, whole: bool = False) -> str:
        """Return what is wrong when it runs in segments, or ``whole``; an empty text if nothing is."""
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

    def _confirmed(self, run: SegmentRun) -> str:
        """Run it again with nothing beside it: return what is wrong, unless it is wrong without segments as well.

        The example with which a property fails in segments may be one that it was not tried with before.
        """
        if self._wrong(run, whole=True) or not (wrong := self._wrong(run)):
            return ""
        drawn = self._evidence.drawn
        if run.case and drawn and run.case.fails_with(drawn, self.target.patience, self.attempt.run):
            return ""
        self.attempt.transcript.take(self._evidence.transcript)
        name = run.case.name.rpartition("/")[2] if run.case else "the baseline exchange"
        return f"{name} with --segments {run.segments}: {wrong}"

    def close(self) -> None:
        """Nothing is held open."""
