"""What reports show of a repair, and its lines of plain text for a terminal of 80 columns."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from conformance.report.repairs import Repair
from conformance.report.results import Row
from conformance.text import clip, first_line, plural, printable

WIDTH = 79
INDENT = "   "
SWITCHED = "HTTP/1.1 101 "
"""What the answer to a handshake begins with: the octets that show a fault come after it."""
COMPARED = ", for comparison"
"""What cases note before an exchange that is not judged."""
SHOWN = 150
"""Characters of the octets in each direction that are shown: about two lines."""


def lines_of(number: int, repair: Repair) -> Iterator[str]:
    """The lines of one repair: what is asked, what was seen, what to do, the octets, and how to repeat them."""
    yield from _wrapped(f"{number}. ", repair.text)
    yield from _wrapped(INDENT, where(repair))
    for label, text in facts(repair):
        yield from _wrapped(f"{INDENT}{label + ':':8}", text)
    for line in repair.output:
        yield f"{INDENT}output: {first_line(printable(line), WIDTH - 11)}"
    yield f"{INDENT}repeat: {printable(repeat(repair))}"


def where(repair: Repair) -> str:
    """The requirement, its level, and how many rows wait behind it."""
    return repair.where + (f", {plural(repair.waiting, 'more row')} behind it" if repair.waiting else "")


def facts(repair: Repair) -> list[tuple[str, str]]:
    """What was seen, what to do, and the octets of one row, each with its label."""
    octets = (_octets(repair.row, mark) for mark in "><")
    found = zip(("seen", "do", "sent", "got"), (clip(repair.seen, 200), repair.hint, *octets), strict=True)
    return [(label, text) for label, text in found if text]


def repeat(repair: Repair) -> str:
    """The command that judges the row once more."""
    return repair.row.repeat.get("replay") or repair.row.repeat.get("pytest", "")


def _octets(row: Row, mark: str) -> str:
    """What was sent in one direction on the connection that shows the fault, and how it ended there."""
    connection = _connection(row)
    both = [entry for entry in row.evidence if entry.connection in (connection, 0)]
    mine = [entry for entry in both if entry.mark == mark]
    separator = ", then " if mark == ">" else ""  # how the target divides its octets says nothing
    texts = [_text(entry.octets) for entry in mine if entry.octets]
    if len("".join(texts)) > SHOWN and texts[1:] and any(entry.octets.startswith(SWITCHED) for entry in both):
        texts[0] = "(the opening handshake)" + ("" if separator else " ")
    octets = separator.join(texts)
    shown = octets[:SHOWN] + (f"… {len(octets) - SHOWN} more characters" if len(octets) > SHOWN else "")
    return ", ".join([*([shown] if shown else []), *(entry.note for entry in mine if entry.note)])


def _connection(row: Row) -> int:
    """The last connection that had the answers that the message names, or else the one that the case remarks on.

    Connections that the case opened for comparison do not count. Where the target ended or hangs, it is the last one on
    which something was sent.
    """
    remarked = [entry.connection for entry in row.evidence if entry.mark == " " and entry.connection]
    sent = dict.fromkeys(entry.connection for entry in row.evidence if entry.mark == ">")
    if row.harm:
        return max((entry.connection for entry in row.evidence if entry.mark == ">" and entry.octets), default=0)
    compared = {entry.connection for entry in row.evidence if entry.mark == " " and COMPARED in entry.note}
    fitting = [connection for connection in sent if connection not in compared and _is_named(row, connection)]
    return next(iter([*fitting[-1:], *remarked, *sent]), 0)


def _is_named(row: Row, connection: int) -> bool:
    """Whether the message names the answers on a connection: their status lines, in turn, or that there was none."""
    answer = "".join(entry.octets for entry in row.evidence if (entry.mark, entry.connection) == ("<", connection))
    if answer:
        named = [part for part in row.message.split("; then ") if part.startswith("HTTP/")]
        lines = [re.escape(part.partition(", ")[0]) for part in named]
        return row.message.startswith(answer.partition("\r")[0]) and bool(re.search(".*".join(lines), answer, re.S))
    return any(words in row.message for words in ("no answer", "silence"))


def _text(octets: str) -> str:
    """Octets of the evidence, one character each, as escaped text."""
    return repr(octets.encode("latin-1", "replace"))[2:-1]


def _wrapped(start: str, text: str) -> list[str]:
    """The text behind its label, on as many lines as it takes; none if there is no text."""
    return textwrap.wrap(
        printable(text),
        WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=True,
        break_on_hyphens=False,
    )
