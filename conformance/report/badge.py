"""A badge: an SVG picture, and the JSON from which shields.io draws one."""

from __future__ import annotations

import json
from collections import Counter

from conformance.report import digest
from conformance.report.digest import FAILED, JUDGED
from conformance.report.render import render_html
from conformance.report.results import Results
from conformance.report.scope import Scope, scope_of
from conformance.text import plural

_COLOURS = {
    "brightgreen": "#2c7a4b",
    "yellowgreen": "#7a7a16",
    "blue": "#1f5fa8",
    "red": "#b42318",
    "lightgrey": "#6b7280",
}
_LABEL = "conformance"
_REMARKS = {
    "deviates": "deviating",
    "outdated": "outdated in --known",
    "known": "known",
    "inconclusive": "inconclusive",
}


def message(results: Results) -> tuple[str, str]:
    """Return the text of the badge, which counts requirements, and the name of its colour at shields.io.

    Only a run that judged everything is green, and one that was cut is grey, whatever it found until then.
    """
    found, scope = digest.requirement_results(results), scope_of(results)
    groups = Counter(item.group for item in found)
    failed = sum(groups[name] for name in FAILED)
    violations = [plural(failed, "violation")] if failed else []
    remarks = [f"{groups[name]:,} {word}" for name, word in _REMARKS.items() if groups[name]]
    if scope.is_cut:
        return ", ".join([*violations, scope.cut]), "lightgrey"
    if left_out := results.targets_left_out:
        return ", ".join([*violations, *remarks, f"{plural(left_out, 'target')} not judged"]), "lightgrey"
    if failed:
        return ", ".join([*violations, *remarks]) + _of_a_selection(scope), "red"
    whole = sum(item.group == "conforms" and item.is_whole for item in found)
    return _message_without_violations(scope, groups, remarks, whole)


def _message_without_violations(scope: Scope, groups: Counter[str], remarks: list[str], whole: int) -> tuple[str, str]:
    """Return text and colour for a run that ended; ``whole`` requirements conform in all of their rows."""
    if scope.selection and whole:
        said = f"conforms in {whole:,} of {plural(scope.existing, 'requirement')}"
        return ", ".join([said, *remarks]), "lightgrey" if groups["inconclusive"] else "blue"
    if scope.selection or not any(groups[name] for name in JUDGED):
        return "inconclusive" + _of_a_selection(scope), "lightgrey"
    if groups["inconclusive"]:
        return ", ".join(remarks), "lightgrey"
    return (", ".join(remarks), "yellowgreen") if remarks else ("conforms", "brightgreen")


def _of_a_selection(scope: Scope) -> str:
    return " in a selection" if scope.selection else ""


def as_json(results: Results) -> str:
    """The badge in the schema of a shields.io endpoint."""
    said, colour = message(results)
    return json.dumps({"schemaVersion": 1, "label": _LABEL, "message": said, "color": colour}) + "\n"


def as_svg(results: Results) -> str:
    """The badge as a picture. Widths are estimated, and the text is stretched to fit."""
    said, colour = message(results)
    left, right = _width(_LABEL), _width(said)
    return render_html("badge.svg", label=_LABEL, said=said, left=left, right=right, colour=_COLOURS[colour])


def _width(text: str) -> int:
    return round(6.6 * len(text)) + 12
