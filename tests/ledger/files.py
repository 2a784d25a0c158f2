"""The files of the ledger: the committed list of each RFC's clauses, and the entries of the judge, as they are written.

The list is made from the text of an RFC, which is not committed. The entries are written by hand; ``render`` says how
they are laid out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from conformance.ledger import FIELDS, FOLDER, Entry, entries
from tests.ledger.sentences import Found

LISTS = Path(__file__).parent / "lists"
NOT_READ = "not read yet"
LONGEST = 120  # columns
HEADER = """\
# RFC {number}: what became of each clause. docs/ledger.md says what headers and fields mean, and how to write them.
# A header is: section, number of the sentence (or name of the rule), key word (or ABNF), hash of the text.
"""


def list_file(document: str) -> Path:
    return LISTS / f"{document}.txt"


def listed(document: str) -> list[str]:
    """Read the names of all clauses of an RFC from the committed list."""
    return list_file(document).read_text("utf-8").splitlines()


def write_list(document: str, found: Iterable[Found]) -> None:
    list_file(document).write_text("".join(f"{one.name}\n" for one in found), "utf-8", newline="\n")


def updated(known: Iterable[Entry], found: Iterable[Found]) -> list[Entry]:
    """Return an entry for each clause: the one there is, also where its number changed, or else an empty one."""
    by_name = {one.name: one for one in known}
    by_text = {(one.word, one.hash): one for one in known}
    return [_renumbered(by_name.get(one.name) or by_text.get((one.word, one.hash)), one) for one in found]


def _renumbered(entry: Entry | None, found: Found) -> Entry:
    if entry is None:
        return Entry(found.section, found.sentence, found.word, found.hash, missing=NOT_READ)
    return replace(entry, section=found.section, sentence=found.sentence)


def render(document: str, known: Iterable[Entry]) -> str:
    """Return the text of a ledger: entries apart by an empty line, fields in one order, equals signs aligned."""
    header = HEADER.format(number=document.removeprefix("rfc"))
    return "\n".join([header, *map(_entry_text, known)])


def _entry_text(entry: Entry) -> str:
    fields = {field: getattr(entry, field) for field in FIELDS}
    lines = [_field(name, json.dumps(value, ensure_ascii=False)) for name, value in fields.items() if value]
    return "\n".join([f'["{entry.name}"]', *lines, ""])


def _field(name: str, value: str) -> str:
    """Write one field; a list that is too long for a line has an item on each."""
    line = f"{name:12} = {value}"
    if len(line) <= LONGEST or not value.startswith("["):
        return line
    return line.replace("[", "[\n    ").replace(", ", ",\n    ").replace("]", ",\n]")


def write_ledger(document: str, known: Iterable[Entry]) -> None:
    (FOLDER / f"{document}.toml").write_text(render(document, known), "utf-8", newline="\n")


def known_entries(document: str) -> list[Entry]:
    """The entries written so far; none for a new RFC."""
    return entries(document) if (FOLDER / f"{document}.toml").exists() else []
