"""What the command line of a run names."""

from __future__ import annotations

import pytest

from conformance.harness.runner.places import selects_rows

pytest_plugins = ["pytester"]


@pytest.mark.parametrize(
    ("words", "selects"),
    [([], False), (["-k", "x"], True), (["-m", "x"], True), (["--deselect=x"], True), (["a.py::test"], True)],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_run_of_some_rows_is_told_from_one_of_all(pytester: pytest.Pytester, words: list[str], selects: bool) -> None:
    assert selects_rows(pytester.parseconfig(*words)) is selects
