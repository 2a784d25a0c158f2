"""Add to a file of declared deviations what a run found and the file does not declare yet: ``--known-update``."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from conformance.harness.runner.places import selects_rows
from conformance.harness.targets.settings import Settings
from conformance.model import TO_BE_LOOKED_AT, Verdict
from conformance.text import printable

SEEN = 100  # characters of what was seen that stand above an entry

Row = Mapping[str, Any]


def check_update(settings: Settings) -> None:
    """Refuse ``--known-update`` where it cannot work; raises ``pytest.UsageError``."""
    if not settings.known_update:
        return
    if settings.known is None:
        raise pytest.UsageError("--known-update writes into the file that --known FILE.toml names: give both")
    if max(len(settings.urls), len(settings.launch)) != 1:
        raise pytest.UsageError("--known-update needs exactly one target: --target or --launch")
    if not settings.known.parent.is_dir():
        raise pytest.UsageError(f"--known {settings.known}: there is no folder {settings.known.parent}")
    _check_form(settings.known)


def _check_form(path: Path) -> None:
    """Refuse a file to which no table ``[[known]]`` can be added, such as one with ``known = [{...}]``."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    try:
        tomllib.loads(f"{text}\n[[known]]\n")
    except tomllib.TOMLDecodeError as error:
        raise pytest.UsageError(f"--known {path}: --known-update cannot add [[known]] tables to it: {error}") from None


def update(path: Path, rows: Iterable[Row], config: pytest.Config) -> str:
    """Append an entry for all that violates or deviates and is not declared yet; return a line for the terminal.

    What the file has stays as it is, octet for octet.
    """
    entries = list(new_entries(rows, whole=not selects_rows(config)))
    if entries:
        ends_a_line = not path.exists() or path.read_bytes()[-1:] in (b"", b"\n")
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(("" if ends_a_line else "\n") + "".join(entries))
    count = "1 entry was" if len(entries) == 1 else f"{len(entries)} entries were"
    return f"known: {count} added to {path}" + (": look at each, and write its reason" if entries else "")


def new_entries(rows: Iterable[Row], *, whole: bool) -> Iterator[str]:
    """Return the texts of the entries that declare each row that violates or deviates and is not declared.

    An entry names neither cases nor rows if every row of its requirement ended so. Where the run was not ``whole``,
    that is not known, and every entry names its rows.
    """
    by_id: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_id[row["id"]].append(row)
    for id_, of_requirement in by_id.items():
        for verdict in (Verdict.VIOLATES.value, Verdict.DEVIATES.value):
            unmet = [row for row in of_requirement if row["verdict"] == verdict and not row["known"]]
            if unmet and whole and len(unmet) == len(of_requirement):
                yield _entry(id_, verdict, unmet[0])
            elif unmet:
                yield from _entries_of_cases(id_, verdict, unmet, of_requirement, whole)


def _entries_of_cases(
    id_: str, verdict: str, unmet: Sequence[Row], of_requirement: Sequence[Row], whole: bool
) -> Iterator[str]:
    """Return an entry for each case function that has unmet rows."""
    for function in dict.fromkeys(_split(row)[0] for row in unmet):
        found = [row for row in unmet if _split(row)[0] == function]
        of_function = [row for row in of_requirement if _split(row)[0] == function]
        all_unmet = whole and len(found) == len(of_function)
        names = [] if all_unmet else [name for row in found if (name := _split(row)[1])]
        yield _entry(id_, verdict, found[0], [function], names)


def _split(row: Row) -> tuple[str, str]:
    """The names of the case function and of the row, which may itself have brackets and colons."""
    function, _, rest = row["case"].partition("::")[2].partition("[")
    return function, rest.removesuffix("]")


def _entry(id_: str, verdict: str, first: Row, cases: Sequence[str] = (), names: Sequence[str] = ()) -> str:
    values = {"id": id_, "cases": cases, "rows": names, "verdict": verdict, "reason": TO_BE_LOOKED_AT}
    lines = [f"{name} = {_toml(value)}" for name, value in values.items() if value]
    return "\n".join(["", f"# seen: {printable(first['message'])[:SEEN]}", "[[known]]", *lines, ""])


def _toml(value: str | Sequence[str]) -> str:
    """A text, or a list of texts, in TOML, which has JSON's escapes; but DEL must be escaped as well."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def to_be_looked_at(rows: Iterable[Row]) -> list[str]:
    """A line that counts the declared rows whose reason nobody has written yet; none if there are none."""
    waiting = [row for row in rows if row["known"] == TO_BE_LOOKED_AT]
    if not waiting:
        return []
    requirements = len({row["id"] for row in waiting})
    return [f"known: {len(waiting)} rows of {requirements} requirements are declared, but are still to be looked at"]
