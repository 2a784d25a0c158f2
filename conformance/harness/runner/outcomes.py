"""How each verdict is said in pytest's words (docs/verdicts.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from conformance.harness.case.case import Outcome
from conformance.harness.runner.known import Declared
from conformance.model import Verdict

STALE = "declared in --known but conforms, remove the entry"


class Ends(Enum):
    """How pytest's item ends."""

    PASSES = "passes"
    FAILS = "fails"
    SKIPS = "skips"
    ERRS = "errs"


@dataclass(frozen=True)
class Status:
    """What pytest says of a row: category, letter and word, and how the item ends."""

    category: str
    letter: str
    word: str
    ends: Ends

    @property
    def said(self) -> tuple[str, str, str]:
        """As pytest takes it."""
        return self.category, self.letter, self.word


STATUS = {
    "conforms": Status("passed", ".", "CONFORMS", Ends.PASSES),
    "violates": Status("failed", "F", "VIOLATES", Ends.FAILS),
    "deviates": Status("deviation", "d", "DEVIATES", Ends.PASSES),
    "not-applicable": Status("skipped", "s", "NOT APPLICABLE", Ends.SKIPS),
    "inconclusive": Status("error", "E", "INCONCLUSIVE", Ends.ERRS),
    "unjudged": Status("unjudged", "E", "UNJUDGED", Ends.ERRS),  # inconclusive like all others: said once, not per row
    "known": Status("known", "k", "KNOWN", Ends.PASSES),
}


def status_of(outcome: Outcome, declared: Declared | None, *, enforce_should: bool) -> str:
    """The key of ``STATUS`` for a row; ``declared`` is the entry of ``--known`` that covers it, if any."""
    if outcome.verdict is Verdict.CONFORMS and declared and not declared.sometimes:
        return "violates"  # the entry does not hold any more
    if declared and outcome.verdict is declared.verdict:
        return "known"
    if outcome.verdict is Verdict.DEVIATES and enforce_should:
        return "violates"
    if outcome.verdict is Verdict.INCONCLUSIVE and not outcome.attempt.transcript.entries:
        return "unjudged"
    return outcome.verdict.value
