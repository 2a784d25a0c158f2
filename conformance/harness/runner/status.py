"""The verdicts of the design in the words of pytest: category, letter and word of each row."""

from __future__ import annotations

from conformance.harness.case.case import Outcome
from conformance.harness.runner.known import Declared
from conformance.model import Verdict

STATUS = {  # verdict -> pytest's category, letter and word
    "conforms": ("passed", ".", "CONFORMS"),
    "violates": ("failed", "F", "VIOLATES"),
    "deviates": ("deviation", "d", "DEVIATES"),
    "not-applicable": ("skipped", "s", "NOT APPLICABLE"),
    "inconclusive": ("error", "E", "INCONCLUSIVE"),
    "unjudged": ("unjudged", "E", "UNJUDGED"),  # inconclusive as all others are: said once, not once a row
    "known": ("known", "k", "KNOWN"),
}


def status_of(outcome: Outcome, declared: Declared | None, passed: bool) -> str:
    """The key of ``STATUS`` for a row; ``passed`` is what pytest made of it."""
    if declared and outcome.verdict is declared.verdict:
        return "known"
    if outcome.verdict is Verdict.CONFORMS and not passed:
        return "violates"  # declared in --known, and no longer true
    if outcome.verdict is Verdict.DEVIATES and not passed:
        return "violates"  # --enforce should
    if outcome.verdict is Verdict.INCONCLUSIVE and not outcome.attempt.transcript.entries:
        return "unjudged"
    return outcome.verdict.value
