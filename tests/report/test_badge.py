"""The badge: what it says, in both forms."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from conformance.report import badge
from tests.report.conftest import Make
from tests.report.factory import row

SVG = "{http://www.w3.org/2000/svg}"
KEY = "rfc9112/5.1/a"


@pytest.mark.parametrize(
    ("verdict", "changes", "said", "colour"),
    [
        ("conforms", {}, "conforms", "brightgreen"),
        ("violates", {}, "1 violation", "red"),
        ("violates", {"level": "robustness"}, "1 violation", "red"),
        ("violates", {"known": "declared"}, "1 known", "yellowgreen"),
        ("deviates", {"level": "SHOULD"}, "1 deviating", "yellowgreen"),
        ("inconclusive", {}, "inconclusive", "lightgrey"),
        ("not-applicable", {}, "inconclusive", "lightgrey"),
    ],
)
def test_the_badge_says_the_worst(make: Make, verdict: str, changes: dict[str, str], said: str, colour: str) -> None:
    results = make(row(KEY, verdict, **changes), *([row("rfc9112/5.1/b")] if changes else []))
    expected = {"schemaVersion": 1, "label": "conformance", "message": said, "color": colour}
    assert json.loads(badge.as_json(results)) == expected
    picture = ElementTree.fromstring(badge.as_svg(results))
    assert [text.text for text in picture.iter(f"{SVG}text")] == ["conformance", said]
    assert [title.text for title in picture.iter(f"{SVG}title")] == [f"conformance: {said}"]


def test_a_run_cut_short_earns_no_green(make: Make) -> None:
    assert badge.message(make(row(KEY), whole=False, collected=2)) == ("interrupted: 1 of 2 rows judged", "lightgrey")
