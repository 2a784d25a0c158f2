"""Reads the capabilities that the user gives: ``--cap name=value`` and ``--profile FILE.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path


class BadCapability(ValueError):
    """A capability or a profile that cannot be used; the message is one line for the user."""


def from_options(given: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """Read ``name=value`` texts."""
    capabilities = {}
    for text in given:
        name, _, value = text.partition("=")
        capabilities[_checked(name.strip(), value, known, f"--cap {text}")] = value
    return capabilities


def from_profile(path: Path, known: Mapping[str, str]) -> dict[str, str]:
    """Read the table ``[capabilities]`` of a TOML file."""
    try:
        profile = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadCapability(f"--profile {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadCapability(f"--profile {path}: not TOML: {error}") from error
    table = profile.get("capabilities", {})
    if not isinstance(table, dict):
        raise BadCapability(f"--profile {path}: [capabilities] must be a table")
    where = f"--profile {path}"
    return {_checked(name, str(value), known, where): str(value) for name, value in _flat(table)}


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """A name with a dot is in TOML a table within a table."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _checked(name: str, value: str, known: Mapping[str, str], where: str) -> str:
    if name not in known:
        raise BadCapability(f"{where}: unknown capability {name!r} (known: {', '.join(sorted(known))})")
    if not value or (known[name].startswith("/") and not value.startswith("/")):
        raise BadCapability(f"{where}: {'a path' if value else 'a value'} is needed: {name}={known[name]}")
    return name
