"""A badge: an SVG picture, and the JSON from which shields.io draws one."""

from __future__ import annotations

import json

from conformance.report import digest
from conformance.report.digest import FAILED
from conformance.report.render import render_html
from conformance.report.results import Results
from conformance.text import plural

_COLOURS = {"brightgreen": "#2c7a4b", "yellowgreen": "#7a7a16", "red": "#b42318", "lightgrey": "#6b7280"}
_LABEL = "conformance"


def message(results: Results) -> tuple[str, str]:
    """Return the text of the badge, which counts requirements, and the name of its colour at shields.io."""
    groups = [item.group for item in digest.requirement_results(results)]
    failed = sum(group in FAILED for group in groups)
    if failed:
        return plural(failed, "violation"), "red"
    if results.summary is None or not {"conforms", "deviates"} & set(groups):
        return "inconclusive", "lightgrey"
    if "deviates" in groups or "known" in groups:
        remarks = [(groups.count("known"), "known violation"), (groups.count("deviates"), "deviation")]
        return ", ".join(plural(number, word) for number, word in remarks if number), "yellowgreen"
    return "conforms", "brightgreen"


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
