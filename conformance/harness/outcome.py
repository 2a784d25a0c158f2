"""How a case ends, and the verdict that follows (section 4 of the design)."""

from __future__ import annotations

from typing import NoReturn

from conformance.model import Requirement, Verdict


class NotApplicable(Exception):
    """The target does not offer what the case needs; ``option`` would change that."""

    def __init__(self, reason: str, option: str = "") -> None:
        super().__init__(f"{reason}: {option}" if option else reason)
        self.option = option


class Inconclusive(Exception):
    """The harness could not tell: never the target's fault."""


class TargetGone(Inconclusive):
    """No connection to the target can be made any more."""


def not_applicable(reason: str, option: str = "") -> NoReturn:
    """End the case: the target lacks a capability. ``option`` is the command-line option that would provide it."""
    raise NotApplicable(reason, option)


def inconclusive(reason: str) -> NoReturn:
    """End the case: the harness cannot see what it would need to see."""
    raise Inconclusive(reason)


def must_tell(seen: bool, what: str) -> None:
    """End the case as inconclusive where the oracle saw nothing."""
    if not seen:
        inconclusive(what)


def verdict_of(raised: BaseException | None, requirement: Requirement) -> Verdict:
    """The design's table: what ends a case, and the level of its requirement, decide the verdict."""
    if raised is None:
        return Verdict.CONFORMS
    if isinstance(raised, NotApplicable):
        return Verdict.NOT_APPLICABLE
    if not isinstance(raised, AssertionError):
        return Verdict.INCONCLUSIVE
    return Verdict.VIOLATES if requirement.level.absolute else Verdict.DEVIATES
