"""The summary in Markdown: the exact text that a user sees, and hostile text that stays text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conformance.report import summary
from conformance.report.render import FOLDER
from conformance.text import code_span, escape_markdown
from tests.report.conftest import Make
from tests.report.factory import HOSTILE, TARGET, requirement, row

SNAPSHOT = Path(__file__).parent / "summary.md"


def test_the_text_is_the_one_recorded(make: Make) -> None:
    results = make(
        row("rfc9112/5.1/no-space-before-colon", "violates", message="answered 200 OK"),
        row("rfc9112/5.1/no-space-before-colon"),
        row("rfc9112/9.6/close", "deviates", level="SHOULD", message="left it open | for 2 s"),
        row("rfc9112/3.2/host", "violates", level="implied", message="answered `200`"),
        row("rfc9112/3.2/known", "violates", known="upstream says no", message="answered 200"),
        row("rfc9112/6.1/lost", "inconclusive", message="cannot connect"),
        row("rfc9110/8.6/echo", "not-applicable", option="--cap echo=/path", message="needs an echo"),
        row("rfc9110/8.6/trace", "not-applicable", message="the target does not do TRACE"),
    )
    text = summary.render(results, [make(row("rfc9112/9.6/close"), row("rfc9112/3.2/host"))])
    assert text == SNAPSHOT.read_text(encoding="utf-8")


def test_several_targets_have_a_line_each(make: Make) -> None:
    urls = ("http://one/", "http://two/")
    text = summary.render(
        make(row("rfc9112/5/a", target=urls[0]), row("rfc9112/5/a", "violates", target=urls[1]), urls=urls)
    )
    assert "| `one` | `nginx/1.22` | 0 | 0 | 0 | 0 | 0 | 1 |\n| `two` | `nginx/1.22` | 1 | 0 | 0 | 0 | 0 | 0 |" in text


def test_a_truncated_file_is_announced(make: Make) -> None:
    assert "> **The run was cut short: the file has 1 row and no summary.**" in summary.render(
        make(row("rfc9112/5/a"), whole=False)
    )


@pytest.mark.parametrize(
    ("hostile", "span"),
    [
        ("a`b", "``a`b``"),
        ("`", "`` ` ``"),
        ("a``b`c", "```a``b`c```"),
        ("a|b", "`a\\|b`"),
        ("a\nb\r\n\tc", "`a b\\x0d c`"),
        ("\x1b[31m\x00\u202e", "`\\x1b[31m\\x00\\u202e`"),
        (" ", ""),
    ],
)
def test_a_code_span_holds_whatever_it_is_given(hostile: str, span: str) -> None:
    assert code_span(hostile) == span


def test_prose_is_escaped() -> None:
    assert (
        escape_markdown("*a* <b> @c [d](e) | `f` &lt;") == "\\*a\\* &lt;b\\> &#64;c \\[d\\]\\(e\\) \\| \\`f\\` &amp;lt;"
    )


def test_what_a_template_prints_is_escaped_once() -> None:
    """Macros and joined values too: nothing is printed as it came."""
    for template in FOLDER.glob("*.md"):
        assert not re.search(r"\|\s*(safe|join)|\bmacro\b|\bimport\b", template.read_text(encoding="utf-8"))


def test_hostile_text_makes_no_line_of_its_own(make: Make) -> None:
    evil = "\n# owned\n" + HOSTILE
    rows = [
        row("rfc9112/5/a", "violates", message=evil),
        row("rfc9112/5/b", "not-applicable", message=evil, option=evil),
    ]
    stated = {item["id"]: requirement(item["id"], text=evil, url="https://x/) <b>") for item in rows}
    listed = [{"target": TARGET, "title": evil}, {"target": "", "title": evil, "error": evil}]
    text = summary.render(make(*rows, requirements=stated, started=evil, targets=listed))
    assert text.encode()
    assert not [line for line in text.splitlines() if line.startswith("# ") or line.lstrip().startswith("<")]
    assert {line.count(" | ") for line in text.splitlines() if line.startswith("| ")} == {7, 6, 4}


def test_a_thousand_violations_fit_a_step_summary(make: Make) -> None:
    text = summary.render(
        make(*(row(f"rfc9112/5/r{number}", "violates", message="x" * 9999) for number in range(1000)))
    )
    assert len(text.encode()) < 1024 * 1024
    assert "and 900 more." in text


def test_publishing_appends_once(tmp_path: Path) -> None:
    path = tmp_path / "step.md"
    path.write_text("before\n", encoding="utf-8", newline="\n")
    summary.publish("mine\n", path)
    summary.publish("mine\n", path)
    assert path.read_text(encoding="utf-8") == "before\nmine\n"
