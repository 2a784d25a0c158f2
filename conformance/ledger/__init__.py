"""The ledger of clauses: what became of every clause of a covered RFC.

A clause is a key word of BCP 14 in a sentence, or a rule of the grammar. A file here, ``rfc9112.toml``, has an entry
for each clause of its RFC, in the RFC's order. The header of an entry names the section, the number of the sentence in
it (or the name of the rule), the key word (or ABNF), and the hash of the text, which is not repeated. See
docs/ledger.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROTOCOLS = {"rfc6455": "websocket", "rfc7692": "websocket", "rfc9110": "http", "rfc9112": "http"}
"""The RFCs that have a ledger, and whose servers they are about."""

FOLDER = Path(__file__).parent
REASONS = ("untestable", "out_of_scope", "missing")
FIELDS = ("subject", "ids", *REASONS, "note")


@dataclass(frozen=True)
class Entry:
    """What became of one clause: the requirements that state it, or the reason why none does.

    A reason beside requirements is for the part of the sentence that they leave out. ``missing`` says how the clause
    could be judged; ``note`` says, for example, why the level of a requirement differs from the key word.
    """

    section: str
    sentence: str
    word: str
    hash: str
    subject: str = ""
    ids: tuple[str, ...] = ()
    untestable: str = ""
    out_of_scope: str = ""
    missing: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """The header of the entry."""
        return f"{self.section} {self.sentence} {self.word} {self.hash}"


def entries(document: str) -> list[Entry]:
    """Return the entries of an RFC, in its order."""
    return read(FOLDER / f"{document}.toml")


def read(file: Path) -> list[Entry]:
    """Read a ledger."""
    return [_entry(name, fields) for name, fields in tomllib.loads(file.read_text("utf-8")).items()]


def _entry(name: str, fields: Mapping[str, Any]) -> Entry:
    section, sentence, *word, digest = name.split(" ")
    return Entry(section, sentence, " ".join(word), digest, **{**fields, "ids": tuple(fields.get("ids", ()))})
