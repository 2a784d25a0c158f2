"""The outcome that pytest reports for each verdict (docs/verdicts.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from conformance.harness.case.case import Outcome
from conformance.harness.runner.known import Declared
from conformance.model import OutOfTime, Verdict

OUTDATED = "declared in --known but conforms: remove the entry"


class ItemEnd(Enum):
    """How pytest's item ends."""

    PASSES = "passes"
    FAILS = "fails"
    SKIPS = "skips"
    ERRS = "errs"


@dataclass(frozen=True)
class Status:
    """What pytest prints for a row (category, letter, word), and how its item ends."""

    printed: tuple[str, str, str]
    ends: ItemEnd


STATUS = {
    "conforms": Status(("passed", ".", "CONFORMS"), ItemEnd.PASSES),
    "violates": Status(("failed", "F", "VIOLATES"), ItemEnd.FAILS),
    "deviates": Status(("deviation", "d", "DEVIATES"), ItemEnd.PASSES),
    "not-applicable": Status(("skipped", "s", "NOT APPLICABLE"), ItemEnd.SKIPS),
    "inconclusive": Status(("error", "E", "INCONCLUSIVE"), ItemEnd.ERRS),
    "fault": Status(("error", "!", "FAULT OF THIS TOOL"), ItemEnd.ERRS),
    # inconclusive, but nothing was sent, or the time was used: the reason is printed once, not for each row
    "unjudged": Status(("unjudged", "u", "UNJUDGED"), ItemEnd.ERRS),
    "known": Status(("known", "k", "KNOWN"), ItemEnd.PASSES),
    "outdated": Status(("failed", "F", "OUTDATED"), ItemEnd.FAILS),  # declared in --known, but conforms now
}


def status_of(outcome: Outcome, declared: Declared | None, *, enforce_should: bool) -> str:
    """The key of ``STATUS`` for a row; ``declared`` is the entry of ``--known`` that covers it, if any."""
    if outcome.verdict is Verdict.CONFORMS and declared and not declared.sometimes:
        return "outdated"
    if declared and outcome.verdict is declared.verdict:
        return "known"
    if outcome.verdict is Verdict.DEVIATES and enforce_should:
        return "violates"
    is_untold = isinstance(outcome.raised, OutOfTime) or not outcome.attempt.transcript.entries
    if outcome.verdict is Verdict.INCONCLUSIVE and is_untold:
        return "unjudged"
    return outcome.verdict.value
