"""The lines that show a repair: what was sent, and what came."""

from __future__ import annotations

import pytest

from conformance.report.repair_lines import lines_of
from conformance.report.repairs import repairs
from tests.report.conftest import Make
from tests.report.factory import HOSTILE, MISSING, PLAIN, SERVED, TARGET, evidence, row


@pytest.mark.parametrize(
    ("message", "entries", "sent", "got"),
    [
        (
            "HTTP/1.1 200 OK",
            [(">", 1, "ODD"), ("<", 1, SERVED), (" ", 2, "#well-formed, for comparison:"), (">", 2, PLAIN)],
            "ODD",
            "HTTP",
        ),
        ("FIN and no answer", [(">", 1, PLAIN), ("<", 1, SERVED), (">", 2, "O"), (">", 2, "DD")], "O, then DD", ""),
        ("no Date", [(">", 1, PLAIN), (">", 2, "ODD"), (" ", 2, "#no Date"), ("<", 2, SERVED)], "ODD", "HTTP"),
        (
            "HTTP/1.1 200 OK, 5 octets of content; then HTTP/1.1 404 Not Found, 0 octets of content",
            [(">", 1, PLAIN * 2), ("<", 1, SERVED * 2), (">", 2, "ODD"), ("<", 2, SERVED + MISSING), (">", 3, PLAIN)],
            "ODD",
            "HTTP",
        ),
        ("HTTP/1.1 200 OK", [(">", 1, PLAIN), ("<", 1, SERVED), (">", 2, "ODD"), ("<", 2, SERVED)], "ODD", "HTTP"),
        ("RST and no answer", [(">", 1, "#RST"), ("<", 1, "#RST")], "RST", "RST"),
    ],
)
def test_the_octets_are_those_of_the_connection_that_shows_the_fault(
    make: Make, message: str, entries: list[tuple[str, int, str]], sent: str, got: str
) -> None:
    (repair,) = repairs(make(row("rfc1/1/a", "violates", message=message, evidence=evidence(*entries))), TARGET)
    lines = list(lines_of(1, repair))
    assert f"   sent:   {sent}" in lines
    assert [line for line in lines if line.startswith(f"   got:    {got}")] or not got


def test_what_follows_a_long_handshake_is_shown_instead_of_it(make: Make) -> None:
    switched, ask = "HTTP/1.1 101 Switching Protocols\r\n" + "a" * 99, "GET / HTTP/1.1\r\n" + "a" * 99
    entries = evidence((">", 1, ask), ("<", 1, switched), (">", 1, "FRAME" * 9), ("<", 1, "ECHO" * 9))
    (repair,) = repairs(make(row("rfc6455/5.2/a", "violates", message="TEXT of 4 octets", evidence=entries)), TARGET)
    lines = list(lines_of(1, repair))
    assert any(line.startswith("   sent:   (the opening handshake), then") for line in lines), lines
    assert f"   got:    (the opening handshake) {'ECHO' * 9}" in lines


def test_lines_fit_into_80_columns_and_hold_nothing_that_controls_a_terminal(make: Make) -> None:
    changes = {"message": HOSTILE * 9, "harm": f"the target died; its output ends: {HOSTILE}"}
    printed = [("!", 0, f"#its output: {HOSTILE * 9}")]
    rows = [row("rfc1/1/a", "violates", evidence=evidence((">", 1, "A" * 999), *printed), **changes)]
    for repair in repairs(make(*rows), TARGET):
        lines = list(lines_of(1, repair))
        assert all((len(line) < 80 or "repeat:" in line) and line.isprintable() for line in lines), lines
