"""The protocols that the judge speaks: one for each package beside the harness that has a ``protocol.py``."""

from __future__ import annotations

import functools
import importlib
from pathlib import Path

import conformance
from conformance.harness.case.material import Material
from conformance.harness.case.spec import ProtocolSpec

PACKAGE = Path(conformance.__file__).resolve().parent


@functools.cache
def protocols() -> list[ProtocolSpec]:
    """Every protocol's description: the packages beside the harness that have a ``protocol.py``."""
    names = sorted(file.parent.name for file in PACKAGE.glob("*/protocol.py"))
    return [importlib.import_module(f"conformance.{name}.protocol").PROTOCOL for name in names]


@functools.cache
def protocol_of(path: Path) -> str:
    """The name of the protocol in whose package a file lies; empty for the packages' parent."""
    parts = path.parts[len(PACKAGE.parts) :] if path.is_relative_to(PACKAGE) else ()
    return parts[0] if parts else ""


def materials() -> list[Material]:
    """Every protocol's materials."""
    return [material for protocol in protocols() for material in protocol.materials]


def schemes() -> dict[str, int]:
    """Every known scheme with its default port."""
    return {scheme: port for protocol in protocols() for scheme, port in protocol.ports.items()}


STAGE = 100
"""Ranks in one stage of the order of repairs: 0 to 99 are those of its first stage."""


def repair_rank(requirement: str) -> int:
    """The place of a requirement in the order of repairs, by the longest section of the order that its id begins with.

    What no protocol's order names comes last.
    """
    section = requirement.rpartition("/")[0]
    ranks = _repair_ranks()
    while section and section not in ranks:
        section = section.rpartition("." if "." in section else "/")[0]
    return ranks.get(section, max(ranks.values()) // STAGE * STAGE + STAGE)


@functools.cache
def _repair_ranks() -> dict[str, int]:
    """The rank of each section that the protocols' orders name."""
    stages = [(number, stage) for protocol in protocols() for number, stage in enumerate(protocol.repair_order)]
    return {section: number * STAGE + place for number, stage in stages for place, section in enumerate(stage)}
