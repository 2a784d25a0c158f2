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
