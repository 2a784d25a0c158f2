"""Every requirement and its cases, read from the section files."""

from __future__ import annotations

import importlib
import inspect
import math
import pkgutil
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import conformance
from conformance.harness.model import Requirement, stated

Function = Callable[..., None]


def functions() -> dict[str, list[Function]]:
    """The case functions that verify each requirement, by its id; imports every section file."""
    found: dict[str, list[Function]] = defaultdict(list)
    for module in pkgutil.walk_packages(conformance.__path__, "conformance."):
        if module.name.rpartition(".")[2].startswith("test_"):
            for requirement, function in _cases_in(importlib.import_module(module.name)):
                found[requirement.id].append(function)
    return found


def _cases_in(module: Any) -> Iterator[tuple[Requirement, Function]]:
    for name, function in vars(module).items():
        if name.startswith("test_"):
            for mark in _marks(function, "verifies"):
                yield mark.args[0], function


def _marks(function: Function, name: str) -> list[Any]:
    return [mark for mark in getattr(function, "pytestmark", []) if mark.name == name]


def rows(function: Function) -> int:
    """How many rows the case has: the product of its parametrize lists."""
    return math.prod(len(list(mark.args[1])) for mark in _marks(function, "parametrize"))


def print_cases(text: str = "") -> int:
    """Print every requirement whose id contains ``text``, with its level and its cases; then the totals."""
    verifying, document, levels, total = functions(), "", Counter[str](), 0
    for requirement in stated():
        if text not in requirement.id:
            continue
        section = requirement.section
        if document != (document := f"{section.document}  {section.document.title}"):
            print(f"\n{document}")
        levels[requirement.level.value] += 1
        print(f"  {requirement.level.value:10}  {requirement.id}")
        print(textwrap.indent(textwrap.fill(requirement.text, 96), " " * 14))
        if requirement.untestable:
            print(f"{'':14}(cannot be judged from outside: {requirement.untestable})")
        for function in verifying[requirement.id]:
            total += rows(function)
            print(f"{'':14}- {function.__name__} ({rows(function)} rows)")
    counted = ", ".join(f"{count} {level}" for level, count in levels.most_common())
    print(f"\n{sum(levels.values())} requirements ({counted}), {total} rows")
    return 0


def explain(name: str) -> int:
    """Print all there is to say of one requirement; exit status 1 where there is none of that name."""
    verifying = functions()
    requirement = next((one for one in stated() if one.id == name), None)
    if requirement is None:
        near = [one.id for one in stated() if name.rpartition("/")[2] in one.id][:5]
        print(f"no requirement {name!r}" + (f"; did you mean {', '.join(near)}?" if near else ""))
        return 1
    print(f"{requirement.id}\n{requirement} binds the {requirement.role}; {requirement.section.title}")
    print(requirement.url + "\n")
    for text in (requirement.text, requirement.hint, requirement.untestable):
        print(textwrap.fill(text, 100) + "\n" if text else "", end="")
    for function in verifying[name]:
        source = Path(inspect.getsourcefile(function) or "").relative_to(Path(conformance.__path__[0]).parent)
        print(
            f"\n{source}:{inspect.getsourcelines(function)[1]}\n{textwrap.indent(inspect.getsource(function), '    ')}"
        )
    return 0
