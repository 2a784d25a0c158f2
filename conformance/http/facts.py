"""The facts that are measured of an HTTP server before the first case: where, in the plainest messages, requests end.

Most cases send a request, and the sentinel behind it in the same segment, to find out where the target took the request
to end. That shows nothing of a target that loses the second of any two requests in a segment. So the facts decide for
all cases: what a target does by chance must not give each run other verdicts.
"""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Case

PAIR = "pair"  # two plain requests that arrive in one segment are both served
LENGTH = "length"  # the content of a plain POST is what Content-Length says
CHUNKED = "chunked"  # the content of a plain chunked POST is decoded
PARSES = "parses"  # twenty malformed requests are not all served as a plain one is

PARSES_HOME = "rfc9112/2.2/parse-requests"  # the requirement that reports that requests are not parsed

YES, NO = "yes", "no"


def holds(fact: str, attempt: Attempt) -> bool:
    """Whether the fact is true of the target of an attempt; also where it could not be measured."""
    return attempt.target.measured.get(fact, YES) == YES


def as_facts(found: dict[str, bool | None]) -> dict[str, str]:
    """Return what was found as facts, without those that could not be measured."""
    return {name: YES if is_so else NO for name, is_so in found.items() if is_so is not None}


def inapplicable(case: Case) -> str:
    """Why a case does not apply to its target, or an empty text.

    Where requests are not parsed, nothing that is made of them can be right. What remains is what the responses are
    like, and whether the target survives.
    """
    judged_anyway = case.requirement.section.document.id == "robustness" or case.requirement.id == PARSES_HOME
    if judged_anyway or "http" not in case.peers or case.target.measured.get(PARSES, YES) == YES:
        return ""
    return f"the target does not parse requests, which {PARSES_HOME} reports"
