"""List the clauses of an RFC, or bring its ledger up to date. The texts are at https://www.rfc-editor.org/rfc/.

python -m tests.ledger list rfc9112.txt      print the clauses with their sentences
python -m tests.ledger update rfc9112.txt    write the list of clauses, and an empty entry for each that has none
python -m tests.ledger format                lay out the entries of every ledger
"""

from __future__ import annotations

import sys
from pathlib import Path

from conformance.ledger import PROTOCOLS, entries
from tests.ledger.files import known_entries, updated, write_ledger, write_list
from tests.ledger.sentences import clauses


def main(arguments: list[str]) -> int:
    match arguments:
        case ["list", file]:
            show(Path(file))
        case ["update", file]:
            update(Path(file))
        case ["format"]:
            for document in PROTOCOLS:
                write_ledger(document, entries(document))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


def show(file: Path) -> None:
    for one in clauses(file.read_text("utf-8")):
        print(f"{one.name}\n    {one.text}")


def update(file: Path) -> None:
    found = clauses(file.read_text("utf-8"))
    write_list(file.stem, found)
    write_ledger(file.stem, updated(known_entries(file.stem), found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
