"""The text of a failure: what was required, what came, where it is written, how to repeat it."""

from __future__ import annotations

import ast
import functools
import textwrap
import traceback
from pathlib import Path
from typing import Any

from conformance.harness.case.case import Outcome
from conformance.harness.net.transcript import Entry
from conformance.text import hexdump, printable, value_text

WIDTH = 110
SHOWN_ENTRIES = 12
LONGEST_EXAMPLE = 2000  # characters


def failure_text(outcome: Outcome, again: str) -> str:
    """Everything that a user needs to understand one outcome, as plain printable lines."""
    case, requirement = outcome.case, outcome.case.requirement
    parts = [
        ("id", f"{requirement.id}, binding the {requirement.role.value}"),
        ("required", requirement.text),
        ("see", requirement.url),
        ("asserted", asserted(outcome)),
        ("with", ", ".join(f"{name} = {value_text(value)}" for name, value in outcome.values.items())),
        ("actual", outcome.attempt.actual if isinstance(outcome.raised, AssertionError) else outcome.message),
        ("hint", requirement.hint),
        ("target", str(case.target.url)),
    ]
    lines = [f"{outcome.verdict.value}: {requirement}: {printable(outcome.message)}"]
    lines += [line for name, text in parts if text for line in _wrapped(name, printable(text))]
    lines += [f"{'keep':>9}  {text}" for text in [example_line(outcome)] if text]
    lines += _evidence(outcome.attempt.transcript.entries)
    lines += [f"{'by hand':>9}  {text}" for text in [by_hand(outcome)] if text]
    return "\n".join([*lines, f"{'again':>9}  {printable(again)}"])


def brief_text(row: dict[str, Any]) -> str:
    """The text of a row whose requirement others have told in full: what differs from theirs."""
    lines = [f"{row['verdict']}: {row['id']}: {printable(row['message'])}"]
    values = ", ".join(f"{name} = {value}" for name, value in row["values"].items())
    lines += _wrapped("with", printable(values)) if values else []
    return "\n".join([*lines, f"{'again':>9}  {printable(row['repeat']['pytest'])}"])


def example_line(outcome: Outcome) -> str:
    """The line that, put above ``@examples`` of a property, has it try this example first in every run."""
    text = "".join(f"@example({value!r})" for value in outcome.attempt.drawn.values())
    return printable(text) if len(text) <= LONGEST_EXAMPLE else ""


def by_hand(outcome: Outcome) -> str:
    """The shell line that sends the same octets."""
    target = outcome.case.target
    return target.protocol.transport.by_hand(outcome.attempt.transcript, target.url, target.tls)


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
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assert | ast.Expr) and node.lineno <= line <= (node.end_lineno or node.lineno):
            return " ".join((ast.get_source_segment(text, node) or "").split())
    return ""


def _wrapped(name: str, text: str) -> list[str]:
    first, *rest = textwrap.wrap(text, WIDTH - 11, break_long_words=False, break_on_hyphens=False) or [""]
    return [f"{name:>9}  {first}", *(" " * 11 + line for line in rest)]


def _evidence(entries: list[Entry]) -> list[str]:
    lines = [f"{'octets':>9}  > we sent, < the target sent"] if entries else []
    for entry in entries[:SHOWN_ENTRIES]:
        head = f"{entry.at:9.4f}  {entry.mark} "
        if entry.note:
            lines.append(head + printable(entry.note))
            continue
        lines.append(head + f"{len(entry.octets) + entry.omitted} octets on connection {entry.connection}")
        lines += [" " * 13 + row for row in hexdump(entry.octets)]
        if (hidden := len(entry.octets) + entry.omitted - 512) > 0:
            lines.append(" " * 13 + f"… {hidden} more octets")
    if len(entries) > SHOWN_ENTRIES:
        lines.append(" " * 11 + f"… {len(entries) - SHOWN_ENTRIES} more entries: see the report")
    return lines
