"""Every requirement and its cases, read from the section files."""

from __future__ import annotations

import importlib
import inspect
import itertools
import math
import pkgutil
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import conformance
from conformance.model import Requirement, requirement_called, stated

Function = Callable[..., None]
MAX_SUGGESTIONS = 5


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
    """Return how many rows the case has: the product of the lengths of its parametrize lists."""
    return math.prod(len(list(mark.args[1])) for mark in _marks(function, "parametrize"))


def print_cases(text: str = "") -> int:
    """Print the requirements whose id contains ``text``, with their cases; return exit status 1 if there are none.

    The ids that a requirement had before count, too.
    """
    verifying = functions()
    named = [requirement for requirement in stated() if any(text in id_ for id_ in requirement.ids)]
    if not named:
        print(f"no requirement has {text!r} in its id", file=sys.stderr)
        return 1
    for title, requirements in itertools.groupby(named, _title):
        print(f"\n{title}")
        for requirement in requirements:
            _print_cases_of(requirement, verifying[requirement.id])
    levels = Counter(requirement.level.value for requirement in named)
    counted = ", ".join(f"{count} {level}" for level, count in levels.most_common())
    total = sum(rows(function) for requirement in named for function in verifying[requirement.id])
    print(f"\n{len(named)} requirements ({counted}), {total} rows")
    return 0


def _title(requirement: Requirement) -> str:
    document = requirement.section.document
    return f"{document}  {document.title}"


def _print_cases_of(requirement: Requirement, verifying: list[Function]) -> None:
    margin = " " * 14
    print(f"  {requirement.level.value:10}  {requirement.id}")
    print(textwrap.indent(textwrap.fill(requirement.text, 96), margin))
    if requirement.untestable:
        print(f"{margin}(cannot be judged from outside: {requirement.untestable})")
    for function in verifying:
        print(f"{margin}- {function.__name__} ({rows(function)} rows)")


def _suggestions(name: str, ids: list[str]) -> list[str]:
    """Return a few ids that the user may mean: of the section named, or else with the last part of the name in them."""
    in_section = [one for one in ids if one.startswith(name.rstrip("/") + "/")]
    return (in_section or [one for one in ids if name.rpartition("/")[2] in one])[:MAX_SUGGESTIONS]


def _remarks(requirement: Requirement) -> tuple[tuple[str, str], ...]:
    """What is printed behind the text of a requirement, where there is any of it."""
    return (
        ("Hint", requirement.hint),
        ("Cannot be judged from outside", requirement.untestable),
        ("Its id was", ", ".join(requirement.aliases)),
    )


def explain(name: str) -> int:
    """Print everything about one requirement; return exit status 1 if there is none of that name."""
    verifying = functions()
    requirement = requirement_called(name)
    if requirement is None:
        near = _suggestions(name, [one.id for one in stated()])
        print(f"no requirement {name!r}" + (f"; did you mean {', '.join(near)}?" if near else ""), file=sys.stderr)
        return 1
    print(f"{requirement.id}\n{requirement} binds the {requirement.role.value}; {requirement.section.title}")
    print(requirement.url + "\n")
    print(textwrap.fill(requirement.text, 100))
    for what, text in _remarks(requirement):
        print(textwrap.fill(f"{what}: {text}", 100) + "\n" if text else "", end="")
    for function in verifying[requirement.id]:
        source = Path(inspect.getsourcefile(function) or "").relative_to(Path(conformance.__path__[0]).parent)
        print(
            f"\n{source}:{inspect.getsourcelines(function)[1]}\n{textwrap.indent(inspect.getsource(function), '    ')}"
        )
    return 0
