"""Seeded defects: a reference server with exactly one decision taken wrongly.

One module per section file of the judge, named by the section's number and, where a section has several files, by what
its file ends in; a mutant is about five lines. ``also`` names requirements that the same defect
breaks by necessity, each with the reason.
"""

from __future__ import annotations

import importlib
import itertools
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from conformance.model import Requirement
from reference_impls.sansio import Connection, Datagrams

ServerClass = type[Connection] | type[Datagrams]
T = TypeVar("T", bound=ServerClass)


@dataclass(frozen=True)
class Mutant:
    """A defective server, the requirement that it breaks, and what else falls with it."""

    core: ServerClass
    violates: Requirement
    also: Mapping[Requirement, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The class and what it violates: one defect may violate several requirements, and many have thought of it."""
        return f"{self.core.__name__}-{self.violates.id}"


MUTANTS: list[Mutant] = []


def mutant(violates: Requirement, also: Mapping[Requirement, str] | None = None) -> Callable[[T], T]:
    """Register a server class as a mutant; its docstring says in one sentence what the defect is."""

    def register(core: T) -> T:
        assert core.__doc__, "say in one sentence what the defect is"
        assert violates not in (also or {}), "it is told already"
        MUTANTS.append(Mutant(core, violates, also or {}))
        return core

    return register


def load() -> list[Mutant]:
    """Every mutant of every module in this folder and those below it, module by module in the order of their names.

    The order does not depend on what was imported before, since samples are chosen by it. Raises ``ImportError`` if a
    file is not found.
    """
    names = {module.name for module in pkgutil.walk_packages(__path__, f"{__name__}.")}
    if missing := sorted(modules() - names):
        raise ImportError(f"a folder without __init__.py? Not found: {', '.join(missing)}")
    for name in sorted(names):
        importlib.import_module(name)
    return sorted(MUTANTS, key=lambda mutant: mutant.core.__module__)


def modules() -> set[str]:
    """The name of the module in every file below this folder, whether or not Python finds it."""
    here = Path(__file__).parent
    files = (path.relative_to(here).with_suffix("") for path in here.rglob("*.py") if path.name != "__init__.py")
    return {".".join([__name__, *file.parts]) for file in files}


def module_for(section_file: Path) -> str:
    """The name of the module with the mutants of a section file: ``tests.mutants.http.rfc9112.s06_3_chunked``.

    Of the section's title only what tells its files apart is kept.
    """
    protocol, document = section_file.resolve().parts[-3:-1]
    number, title = _split(section_file)
    titles = [words for other, words in map(_split, section_file.parent.glob("test_*.py")) if other == number]
    alike = _words_in_common(titles) if len(titles) > 1 else len(title)
    ending = title[alike:] or (["responses"] if titles == [title] and title[-1:] == ["responses"] else [])
    is_word = number.isalpha() and len(number) > 1  # where the RFC numbers no sections, a word stands for the number
    start = number if is_word else f"s{number}"
    return ".".join([__name__, protocol, document, "_".join([start, *ending])])


def _split(section_file: Path) -> tuple[str, list[str]]:
    """The number of a section file, and the words of its title."""
    words = section_file.stem.split("_")[1:]
    numbers = [words[0], *itertools.takewhile(_is_number, words[1:])]
    return "_".join(numbers), words[len(numbers) :]


def _words_in_common(titles: list[list[str]]) -> int:
    """How many words all titles begin with."""
    columns = zip(*titles, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda column: len(set(column)) == 1, columns))


def _is_number(word: str) -> bool:
    return word.isdecimal() and len(word) < 3  # longer ones are status codes
