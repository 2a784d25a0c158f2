"""Signs of life: what is shown, when, and that it gives way to what pytest prints."""

from __future__ import annotations

from conformance.harness.runner.status_line import ERASE, StatusLine
from tests.kit.tree import WORDS, Runs
from tests.kit.virtual_clock import VirtualClock

RUNS = {"hangs": [WORDS, "-k", "told and silence", "--patience=4", "--target={url}"]}


def shown(width: int, quiet: list[float]) -> list[str]:
    """What is written where a look is taken after so many seconds each time; 0 stands for progress."""
    clock, written = VirtualClock(), list[str]()
    line = StatusLine(written.append, lambda: f"busy, \x1b{clock.now() - began:.0f} s", width, clock)
    began = clock.now()
    for seconds in quiet:
        clock.sleep(seconds)
        if seconds:
            line.look()
        else:
            line.progress()
    return written


def test_a_terminal_shows_one_line_that_is_rewritten_and_erased() -> None:
    assert shown(80, [1, 1, 1, 1, 0, 1, 2]) == [
        f"\n{ERASE}busy, \\x1b3 s",
        f"{ERASE}busy, \\x1b4 s",
        ERASE,
        f"\n{ERASE}busy, \\x1b7 s",
    ]


def test_the_line_is_not_longer_than_the_terminal_is_wide() -> None:
    """Else only the last part of it would be rewritten."""
    assert shown(6, [4]) == [f"\n{ERASE}busy, "]


def test_a_log_gets_a_line_every_half_minute_at_most() -> None:
    assert shown(0, [2, 2, 10, 10, 9, 1, 0, 3, 28]) == [
        "\nbusy, \\x1b4 s\n",
        "busy, \\x1b34 s\n",
        "\nbusy, \\x1b65 s\n",
    ]


def test_where_nothing_goes_on_nothing_is_shown() -> None:
    clock, written = VirtualClock(), list[str]()
    line = StatusLine(written.append, str, 80, clock)
    clock.sleep(10)
    line.look()
    assert written == []


def test_a_run_says_that_silence_is_confirmed(runs: Runs) -> None:
    text = runs["hangs"].text
    assert "\nrows that met silence are confirmed: 1 left, " in text or "tried once more: 1 left, " in text, text
    assert "writing reports" not in text
    assert ERASE not in text
