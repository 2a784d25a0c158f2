"""Allure's page is packed: smaller, with the same data, and opened on what failed."""

from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from conformance.report import allure_page

ROOTS = '{"roots":["cat:1"],"nodes":{}}'
DATA = {
    "widgets/tree.json": '{"name":"§2.1 \\u00e9 \\"quoted\\" </script>"}',
    "widgets/default/tree.json": '{"name":"§2.1 \\u00e9 \\"quoted\\" </script>"}',
    "data/attachments/a.txt": "47 45 54\n" * 2000,
    "data/history/b.json": "{}",
}


def page_with(data: dict[str, str]) -> str:
    calls = ",".join(f'd("{name}","{base64.b64encode(text.encode()).decode()}")' for name, text in data.items())
    script = f"Promise.allSettled([{calls}])\n        .then(function(){{ window.allureReportDataReady = true; }})"
    return f"<html><head><title>x</title></head><body><script defer>{script}</script></body></html>"


def unpacked(page: str) -> dict[str, str]:
    """What the script of the page gives to ``d``, decoded."""
    packed: Any = json.loads(gzip.decompress(base64.b64decode(re.findall(r'atob\("([^"]+)"\)', page)[0])))
    return {name: packed["values"][number].encode("latin-1").decode() for name, number in packed["names"].items()}


def test_the_page_has_the_same_data_in_less_room() -> None:
    page = page_with(DATA)
    packed = allure_page.prepared(page)
    assert unpacked(packed) == {name: text for name, text in DATA.items() if not name.startswith("data/history/")}
    assert len(packed) < len(page) / 10
    assert "window.allureReportDataReady = true" in packed


def test_a_value_that_two_names_have_is_kept_once() -> None:
    one, both = page_with({"a": DATA["widgets/tree.json"]}), page_with(DATA | {"data/attachments/a.txt": ""})
    assert len(unpacked(allure_page.prepared(both))) == 3
    packed = json.loads(
        gzip.decompress(base64.b64decode(re.findall(r'atob\("([^"]+)"\)', allure_page.prepared(both))[0]))
    )
    assert len(packed["values"]) == 2
    assert unpacked(allure_page.prepared(one)) == {"a": DATA["widgets/tree.json"]}


@pytest.mark.parametrize(("categories", "opens_on_them"), [(ROOTS, True), ('{"roots":[]}', False), ("", False)])
def test_it_opens_on_the_categories_if_there_are_any(categories: str, opens_on_them: bool) -> None:
    data = DATA | ({"widgets/categories.json": categories} if categories else {})
    assert ('location.replace("#categories")' in allure_page.prepared(page_with(data))) is opens_on_them


def test_a_page_of_another_form_stays_as_it_is() -> None:
    page = "<html><head></head><body>Promise.allSettled([load()])</body></html>"
    assert allure_page.prepared(page) == page


def test_violations_are_opened_and_deviations_are_a_category_of_their_own() -> None:
    text = (Path(allure_page.__file__).parent / "allurerc.js").read_text(encoding="utf-8")
    names = re.findall(r'category\("([a-z]+)"', text)
    assert names == ["violates", "known", "outdated", "deviates", "inconclusive", "fault"]
    assert 'expand: verdict === "violates"' in text
    assert 'defaultSortBy: "status,asc"' in text
