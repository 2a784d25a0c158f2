"""The protocols that the judge speaks: one for each package beside the harness that has a ``protocol.py``."""

from __future__ import annotations

import functools
import importlib
from pathlib import Path

import conformance
from conformance.harness.case.material import Material
from conformance.harness.case.spec import ProtocolSpec
from conformance.model import Requirement

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

URGENT = 2 * STAGE
"""The ranks below it are of the first two stages: only what every client notices is there."""


MALFORMED = "malformed "
"""Before a section in an order of repairs: its place where only malformed messages show that it is not met."""


def repair_rank(requirement: Requirement, *, malformed: bool = False) -> int:
    """The place of a requirement in the order of repairs of its protocol.

    It is not after what rests on it: a cause is repaired first. The first two stages are left to their own sections.
    """
    protocol = requirement.section.document.protocol
    own = rank_of(requirement.id, protocol, malformed=malformed)
    dependants = [other.id for other in requirement.dependants if other.section.document.protocol == protocol]
    waiting = [max(URGENT, rank_of(id_, protocol)) for id_ in dependants]
    return own if malformed else min([own, *waiting])


def rank_of(requirement: str, protocol: str, *, malformed: bool = False) -> int:
    """The place of an id in the order of a protocol: that of the longest section that the id begins with.

    What the order does not name comes last. If only ``malformed`` messages show that the requirement is not met, the
    place that the order has for that counts, if there is one.
    """
    section = requirement.rpartition("/")[0]
    ranks = _repair_ranks(protocol)
    found = _longest_in(ranks, section, MALFORMED) if malformed else ""
    found = found or _longest_in(ranks, section)
    return ranks.get(found, max(ranks.values(), default=-STAGE) // STAGE * STAGE + STAGE)


def _longest_in(ranks: dict[str, int], section: str, before: str = "") -> str:
    """The longest section of the order that a section begins with; empty if there is none."""
    while section and before + section not in ranks:
        section = section.rpartition("." if "." in section else "/")[0]
    return before + section if section else ""


@functools.cache
def _repair_ranks(name: str) -> dict[str, int]:
    """The rank of each section in the order of a protocol, by the name that its documents have, such as HTTP/1.1."""
    package = name.partition("/")[0].lower()
    stages = [stage for protocol in protocols() if protocol.name == package for stage in protocol.repair_order]
    return {name: number * STAGE + place for number, stage in enumerate(stages) for place, name in enumerate(stage)}
