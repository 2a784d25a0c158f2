"""What is printed is printable and bounded, whatever a target sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.text import clip, first_line, printable, show, value_text

HOSTILE = "\x1b[31m\x00\x07\r\n\x9b\x7f\u202e\u2028\udcff\N{LATIN SMALL LETTER E WITH ACUTE}"


def test_nothing_printable_controls_a_terminal() -> None:
    shown = printable(HOSTILE)
    assert shown.isprintable()
    assert shown.startswith("\\x1b[31m\\x00")
    assert shown.endswith("\N{LATIN SMALL LETTER E WITH ACUTE}")
    assert show(HOSTILE.encode("utf-8", "surrogatepass") * 99, 40).isprintable()


def test_lines_and_values_are_bounded() -> None:
    assert first_line("one\ntwo") == "one"
    assert len(first_line("x" * 10000)) == 300
    assert len(value_text(b"x" * 10000)) < 200
    assert len(value_text(["x" * 10000])) <= 120


@pytest.mark.parametrize(
    "cut", [lambda text: show(text.encode(), 40), lambda text: clip(text, 40)], ids=["show", "clip"]
)
def test_a_text_is_not_cut_for_a_few_characters(cut: Callable[[str], str]) -> None:
    """The remark on what was left out would be as long as that."""
    assert "x" * 46 in cut("x" * 46)
    assert "… 60 more" in cut("x" * 100)
