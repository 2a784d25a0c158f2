"""The text of a failure: what is required, by which section, what was seen, and how to repeat it."""

from __future__ import annotations

import ast
import contextlib
import functools
import textwrap
import threading
import traceback
from pathlib import Path

from conformance.harness.case.case import Outcome
from conformance.harness.net.transcript import Entry
from conformance.harness.runner.by_hand import by_hand
from conformance.model import Verdict
from conformance.text import hexdump, printable, value_text

WIDTH = 110
SHOWN_ENTRIES = 12
SHOWN_OCTETS = 512  # of each entry
LONGEST_EXAMPLE = 2000  # characters
PARSING = threading.Lock()
TRIES = 100  # that a source is parsed if other threads parse, too
LEGEND = "> we sent, < the target sent, [N] on connection N"


def failure_text(outcome: Outcome, replay_command: str) -> str:
    """Everything that a user needs to understand one outcome, as plain printable lines."""
    return "\n".join([*explanation(outcome), *_octets(outcome), *_commands(outcome, replay_command)])


def text_without_octets(outcome: Outcome, replay_command: str) -> str:
    """The same, for a report that has the octets elsewhere."""
    return "\n".join([*explanation(outcome), *_commands(outcome, replay_command)])


def _octets(outcome: Outcome) -> list[str]:
    entries = outcome.attempt.transcript.entries
    ends_in_trouble = outcome.blame or outcome.verdict is Verdict.FAULT  # with a traceback, or the target's output
    shown = len(entries) if ends_in_trouble else SHOWN_ENTRIES
    return _evidence(entries, shown)


def _commands(outcome: Outcome, replay_command: str) -> list[str]:
    lines = _unwrapped("replay", printable(replay_command))
    for name, command in by_hand(outcome).items():
        lines += _unwrapped({"start": "start", "shell": "by hand"}[name], printable(command))
    return lines


def explanation(outcome: Outcome) -> list[str]:
    """The verdict, what is required, what was seen, and what to do, without the octets."""
    case, requirement = outcome.case, outcome.case.requirement
    parts = [
        ("id", f"{requirement.id}, binding the {requirement.role.value}"),
        ("required", requirement.text),
        ("see", requirement.url),
        ("asserted", asserted(outcome)),
        ("with", ", ".join(f"{name} = {value_text(value)}" for name, value in outcome.values.items())),
        ("actual", outcome.attempt.actual if isinstance(outcome.raised, AssertionError) else outcome.message),
        ("hint", requirement.hint),
        ("target", case.target.launch or str(case.target.url)),  # the port of a launched target is gone soon
    ]
    lines = [": ".join(filter(None, [outcome.verdict.value, str(requirement), printable(outcome.message)]))]
    lines += [line for label, text in parts for line in _wrapped(label, printable(text))]
    return lines + _unwrapped("example", example_line(outcome))


def example_line(outcome: Outcome) -> str:
    """The decorator that makes a property try this example first in every run, if it is put above ``@examples``."""
    text = "".join(f"@example({value!r})" for value in outcome.attempt.drawn.values())
    return printable(text) if len(text) <= LONGEST_EXAMPLE else ""


def asserted(outcome: Outcome) -> str:
    """The source of the assertion that failed, on one line."""
    if not isinstance(outcome.raised, AssertionError):
        return ""
    source = outcome.case.function.__code__.co_filename
    frames = traceback.walk_tb(outcome.raised.__traceback__)  # extract_tb would read the source of every frame
    lines = [line for frame, line in frames if frame.f_code.co_filename == source]
    return _assert_at(source, lines[-1]) if lines else ""


@functools.cache
def _assert_at(source: str, line: int) -> str:
    text = Path(source).read_text(encoding="utf-8")
    for node in ast.walk(_parsed(text)):
        if isinstance(node, ast.Assert | ast.Expr) and node.lineno <= line <= (node.end_lineno or node.lineno):
            return " ".join((ast.get_source_segment(text, node) or "").split())
    return ""


def _parsed(text: str) -> ast.Module:
    """Parse a source. CPython 3.11 raises SystemError where two threads build a syntax tree at the same time.

    The lock keeps the threads of this module apart, but hypothesis parses in other threads as well.
    """
    with PARSING:
        for _ in range(TRIES):
            with contextlib.suppress(SystemError):
                return ast.parse(text)
        return ast.parse(text)


def _wrapped(label: str, text: str) -> list[str]:
    first, *rest = textwrap.wrap(text, WIDTH - 11, break_long_words=False, break_on_hyphens=False) or [""]
    return _unwrapped(label, first) + [" " * 11 + line for line in rest]


def _unwrapped(label: str, text: str) -> list[str]:
    """One line, however long, so that it can be copied; none if there is no text."""
    return [f"{label:>9}  {text}"] if text else []


def _evidence(entries: list[Entry], shown: int) -> list[str]:
    lines = _unwrapped("octets", LEGEND) if entries else []
    lines += evidence_lines(entries[:shown])
    if len(entries) > shown:
        lines.append(" " * 11 + f"… {len(entries) - shown} more entries: see the report")
    return lines


def evidence_lines(entries: list[Entry], limit: int = SHOWN_OCTETS) -> list[str]:
    """Times, directions, connections, and a hexdump of at most ``limit`` octets of each entry."""
    lines = []
    for entry in entries:
        size = len(entry.octets) + entry.omitted
        what = printable(entry.note) if entry.note else f"{size} octets"
        connection = f"[{entry.connection}] " if entry.connection else ""
        lines.append(f"{entry.at:9.4f}  {entry.mark} {connection}{what}")
        lines += [" " * 13 + row for row in hexdump(entry.octets, limit)]
        if size > limit:
            lines.append(" " * 13 + f"… {size - limit} more octets")
    return lines
