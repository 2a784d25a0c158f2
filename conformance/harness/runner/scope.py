"""What a run judges of what there is to judge: the rows collected, and the requirements that exist for its protocols.

A run of a selection imports only its own section files, because importing all of a protocol takes half a second. So the
requirements that exist are counted in the text of the section files, which takes some milliseconds.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from conformance.harness.case.target import Target
from conformance.harness.runner.recorder import requirement_record as record
from conformance.harness.targets.protocols import PACKAGE, repair_rank
from conformance.model import stated

IMPORT = re.compile(r"^from (conformance\.\S+\.test_\w+) import (\([^)]*\)|.*)", re.MULTILINE)  # from a section file
NAME = re.compile(r"(\w+)(?: as (\w+))?")
VERIFIES = re.compile(r"^@verifies\((\w+)\)", re.MULTILINE)


def describe(collected: int, targets: list[Target], *, thorough: bool, by_share: bool) -> dict[str, Any]:
    """What the first line of the results says of the scope of a run that judges so many rows.

    ``by_share``: only the first target of each protocol gets all rows, the others one row of each requirement.
    """
    spoken = [target.protocol.name for target in targets]
    existing = {protocol: verifying_files(protocol) for protocol in set(spoken)}
    rows = {protocol: count_rows(protocol, files, thorough) for protocol, files in existing.items()}
    whole = sum(_count_all(rows[protocol], number, by_share) for protocol, number in Counter(spoken).items())
    counts: Counter[str] = sum(rows.values(), Counter())
    return {
        "collected": collected,
        "existing": sum(map(len, existing.values())),
        "selection": collected < whole or any(len(rows[protocol]) < len(existing[protocol]) for protocol in rows),
        "requirements": {
            one.id: record(one, counts[one.id], repair_rank(one), repair_rank(one, malformed=True)) for one in stated()
        },
    }


def _count_all(rows: Counter[str], targets: int, by_share: bool) -> int:
    """How many rows a run without a selection judges on so many targets of one protocol."""
    return rows.total() + (targets - 1) * (len(rows) if by_share else rows.total())


def verifying_files(protocol: str) -> dict[tuple[str, str], set[str]]:
    """The modules that have cases of each requirement of a protocol, read from their text.

    The key is the module that states the requirement and the name that it has there.
    """
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file in (PACKAGE / protocol).glob("*/test_*.py"):
        module, text = f"conformance.{protocol}.{file.parent.name}.{file.stem}", file.read_text(encoding="utf-8")
        imported = _imported(text)
        for name in VERIFIES.findall(text):
            found[imported.get(name, (module, name))].add(module)
    return found


def _imported(text: str) -> dict[str, tuple[str, str]]:
    """What a section file imports from others, by its name here: the module, and the name that it has there."""
    names = ((origin, *pair) for origin, names in IMPORT.findall(text) for pair in NAME.findall(names))
    return {here or there: (origin, there) for origin, there, here in names}


def count_rows(protocol: str, files: dict[tuple[str, str], set[str]], thorough: bool) -> Counter[str]:
    """How many rows each requirement of the imported section files has on one target.

    A file that was not imported counts as one row of each requirement that it has cases of: there is more to judge.
    """
    counts: Counter[str] = Counter()
    for function in _case_functions(protocol):
        for mark in _marks(function, "verifies"):
            counts[mark.args[0].id] += _count_rows(function, thorough)
    for (module, name), modules in files.items():
        if module in sys.modules:
            counts[getattr(sys.modules[module], name).id] += len(modules - sys.modules.keys())
    return counts


def _case_functions(protocol: str) -> Iterator[Callable[..., None]]:
    """The case functions of the section files of a protocol that were imported."""
    for name, module in list(sys.modules.items()):
        if name.startswith(f"conformance.{protocol}.") and name.rpartition(".")[2].startswith("test_"):
            yield from (value for key, value in vars(module).items() if key.startswith("test_") and callable(value))


def _marks(function: Callable[..., None], name: str) -> list[Any]:
    return [mark for mark in getattr(function, "pytestmark", ()) if mark.name == name]


def _count_rows(function: Callable[..., None], thorough: bool) -> int:
    """How many rows of a case a run judges on one target: the heavy ones only if it is ``thorough``."""
    if _marks(function, "heavy") and not thorough:
        return 0
    lists = [list(mark.args[1]) for mark in _marks(function, "parametrize")]
    return math.prod(len(values) if thorough else sum(not _is_heavy(value) for value in values) for values in lists)


def _is_heavy(value: Any) -> bool:
    """Whether a parametrize value is marked as heavy."""
    return any(mark.name == "heavy" for mark in getattr(value, "marks", ()))
