"""How much of what there is to judge a run has judged, in words that every report uses."""

from __future__ import annotations

from dataclasses import dataclass

from conformance.report.results import Results
from conformance.text import plural


@dataclass(frozen=True)
class Scope:
    """The rows that a run judged, of those that it was to judge; why it ended early; the requirements that exist.

    ``existing`` is 0 where the results do not say it: they were written by an earlier version.
    """

    judged: int
    collected: int
    interrupted: str
    selection: bool
    existing: int

    @property
    def is_cut(self) -> bool:
        """Whether there are rows that the run was to judge and did not."""
        return self.judged < self.collected or bool(self.interrupted)

    @property
    def is_whole(self) -> bool:
        """Whether everything was judged that the project can judge."""
        return not self.is_cut and not self.selection

    @property
    def rows(self) -> str:
        """How many rows were judged, as ``59 of 4,163 rows judged``."""
        of = " of a selection" if self.selection else ""
        return f"{self.judged:,} of {plural(self.collected, 'row')}{of} judged"

    @property
    def cut(self) -> str:
        """What became of a run that was cut, as ``interrupted: 59 of 4,163 rows judged``."""
        return f"{'interrupted' if self.interrupted else 'incomplete'}: {self.rows}"


def scope_of(results: Results) -> Scope:
    """The scope of a run. A file without its last line is that of a run that was killed."""
    run, summary = results.run, results.summary
    judged = sum(row.status != "unjudged" for row in results.rows)
    collected = max(run.collected, len(results.rows))
    why = summary.interrupted if summary else "killed"
    is_over = summary is not None and judged == collected  # what ended the run came too late to leave anything out
    return Scope(judged, collected, "" if is_over else why, run.selection, run.existing)
