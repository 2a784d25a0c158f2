"""Facts about an HTTP server, measured before the first case: whether it parses requests, and finds where they end.

Most cases send a request, and the sentinel after it in the same segment, to find out where the target took the request
to end. That shows nothing about a target that loses the second of any two requests in a segment. A target may do so now
and then only. So the facts are measured once and decide for all cases, or each run would give other verdicts.
"""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Case

PAIR = "pair"  # two plain requests that arrive in one segment are both served
LENGTH = "length"  # the content of a plain POST is what Content-Length says
CHUNKED = "chunked"  # the content of a plain chunked POST is decoded
PARSES = "parses"  # twenty malformed requests are not all served as a plain one is
ONE_HEAD = "one_head"  # the head of the answer to a plain GET comes once

PARSES_HOME = "rfc9112/2.2/parse-requests"  # the requirement that reports that requests are not parsed
ONE_HEAD_HOME = "rfc9112/9.2/one-final-response"  # the one that reports a second head

YES, NO = "yes", "no"


def holds(fact: str, attempt: Attempt) -> bool:
    """Whether the fact is true of the target of an attempt; true as well if it could not be measured."""
    return attempt.target.measured.get(fact, YES) == YES


def as_facts(found: dict[str, bool | None]) -> dict[str, str]:
    """Return what was found as facts, without those that could not be measured."""
    return {name: YES if is_so else NO for name, is_so in found.items() if is_so is not None}


def inapplicable(case: Case) -> str:
    """Why a case does not apply to its target, or an empty text.

    If every head comes twice, each message is taken for another: neither exchanges nor responses show anything. If the
    target does not parse requests, a case on how it treats one shows nothing. Still judged are then the responses as
    such, and whether the target survives.
    """
    home, of_requests = case.requirement.id, "http" in case.peers
    if is_false(ONE_HEAD, case) and home != ONE_HEAD_HOME and (of_requests or "responses" in case.peers):
        return f"the target sends each head twice, which {ONE_HEAD_HOME} reports"
    judged_anyway = case.requirement.section.document.id == "robustness" or home == PARSES_HOME
    if is_false(PARSES, case) and of_requests and not judged_anyway:
        return f"the target does not parse requests, which {PARSES_HOME} reports"
    return ""


def is_false(fact: str, case: Case) -> bool:
    """Whether the fact was measured, and is not true of the target of a case."""
    return case.target.measured.get(fact, YES) != YES
