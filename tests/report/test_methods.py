"""The method of the reference implementation that the page shows for a violated requirement."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from conformance.report import html, methods
from conformance.report.methods import TABLE, Method
from tests.mutants import load
from tests.reference_methods import as_toml
from tests.reference_methods import methods as methods_of
from tests.report.conftest import Make
from tests.report.factory import embedded, row

KEY = "rfc9112/5.1/no-space-before-colon"


def test_the_table_is_the_one_that_follows_from_the_mutants() -> None:
    """Where it differs, run ``python -m tests.reference_methods``."""
    assert TABLE.read_text(encoding="utf-8") == as_toml(methods_of(load()))


def test_the_source_of_every_method_is_found() -> None:
    found = set(methods.table().values())
    assert [method for method in found if not re.match(r"(@\w+\n)*def ", methods.source(method))] == []


def test_the_source_is_whole_and_not_indented() -> None:
    source = methods.source(methods.table()[KEY])
    assert source.startswith("def add_field_line(self")
    compile(source, "method", "exec")


def test_without_the_reference_implementation_there_is_no_source() -> None:
    assert methods.source(Method("reference_impls/gone.py", "Gone.method")) == ""


def test_the_page_has_the_source_of_violated_requirements_only(make: Make) -> None:
    data = embedded(html.render(make(row(KEY, "violates"), row("rfc9112/3/malformed-request-line"))))
    (method,) = data["methods"]
    file, name, source = (data["strings"][number] for number in method)
    assert (file, name) == ("reference_impls/http/syntax.py", "MessageReader.add_field_line")
    assert source == methods.source(Method(file, name))
    assert [requirement[-1] for requirement in data["requirements"]] == [-1, 0]


def test_the_browser_shows_the_method_folded(make: Make, browse: Callable[[Path, str], str], tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(html.render(make(row(KEY, "violates"))), encoding="utf-8", newline="\n")
    opened = browse(page, f"#id={KEY}")
    shown = re.search(r'<details class="reference">(.*?)</details>', opened, re.DOTALL)
    assert shown is not None
    assert "MessageReader.add_field_line" in shown[1]
    assert "reference_impls/http/syntax.py" in shown[1]
    assert "def add_field_line(self" in shown[1]


def test_without_javascript_the_page_names_the_method(make: Make) -> None:
    static = html.render(make(row(KEY, "violates"))).partition('id="data"')[0]
    assert "<code>MessageReader.add_field_line</code>, <code>reference_impls/http/syntax.py</code>" in static
