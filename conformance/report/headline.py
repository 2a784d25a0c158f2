"""Summarize a run in one sentence.

The sentence says whether all rows were judged. Of a run that was cut, or of a selection, it claims nothing that holds
only if the other rows were judged as well.
"""

from __future__ import annotations

from collections import Counter

from conformance.report import digest
from conformance.report.digest import FAILED, JUDGED, RequirementResult
from conformance.report.results import Results
from conformance.report.scope import Scope, scope_of
from conformance.text import plural

OTHERS = {
    "deviates": "not as advised",
    "outdated": "outdated in --known",
    "known": "known",
    "inconclusive": "inconclusive",
    "fault": "not judged, for a fault of this tool",
}
"""The groups that are counted after the violations, with the words for them."""


def headline(results: Results) -> str:
    """The run in one sentence, counted in requirements."""
    found = [item for item in digest.requirement_results(results) if item.is_begun]
    scope, groups = scope_of(results), Counter(item.group for item in found)
    if scope.is_cut:
        said = _of_a_cut_run(scope, groups)
    elif scope.selection:
        said = _of_a_selection(scope, groups, found)
    else:
        said = _of_a_whole_run(groups)
    others = [f"{groups[name]:,} {words}" for name, words in OTHERS.items() if groups[name]]
    if left_out := results.targets_left_out:
        others.append(f"{left_out} of {plural(len(results.run.targets), 'target')} not judged")
    return ", ".join([said, *others]) + "."


def _of_a_whole_run(groups: Counter[str]) -> str:
    judged = _judged(groups)
    return (
        f"Violates {_failed(groups) or 'none'} of {plural(judged, 'requirement')}" if judged else "Nothing was judged"
    )


def _of_a_cut_run(scope: Scope, groups: Counter[str]) -> str:
    why = f" ({scope.interrupted})" if scope.interrupted else ""
    failed = _failed(groups)
    return f"{scope.cut.capitalize()}{why}" + (f"; violates {plural(failed, 'requirement')}" if failed else "")


def _of_a_selection(scope: Scope, groups: Counter[str], found: list[RequirementResult]) -> str:
    """Count against all requirements that exist; count apart those of which only some rows were selected."""
    conforming = [item for item in found if item.group == "conforms"]
    whole = sum(item.is_whole for item in conforming)
    counts = {"violates": _failed(groups), "conforms in": whole}
    said = " and ".join(f"{words} {count:,}" for words, count in counts.items() if count)
    of = f"of {plural(scope.existing or len(found), 'requirement')}"
    in_part = len(conforming) - whole
    parts = [f"{said} {of}"] if said else []
    if in_part:
        parts.append(f"judges {in_part:,}{'' if said else f' {of}'} only in part, without a violation")
    said = ", ".join(parts) or f"judges {_judged(groups) or 'none'} {of}"
    return f"A selection: {said}"


def _judged(groups: Counter[str]) -> int:
    return sum(groups[name] for name in JUDGED)


def _failed(groups: Counter[str]) -> int:
    return sum(groups[name] for name in FAILED)


def facts(results: Results) -> dict[str, str]:
    """Return the headline and the counts for programs: as properties of JUnit XML, and as Allure's environment."""
    scope = scope_of(results)
    return {
        "conformance": headline(results),
        "rows judged": f"{scope.judged} of {scope.collected}",
        "interrupted": scope.interrupted or ("rows were left out" if scope.is_cut else "no"),
        "selection": "yes" if scope.selection else "no",
    }
