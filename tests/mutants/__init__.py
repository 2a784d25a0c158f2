"""Seeded defects: a reference server with exactly one decision taken wrongly.

One module per section file of the judge; a mutant is about five lines. ``also`` names requirements that the same defect
breaks by necessity, each with the reason.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from conformance.model import Requirement
from reference_impls.sansio import Connection

T = TypeVar("T", bound=type[Connection])


@dataclass(frozen=True)
class Mutant:
    """A defective server, the requirement that it breaks, and what else falls with it."""

    core: type[Connection]
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
        MUTANTS.append(Mutant(core, violates, also or {}))
        return core

    return register


def load() -> list[Mutant]:
    """Every mutant of every module in this folder."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return MUTANTS
