"""Which method of the reference implementation keeps each requirement: ``python -m tests.reference_methods`` writes it.

A mutant of a requirement overrides the method in which the reference does it right. The table that follows from all
mutants is data of the judge, for judge and judged share no code: the page shows the method's source as text.
"""

from __future__ import annotations

import inspect
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from conformance.report.methods import TABLE, Method
from tests.kit.tree import ROOT
from tests.mutants import Mutant, load

WHERE = (("tests.mutants.", False), ("tests.", False), ("tests.mutants.", True))
"""Whose classes to look at, and whether at ``__init__`` too, which seldom says what a class does; what helps first."""


def overridden(core: type) -> list[Method]:
    """The methods of the reference that a mutant defines anew, in its own class or in a class of which it has one."""
    return next(filter(None, ([*_overridden(core, package, init)] for package, init in WHERE)), [])


def _overridden(core: type, package: str, init: bool) -> Iterator[Method]:
    mine = [kind for kind in core.__mro__ if kind.__module__.startswith(package)]
    theirs = [kind for kind in core.__mro__ if kind.__module__.startswith("reference_impls.")]
    for name in dict.fromkeys(name for kind in mine for name in vars(kind) if init or name != "__init__"):
        value = inspect.getattr_static(core, name)
        owner = next((kind for kind in theirs if inspect.isroutine(vars(kind).get(name))), None)
        if owner:
            file = Path(inspect.getfile(owner)).resolve().relative_to(ROOT)
            yield Method(file.as_posix(), f"{owner.__qualname__}.{name}")
        elif isinstance(value, type):
            yield from _overridden(value, package, init)


def methods(mutants: Iterable[Mutant]) -> dict[str, Method]:
    """The method of each requirement: that of most of its mutants; of several, that which fewest requirements share."""
    found: dict[str, Counter[Method]] = defaultdict(Counter)
    for mutant in mutants:
        found[mutant.violates.id].update(overridden(mutant.core))
    shared = Counter(method for counts in found.values() for method in counts)
    return {id_: _most_telling(counts, shared) for id_, counts in sorted(found.items()) if counts}


def _most_telling(counts: Counter[Method], shared: Counter[Method]) -> Method:
    return max(sorted(counts), key=lambda method: (counts[method], -shared[method]))


def as_toml(table: dict[str, Method]) -> str:
    """The table as it is shipped: the requirements of each method, by file."""
    files: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for id_, method in table.items():
        files[method.file][method.name].append(id_)
    lines = ["# Made by `python -m tests.reference_methods`, which explains it.\n"]
    for file, names in sorted(files.items()):
        lines.append(f"\n[{json.dumps(file)}]\n")
        for name, ids in sorted(names.items()):
            lines += [f"{json.dumps(name)} = [\n", *(f"  {json.dumps(id_)},\n" for id_ in ids), "]\n"]
    return "".join(lines)


if __name__ == "__main__":
    TABLE.write_text(as_toml(methods(load())), encoding="utf-8", newline="\n")
